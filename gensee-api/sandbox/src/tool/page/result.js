// The result: what came back, or why nothing did.

/** The last result: of which operation, what was sent for it, why it was refused; and which tabs are chosen. */
const shown = {
  outcome: undefined,
  operation: undefined,
  sent: undefined,
  refused: undefined,
  request: 'http',
  result: 'pretty',
};

const SAMPLES = {
  http: ['HTTP', requestText],
  curl: ['curl', curl],
  php: ['PHP', php],
  python: ['Python', python],
  java: ['Java', java],
  javascript: ['JavaScript', javascript],
  rust: ['Rust', rust],
  url: ['URL', plainAddress],
};

function drawRequest() {
  const names = Object.entries(SAMPLES).map(([name, [label]]) => [name, label]);
  tabs(find('request-tabs'), find('request'), names, shown.request, (name) => {
    shown.request = name;
    drawRequest();
  });
  const text = SAMPLES[shown.request][1]();
  const isProgram = shown.request !== 'http' && shown.request !== 'url';
  find('request').replaceChildren(...(isProgram ? coloured(text) : [text]));
  const isRisky = state.method === 'GET' && shown.request !== 'url';
  const remarks = [isRisky && word('getWarning'), requestRemark()];
  find('request-remark').textContent = remarks.filter(Boolean).join(' ');
  find('request-remark').classList.toggle('warning', isRisky);
}

/** Where the secrets of what is shown are. */
function requestRemark() {
  if (shown.request === 'http') return word('secretsMasked');
  if (shown.request === 'url') return word('passwordLeftOut');
  const [password, ...others] = environment();
  const hash = shown.request === 'curl' && digest();
  const named = hash ? word('hashVariable', `${password}_${hash.replace('-', '')}`, hash) : password;
  return word('environment', [named, ...others].join(', '));
}

/** Copies a text that stands in an element. */
async function copy(button, text, element) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Not every page may write there: the text is at least marked.
    getSelection().selectAllChildren(element);
    return;
  }
  button.textContent = word('copied');
  setTimeout(() => {
    button.textContent = word('copy');
  }, 1500);
}

