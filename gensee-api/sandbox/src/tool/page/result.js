// The result: what came back, or why nothing did.

/** The last result and how it is shown. */
const shown = { outcome: undefined, operation: undefined, request: 'http', result: 'pretty' };

function drawRequest() {
  const names = [
    ['http', 'HTTP'],
    ['curl', 'curl'],
    ['rust', 'Rust'],
    ['url', 'URL'],
  ];
  tabs(find('request-tabs'), find('request'), names, shown.request, (name) => {
    shown.request = name;
    drawRequest();
  });
  find('request').textContent = { http: requestText, curl, rust, url: plainAddress }[shown.request]();
  const remark = { http: 'secretsMasked', url: 'passwordLeftOut' }[shown.request];
  const isRisky = state.method === 'GET' && shown.request !== 'url';
  find('request-remark').textContent = isRisky ? word('getWarning') : remark ? word(remark) : '';
  find('request-remark').classList.toggle('warning', isRisky);
}

async function copyRequest() {
  try {
    await navigator.clipboard.writeText(find('request').textContent);
  } catch {
    // Not every page may write there: the text is at least marked.
    getSelection().selectAllChildren(find('request'));
    return;
  }
  find('copy').textContent = word('copied');
  setTimeout(() => {
    find('copy').textContent = word('copy');
  }, 1500);
}

function drawResult() {
  const names = [
    ['pretty', word('pretty')],
    ['raw', word('rawAnswer')],
    ['headers', word('headers')],
  ];
  tabs(find('result-tabs'), find('answer'), names, shown.result, (name) => {
    shown.result = name;
    drawResult();
  });
  const { outcome } = shown;
  find('result-tabs').hidden = !outcome || Boolean(outcome.error);
  if (!outcome) {
    find('status').replaceChildren();
    fill(find('answer'), make('p', { class: 'nothing' }, word('noResult')));
  } else if (outcome.error) {
    const { kind, message } = outcome.error;
    find('status').replaceChildren(make('span', { class: 'badge bad' }, word('failed')[kind] ?? kind));
    fill(find('answer'), make('p', { class: 'failure' }, message));
  } else {
    find('status').replaceChildren(...statusParts(outcome));
    fill(find('answer'), { pretty, raw, headers: headerList }[shown.result](outcome));
  }
}

const RETURN_CODES = TOOL.envelope.find((row) => row.name === 'code').choices;

/** HTTP status, return code with its meaning, time, size. */
function statusParts({ status, ms, bytes, truncated, read }) {
  const code = read?.value?.code;
  const text = code instanceof Written ? code.source : code;
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
  find('send').disabled = true;
  find('status').textContent = word('sending');
  const { operation } = state;
  const entry = entryOf();
  const outcome = await exchange(order());
  if (outcome.body !== undefined) outcome.read = readJson(outcome.body);
  shown.outcome = outcome;
  shown.operation = operation;
  if (outcome.read) learn(outcome.read.value, { fields: operation.response });
  find('send').disabled = false;
  drawResult();
  remember(entry, outcome);
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
    return { error: { kind: word('unreachable'), message: location.origin } };
  }
}
