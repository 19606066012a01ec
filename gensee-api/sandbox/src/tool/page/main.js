// Draws the page, and listens.

function drawAll() {
  speak();
  drawLogin();
  drawOperation();
  drawResult();
  drawHistory();
}

/** What belongs to the chosen operation. */
function drawOperation() {
  drawPicker();
  drawAbout();
  drawInputs();
  refresh();
}

/** Whatever follows from the values. */
function refresh() {
  const only = state.operation.method;
  state.method = only ?? state.method;
  const methods = find('method');
  for (const option of methods.options) option.disabled = only !== undefined && option.value !== only;
  methods.value = state.method;
  find('address').textContent = address();
  drawHints();
  drawRequest();
  keepLink();
}

function drawAbout() {
  const { section, title, name, summary, description, misprints, roles, effect, since, window: span } = state.operation;
  const fact = (text, kind = '') => make('span', { class: `fact ${kind}` }, text);
  const english = make('p', { class: 'summary', lang: 'en' }, prose(summary));
  find('about').replaceChildren(
    make(
      'h2',
      { id: 'operation-title' },
      make('span', { class: 'section' }, section),
      ' ',
      make('span', { lang: 'zh-CN' }, title),
      ' ',
      make('code', {}, name),
    ),
    make(
      'p',
      { class: 'facts' },
      fact(word('effect')[effect], effect),
      ...roles.map((role) => fact(word('role')[role])),
      since ? fact(word('since', since), 'since') : fact(word('sinceFirst', TOOL.firstRevision)),
      ...(span ? [fact(word('windowRule', span.start, span.end, span.days))] : []),
    ),
    ...(state.language === 'en' || !description ? [english] : []),
    ...(description
      ? [
          make(
            'details',
            { open: state.language === 'zh' },
            make('summary', {}, word('description')),
            remarks('', description, misprints),
          ),
        ]
      : []),
  );
}

function turnTo(language) {
  state.language = language;
  keepSettings();
  drawAll();
}

function listen() {
  listenPicker();
  find('form').addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  find('method').addEventListener('change', (event) => {
    state.method = event.target.value;
    refresh();
  });
  find('copy').addEventListener('click', copyRequest);
  find('forget').addEventListener('click', forget);
  for (const button of document.querySelectorAll('[data-language]')) {
    button.addEventListener('click', () => turnTo(button.dataset.language));
  }
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  });
  for (const link of document.querySelectorAll('.skip')) {
    // The address belongs to the deep link.
    link.addEventListener('click', (event) => {
      event.preventDefault();
      find(link.hash.slice(1)).focus();
    });
  }
  window.addEventListener('hashchange', () => {
    if (takeLink()) drawAll();
  });
}

takeSettings();
if (!takeLink()) open(state.operation);
listen();
drawAll();