/** Keeps the answer as a file. */
function download() {
  const { body, read } = shown.outcome;
  const href = URL.createObjectURL(new Blob([body], { type: read ? 'application/json' : 'text/plain' }));
  make('a', { href, download: `${shown.operation.name}.${read ? 'json' : 'txt'}` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

function drawResult() {
  const { outcome } = shown;
  const answered = [
    ['pretty', word('pretty')],
    ['raw', word('rawAnswer')],
    ['headers', word('headers')],
  ];
  const hasAnswer = Boolean(outcome && !outcome.error);
  const names = [...(hasAnswer ? answered : []), ['fields', word('fields')]];
  const chosen = hasAnswer ? shown.result : 'fields';
  tabs(find('result-tabs'), find('answer'), names, chosen, (name) => {
    shown.result = name;
    drawResult();
  });
  find('result-tabs').hidden = Boolean(outcome?.error);
  find('copy-answer').hidden = find('download').hidden = !outcome?.body;
  fill(find('rule'), refusal(shown.refused));
  if (!outcome) {
    find('status').replaceChildren();
    fill(find('answer'), make('p', { class: 'nothing' }, word('noResult')), answerFields());
  } else if (outcome.error) {
    const { kind, message } = outcome.error;
    find('status').replaceChildren(make('span', { class: 'badge bad' }, word('failed')[kind] ?? kind));
    fill(
      find('answer'),
      make('p', { class: 'failure' }, word('failedHelp')[kind]),
      make('pre', { class: 'code', lang: 'en' }, message),
    );
  } else {
    find('status').replaceChildren(...statusParts(outcome));
    fill(find('answer'), { pretty, raw, headers: headerList, fields: answerFields }[chosen](outcome));
  }
  drawStale();
}

/** Says so if the answer does not belong to what the form holds. */
function drawStale() {
  const isOld = shown.outcome && shown.sent !== JSON.stringify(order());
  const isOthers = shown.operation !== state.operation;
  const text = isOld ? word('stale', isOthers ? shown.operation.name : '') : '';
  // A text that is set again is read out again.
  if (find('stale').textContent !== text) find('stale').textContent = text;
  find('result').classList.toggle('old', Boolean(isOld));
}

/** HTTP status, return code with its meaning, time, size. */
function statusParts(outcome) {
  const { status, ms, bytes, truncated } = outcome;
  const text = codeOf(outcome);
  const choice = RETURN_CODES.find((choice) => choice.code === text);
  const isWell = status >= 200 && status < 300;
  const parts = [make('span', { class: `badge ${isWell ? 'good' : 'bad'}` }, `HTTP ${status}`)];
  if (status >= 300 && status < 400) parts.push(make('span', { class: 'fact' }, word('notFollowed')));
  if (text === undefined) parts.push(make('span', { class: 'fact' }, word('noCode')));
  else
    parts.push(
      make(
        'span',
        { class: `badge ${text === '0' ? 'good' : 'bad'}` },
        `code ${text}${choice ? ` · ${meaning(choice)}` : ''}`,
      ),
    );
  parts.push(make('span', { class: 'fact' }, `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`));
  parts.push(make('span', { class: 'fact' }, size(bytes)));
  if (truncated) parts.push(make('span', { class: 'fact' }, word('truncated')));
  return parts.flatMap((part) => [part, ' ']);
}

const size = (bytes) =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1024 ** 2
      ? `${(bytes / 1024).toFixed(1)} KiB`
      : `${(bytes / 1024 ** 2).toFixed(1)} MiB`;

function pretty({ read, body }) {
  if (!read) return make('p', { class: 'nothing' }, body === '' ? '∅' : word('notJson'));
  const whole = { fields: [...TOOL.envelope, ...shown.operation.response] };
  return make('div', { class: 'tree code' }, tree(read.value, whole));
}

const raw = ({ body }) => make('pre', { class: 'code' }, body);

const headerList = ({ headers }) =>
  make(
    'dl',
    { class: 'headers code' },
    headers.map(([name, value]) => [make('dt', {}, name), make('dd', {}, value)]),
  );

/** Sends the request through the sandbox, and keeps it in the history. */
async function send() {
  if (find('send').disabled) return;
  const { operation } = state;
  if (operation.effect === 'delete' && !(await agreed(operation))) return;
  find('send').disabled = true;
  find('status').textContent = word('sending');
  find('stale').textContent = '';
  fill(find('rule'));
  const entry = entryOf();
  const sent = order();
  const outcome = await exchange(sent);
  if (outcome.body !== undefined) outcome.read = readJson(outcome.body);
  const isWell = codeOf(outcome) === '0';
  const isRefused = !isWell && !sent.site && outcome.error?.kind !== 'request';
  const refused = isRefused ? await logged(operation) : undefined;
  Object.assign(shown, { outcome, operation, sent: JSON.stringify(sent), refused });
  if (shown.result === 'fields') shown.result = 'pretty';
  if (outcome.read) learn(outcome.read.value, { fields: operation.response });
  find('send').disabled = false;
  drawResult();
  bringIntoView();
  remember(entry, outcome);
}

/** The return code of an answer, if it has one. */
function codeOf({ read }) {
  const code = read?.value?.code;
  return code instanceof Written ? code.source : code;
}

const isNarrow = () => matchMedia('(max-width: 900px)').matches;

/** On a narrow screen the result lies below all inputs. */
function bringIntoView() {
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
  if (isNarrow()) find('result').scrollIntoView({ block: 'start', behavior });
}

async function exchange(order) {
  try {
    const answer = await fetch('/sandbox/send', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(order),
      credentials: 'omit',
      cache: 'no-store',
    });
    const text = await answer.text();
    return answer.ok ? JSON.parse(text) : { error: { kind: 'request', message: text || `HTTP ${answer.status}` } };
  } catch {
    return { error: { kind: 'unreachable', message: location.origin } };
  }
}
