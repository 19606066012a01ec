// What was sent, without its secrets; and what the page keeps from one visit to the next.

const HISTORY = 'gensee-tool-history';
const SETTINGS = 'gensee-tool';
/** So many calls are kept. */
const KEPT = 30;
/** The secrets of this visit's calls, by the call's key: they are in no storage, and gone with the page. */
const secrets = new Map();

function stored(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function store(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still sends.
  }
}

/** The call as it is kept, before its outcome is known. */
function entryOf() {
  const rows = new Map(leaves().map(({ place, row }) => [place, row]));
  const isSecret = ([place]) => rows.get(place)?.kind === 'secret';
  const values = [...state.values].filter(([place]) => rows.has(place));
  const key = crypto.randomUUID?.() ?? String(Math.random());
  secrets.set(key, { values: values.filter(isSecret), extra: state.extra.map((pair) => [...pair]) });
  return {
    key,
    name: state.operation.name,
    at: Date.now(),
    method: state.method,
    site: isReal() ? site() : '',
    values: values.filter((pair) => !isSecret(pair)),
    hasSecrets: values.some(isSecret) || extraPairs().length > 0,
  };
}

function remember(entry, answer) {
  const { status, ms, error } = answer;
  const outcome = error ? { error: error.kind } : { status, ms, code: codeOf(answer) };
  store(HISTORY, [{ ...entry, ...outcome }, ...stored(HISTORY, [])].slice(0, KEPT));
  drawHistory();
}

function drawHistory() {
  const entries = stored(HISTORY, []).filter((entry) => OPERATIONS.has(entry.name));
  find('forget').hidden = !entries.length;
  const none = make('li', { class: 'nothing' }, word('noHistory'));
  fill(find('history'), entries.length ? entries.map(historyLine) : none);
}

function historyLine(entry) {
  const { name, at, method, ms, code, status, error } = entry;
  const operation = OPERATIONS.get(name);
  const mark = error ? (word('failed')[error] ?? error) : code === undefined ? `HTTP ${status}` : `code ${code}`;
  const when = new Date(at);
  const clock = when.toTimeString().slice(0, 8);
  return make(
    'li',
    {},
    make(
      'button',
      {
        type: 'button',
        class: 'recall',
        'aria-label': word('openCall', `${name} ${clock}`),
        onclick: () => recall(entry),
      },
      make('span', { lang: 'zh-CN' }, operation.title),
      ' ',
      make('code', {}, name),
    ),
    make('span', { class: `badge ${code === '0' ? 'good' : 'bad'}` }, mark),
    make('span', { class: 'fact' }, method, ms === undefined ? '' : ` ${Math.round(ms)} ms`),
    make('time', { datetime: when.toISOString(), title: when.toLocaleString(document.documentElement.lang) }, clock),
    make(
      'button',
      {
        type: 'button',
        class: 'quiet',
        'aria-label': word('rerunCall', `${name} ${clock}`),
        onclick: () => rerun(entry),
      },
      word('rerun'),
    ),
  );
}

/** Shows a call again, with its secrets as long as this visit knows them. */
function recall(entry) {
  const { values, extra } = secrets.get(entry.key) ?? { values: [], extra: [] };
  open(OPERATIONS.get(entry.name), [...entry.values, ...values], extra);
  state.method = entry.method;
  state.site = entry.site;
  drawOperation();
  drawLogin();
  if (entry.hasSecrets && !secrets.has(entry.key)) find('status').textContent = word('needSecrets');
}

/** Sends a call again, unless something is to be looked at first. */
function rerun(entry) {
  const isElsewhere = entry.site !== (isReal() ? site() : '');
  recall(entry);
  // Another site gets the password only from the user's own hand; and without its secrets it would be another call.
  if (isElsewhere) find('status').textContent = word('otherSite', site());
  else if (!entry.hasSecrets || secrets.has(entry.key)) send();
}

function forget() {
  store(HISTORY, []);
  secrets.clear();
  drawHistory();
  find('send').focus();
}

/** Keeps what the user set; the password only if asked to, together with the site that it is for. */
function keepSettings() {
  const { language, theme, loginName, hash, remember } = state;
  const asked = remember ? { remember, password: state.password, site: state.site } : {};
  store(SETTINGS, { language, theme, loginName, hash, ...asked });
}

function takeSettings() {
  const { language, theme, loginName, hash, remember, password, site } = stored(SETTINGS, {});
  const [own] = navigator.language.split('-');
  state.language = [language, own, 'zh'].find((candidate) => candidate in WORDS);
  if (['light', 'dark'].includes(theme)) state.theme = theme;
  if (typeof loginName === 'string') state.loginName = loginName;
  if (['none', 'md5', 'sha1', 'hashed'].includes(hash)) state.hash = hash;
  if (remember === true) Object.assign(state, { remember, password: String(password ?? ''), site: String(site ?? '') });
}
