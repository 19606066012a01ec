// The inputs that every operation has, and how its request is sent.

/** The inputs that every operation has. */
function drawLogin() {
  const [sec, loginName, password] = ['sec', 'loginName', 'password'].map((name) =>
    TOOL.login.find((row) => row.name === name),
  );
  const set = (name, draw) => (event) => {
    state[name] = event.target.type === 'checkbox' ? event.target.checked : event.target.value;
    keepSettings();
    draw?.();
    refresh();
  };
  const labelled = (row, control) =>
    make(
      'div',
      { class: 'field required', 'data-place': row.name },
      make('label', { for: idOf(row.name) }, make('code', {}, row.name)),
      control,
      make('div', { class: 'note', id: `${idOf(row.name)}-note` }, remarks(row.summary, row.note)),
    );
  const attributes = (row) => ({
    id: idOf(row.name),
    'aria-describedby': `${idOf(row.name)}-note`,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const option = (code, label) => make('option', { value: code }, label);
  fill(
    find('login'),
    labelled(
      loginName,
      make('input', {
        ...attributes(loginName),
        type: 'text',
        'aria-required': 'true',
        placeholder: HOME.loginName,
        value: state.loginName,
        oninput: set('loginName'),
      }),
    ),
    labelled(
      password,
      make('input', {
        ...attributes(password),
        type: 'password',
        autocomplete: 'new-password',
        'aria-required': 'true',
        value: state.password,
        oninput: set('password'),
      }),
    ),
    labelled(
      sec,
      make(
        'select',
        { ...attributes(sec), value: state.hash, onchange: set('hash') },
        option('md5', `true · ${word('secMd5')}`),
        option('sha1', `true · ${word('secSha1')}`),
        option('hashed', `true · ${word('secHashed')}`),
        option('none', word('secNone')),
      ),
    ),
    make(
      'details',
      { class: 'options', id: 'options', open: isReal() || optionsAreOpen() },
      make('summary', { id: 'options-summary' }, word('options')),
      options(set),
    ),
    make(
      'div',
      { class: 'asides' },
      make(
        'label',
        { class: 'check' },
        make('input', { type: 'checkbox', id: 'remember', checked: state.remember, onchange: set('remember') }),
        ' ',
        word('remember'),
      ),
      make(
        'button',
        { type: 'button', class: 'quiet', id: 'administrator', hidden: isReal(), onclick: useAdministrator },
        word('administrator'),
      ),
    ),
  );
}

const optionsAreOpen = () => Boolean(find('options')?.open);

/** The site, and how the request is written. */
function options(set) {
  const labelled = (id, label, control) =>
    make('div', { class: 'option' }, make('label', { for: id }, word(label)), control);
  const select =
    (id, key) =>
    (...codes) =>
      make(
        'select',
        { id, value: state[key], onchange: set(key) },
        codes.map(([code, text]) => make('option', { value: code }, text)),
      );
  return [
    labelled(
      'site',
      'site',
      make('input', {
        id: 'site',
        type: 'url',
        placeholder: `${location.origin} · ${word('siteHelp')}`,
        value: state.site,
        spellcheck: 'false',
        oninput: set('site', warn),
        'aria-describedby': 'site-warning',
      }),
    ),
    make('p', { id: 'site-warning', class: 'warning', role: 'status' }, isReal() && word('siteReal', site())),
    labelled('times', 'times', select('times', 'times')(['millis', word('millis')], ['text', word('text')])),
    labelled('lists', 'lists', select('lists', 'lists')(['indexed', 'name[0]=…'], ['repeated', 'name=…&name=…'])),
    labelled(
      'timeout',
      'timeout',
      make('input', {
        id: 'timeout',
        type: 'number',
        min: '1',
        max: '120',
        value: String(state.timeout),
        oninput: set('timeout'),
      }),
    ),
  ];
}

function warn() {
  find('site-warning').textContent = isReal() ? word('siteReal', site()) : '';
  find('administrator').hidden = isReal();
}

function useAdministrator() {
  Object.assign(state, { loginName: HOME.loginName, password: HOME.password });
  keepSettings();
  drawLogin();
  refresh();
}
