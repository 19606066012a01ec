// Draws the page, and listens.

function drawAll() {
  speak();
  drawTheme();
  drawLogin();
  drawOperation();
  drawResult();
  drawHistory();
}

/** What belongs to the chosen operation; the answer of another one is put away. */
function drawOperation() {
  if (shown.operation !== state.operation) {
    Object.assign(shown, { outcome: undefined, operation: state.operation, refused: undefined });
    drawResult();
  }
  drawPicker();
  drawNotice();
  drawAbout();
  drawInputs();
  drawExtra();
  refresh();
}

/** Says so if the address names no operation. */
function drawNotice() {
  find('notice').textContent = state.unknown === undefined ? '' : word('unknown', state.unknown, state.operation.name);
}

/** Light or dark, as the user or the system has it. */
function drawTheme() {
  document.documentElement.dataset.theme = state.theme;
  for (const button of document.querySelectorAll('[data-theme-choice]')) {
    button.setAttribute('aria-pressed', String(button.dataset.themeChoice === state.theme));
  }
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
  drawStale();
  keepLink();
}

function drawAbout() {
  const { section, title, name, summary, description, misprints, roles, effect, since, window: span } = state.operation;
  const fact = (text, kind = '') => make('span', { class: `fact ${kind}` }, text);
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
    ...(state.language === 'en' ? [make('p', { class: 'summary' }, prose(summary))] : []),
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
  listenConfirm();
  find('form').addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  find('method').addEventListener('change', (event) => {
    state.method = event.target.value;
    refresh();
  });
  find('copy').addEventListener('click', () => copy(find('copy'), find('request').textContent, find('request')));
  find('copy-answer').addEventListener('click', () => copy(find('copy-answer'), shown.outcome.body, find('answer')));
  find('download').addEventListener('click', download);
  find('forget').addEventListener('click', forget);
  for (const button of document.querySelectorAll('[data-language]')) {
    button.addEventListener('click', () => turnTo(button.dataset.language));
  }
  for (const button of document.querySelectorAll('[data-theme-choice]')) {
    button.addEventListener('click', () => {
      state.theme = button.dataset.themeChoice;
      keepSettings();
      drawTheme();
    });
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
    takeLink();
    drawAll();
  });
}

takeSettings();
open(state.operation);
takeLink();
find('hints').open = !isNarrow();
listen();
drawAll();
