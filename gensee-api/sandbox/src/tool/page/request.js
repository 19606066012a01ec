// From the values to the request, as it goes out.

/** The login as names and values. An empty one is left out, so that its absence can be tried too. */
function loginPairs(password = state.password) {
  return [
    ['sec', state.hash === 'none' ? '' : 'true'],
    ['loginName', state.loginName],
    ['password', password],
  ].filter(([, value]) => value !== '');
}

/** The operation's own parameters: what is empty is left out, and entries of lists move up into the gap. */
function ownPairs(shown = (row, value) => value) {
  const filled = leaves().filter(({ place }) => (state.values.get(place) ?? '') !== '');
  const numbers = new Map();
  return filled.map(({ place, row, list }) => [nameOf(place, row, list, numbers), shown(row, encode(place, row))]);
}

function nameOf(place, row, list, numbers) {
  if (list === undefined) return place;
  // Lists of objects stay indexed, since their fields would fall apart.
  if (state.lists === 'repeated' && place.endsWith(']')) return list;
  const entry = `${list}[${indexIn(place, list)}]`;
  if (!numbers.has(entry))
    numbers.set(entry, [...numbers.keys()].filter((other) => other.startsWith(`${list}[`)).length);
  return `${list}[${numbers.get(entry)}]${place.slice(entry.length)}`;
}

function encode(place, row) {
  const value = state.values.get(place);
  if (value === EMPTY) return '';
  if (row.kind !== 'time' || state.raw.has(place)) return value;
  const millis = chinaMillis(value);
  return state.times === 'millis' && millis !== undefined ? String(millis) : value;
}

/** Hides what must not be seen. */
const masked = (row, value) => (row.kind === 'secret' ? '***' : value);

/** The site that is called. */
const site = () => state.site.trim().replace(/\/+$/, '') || location.origin;

/** Whether calls leave this sandbox. */
const isReal = () => site() !== location.origin;

/** The whole address of the operation. */
function address() {
  const base = site();
  return (base.endsWith(TOOL.basePath) ? base : base + TOOL.basePath) + state.operation.path;
}

/** As an address: what is secret is left out, and what may be. */
function plainAddress() {
  const open = ownPairs((row, value) => ({ row, value })).filter(([, { row }]) => row.kind !== 'secret');
  return `${address()}?${formText([...loginPairs(''), ...open.map(([name, { value }]) => [name, value])])}`;
}

/** The request with its secrets masked. */
function requestText() {
  const form = formText([...loginPairs(state.password && '***'), ...ownPairs(masked), ...extraPairs()]);
  const [, host] = /^\w+:\/\/([^/]*)/.exec(address()) ?? [, ''];
  const heads = [`Host: ${host}`, 'Accept: */*'];
  if (state.method === 'GET') return [`GET ${address()}?${form}`, ...heads].join('\n');
  const kind = 'Content-Type: application/x-www-form-urlencoded; charset=UTF-8';
  return [`POST ${address()}`, ...heads, kind, '', form].join('\n');
}

/** Pairs as a form; `*` stays as it is. */
const formText = (pairs) => new URLSearchParams(pairs).toString();

/** What the sandbox is told to send. */
function order() {
  return {
    site: isReal() ? site() : undefined,
    method: state.method,
    path: state.operation.path,
    form: [...loginPairs(), ...ownPairs(), ...extraPairs()],
    hash: { md5: 'md5', sha1: 'sha1' }[state.hash],
    timeoutMs: Math.round(Number(state.timeout) * 1000) || undefined,
  };
}
