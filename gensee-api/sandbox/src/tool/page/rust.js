// The call as a program with `gensee-api`.

const WIDTH = 100;

/** A whole program. Secrets come from the environment. */
function rust() {
  const types = new Set();
  const request = construction({ type: state.operation.requestType, fields: state.operation.request }, '', types);
  const own = [...types].filter((type) => !CRATE_TYPES.has(type)).sort();
  const shared = ['Client', 'Password', ...[...types].filter((type) => CRATE_TYPES.has(type))].sort();
  const variable = `std::env::var("${PASSWORD}")?`;
  const constructor = { none: 'plain', md5: 'md5', sha1: 'sha1', hashed: 'hashed' }[state.hash];
  const extra = extraPairs().map(([name, text]) => `.param(${literal(name)}, ${literal(text)})`);
  const get = state.method === 'GET' ? '.get()' : '';
  const call =
    get || extra.length
      ? `call(&request)${get}${extra.join('')}.send().await?`
      : `${state.operation.name}(&request).await?`;
  return [
    `use gensee_api::webcast::${own.length === 1 ? own[0] : `{${own.join(', ')}}`};`,
    `use gensee_api::{${shared.join(', ')}};`,
    '',
    '#[tokio::main]',
    'async fn main() -> Result<(), Box<dyn std::error::Error>> {',
    `    let client = Client::builder(${literal(site())})`,
    `        .login(${literal(state.loginName || 'admin@test.com')}, Password::${constructor}(${variable}))`,
    '        .build()?;',
    `    let request = ${laidOut(request, 4)};`,
    `    let answer = client.${call};`,
    '    println!("{answer:#?}");',
    '    Ok(())',
    '}',
  ].join('\n');
}

/** Types of the crate's root; all others are the interface's. */
const CRATE_TYPES = new Set([
  'Time',
  'Date',
  'WebcastId',
  'VodId',
  'RecordId',
  'DocumentId',
  'UserId',
  'ResourceUrl',
  'Secret',
  'OrganizerToken',
  'PanelistToken',
]);

/** A struct as a user makes it: what it cannot go without, and a setter for each of the rest. */
function construction({ type, fields }, prefix, types) {
  types.add(type);
  const needed = fields.filter((row) => row.required);
  const given = fields.filter((row) => !row.required && isGiven(row, prefix + row.name));
  return {
    start: `${type}::new`,
    needed: needed.map((row) => value(row, prefix + row.name, types)),
    setters: given.map((row) => [row.field, value(row, prefix + row.name, types)]),
  };
}

/** Whether there is a value that Rust can express; what is not a number cannot go into one. */
function isGiven(row, place) {
  if (row.list) return (state.counts.get(place) ?? 0) > 0;
  const text = state.values.get(place) ?? '';
  return text !== '' && single(row, text, place, new Set()) !== undefined;
}

function value(row, place, types) {
  if (!row.list) return row.fields ? construction(row, `${place}.`, types) : orElse(row, place, types);
  const count = Math.max(state.counts.get(place) ?? 0, 1);
  const entries = Array.from({ length: count }, (_, index) => `${place}[${index}]`);
  const items = entries.map((entry) =>
    row.fields ? construction(row, `${entry}.`, types) : orElse(row, entry, types),
  );
  return { items: items.map((item) => (row.type === 'String' ? `${item}.to_owned()` : item)) };
}

/** The value at a place; where it is missing, one that can be seen to be. */
function orElse(row, place, types) {
  const given = single(row, state.values.get(place) ?? '', place, types);
  return given ?? single(row, PLACEHOLDERS[row.kind] ?? row.choices?.[0].code ?? '…', place, types);
}

const PLACEHOLDERS = {
  integer: '0',
  numberId: '0',
  decimal: '0',
  boolean: 'false',
  time: '2030-01-01 00:00:00',
  date: '2030-01-01',
};

/** One value as an expression; none for a text that the type cannot hold, or none at all. */
function single(row, text, place, types) {
  const of = (expression) => {
    types.add(row.type);
    return expression;
  };
  if (row.kind === 'secret') {
    const secret = `std::env::var("${variable(place)}")?`;
    return row.type === 'Secret' ? secret : of(`${row.type}::new(${secret})`);
  }
  if (text === '') return undefined;
  switch (row.kind) {
    case 'integer':
      return whole(text);
    case 'numberId':
      return whole(text) && of(`${row.type}::from(${whole(text)})`);
    case 'decimal':
      return Number.isFinite(Number(text)) ? decimal(Number(text)) : undefined;
    case 'boolean':
      return ['true', 'false'].includes(text) ? text : undefined;
    case 'time':
      return moment(text, of);
    case 'date':
      return isDay(text) ? of(`${literal(text)}.parse::<Date>()?`) : undefined;
    case 'code':
      return of(`${row.type}::${variant(row, text === EMPTY ? '' : text)}`);
    default:
      return literal(text);
  }
}

function whole(text) {
  if (!/^-?\d{1,18}$/.test(text)) return undefined;
  const number = BigInt(text);
  return number >= -(2n ** 31n) && number < 2n ** 31n ? `${number}` : `${number}_i64`;
}

const decimal = (number) => (Number.isInteger(number) ? number.toFixed(1) : String(number));

function moment(text, of) {
  if (/^-?\d{1,15}$/.test(text)) return of(`Time::from_millis(${BigInt(text)})`);
  return chinaMillis(text) === undefined ? undefined : of(`Time::china(${literal(chinaText(chinaMillis(text)))})?`);
}

function variant(row, code) {
  const choice = row.choices.find((choice) => choice.code === code);
  return choice ? choice.variant : `Other(${literal(code)}.to_owned())`;
}

/** A text as a literal. */
function literal(text) {
  const escapes = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  const escape = (char) => escapes[char] ?? `\\u{${char.codePointAt(0).toString(16)}}`;
  // Marks that turn the direction of text are spelled out: rustc refuses them in a literal.
  return `"${text.replace(/[\\"\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, escape)}"`;
}

/** An expression on one line where there is room for it, else with a line for each part. */
function laidOut(expression, indent) {
  if (typeof expression === 'string') return expression;
  const line = oneLine(expression);
  if (indent + line.length <= WIDTH && !(expression.setters?.length > 1)) return line;
  const deeper = ' '.repeat(indent + 4);
  const list = (open, parts, close) => {
    const short = open + parts.map(oneLine).join(', ') + close;
    if (indent + short.length <= WIDTH) return short;
    const lines = parts.map((part) => `${deeper}${laidOut(part, indent + 4)},\n`);
    return `${open}\n${lines.join('')}${' '.repeat(indent)}${close}`;
  };
  if (expression.items) return list('vec![', expression.items, ']');
  const start = list(`${expression.start}(`, expression.needed, ')');
  // As rustfmt has it: below a closing bracket, or one step in.
  const edge = start.includes('\n') ? ' '.repeat(indent) : deeper;
  const setters = expression.setters.map(([name, part]) => `\n${edge}.${name}(${laidOut(part, edge.length)})`);
  return start + setters.join('');
}

function oneLine(expression) {
  if (typeof expression === 'string') return expression;
  if (expression.items) return `vec![${expression.items.map(oneLine).join(', ')}]`;
  const setters = expression.setters.map(([name, part]) => `.${name}(${oneLine(part)})`);
  return `${expression.start}(${expression.needed.map(oneLine).join(', ')})${setters.join('')}`;
}
