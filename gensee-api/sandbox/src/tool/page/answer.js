// The answer as a tree: keys with what the document says of them, times and codes with what they mean.

/** So many entries of a list are drawn at once. */
const ENTRIES = 100;

/** A number as it was written: longer ones than a float can hold stay whole. */
class Written {
  constructor(source) {
    this.source = source;
  }
}

/** What an answer says; none if it is not JSON even after the line breaks inside its texts were escaped. */
function readJson(text) {
  const keep = (key, value, context) =>
    typeof value === 'number' && context?.source ? new Written(context.source) : value;
  for (const candidate of [text, escapeBreaks(text)]) {
    try {
      return { value: JSON.parse(candidate, keep) };
    } catch {
      // The next one may do.
    }
  }
  return undefined;
}

/** The real server writes control characters into its texts as they are. */
function escapeBreaks(text) {
  const escape = (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return text.replace(/"(?:[^"\\]|\\[\s\S])*"/g, (string) => string.replace(/[\u0000-\u001f]/g, escape));
}

/** A value as elements, by the row that describes it. */
function tree(value, row) {
  if (Array.isArray(value)) return items(value, row);
  if (value !== null && typeof value === 'object' && !(value instanceof Written))
    return members(value, row?.fields ?? []);
  return scalar(value, row);
}

function members(object, rows) {
  const lines = Object.entries(object).map(([key, value]) => {
    const row = rows.find((row) => row.name === key);
    return line(make('span', { class: 'key', title: row && spoken(row) }, key), value, row);
  });
  return make('div', { class: 'members' }, lines);
}

const spoken = (row) => (state.language === 'zh' ? row.note : (row.summary ?? row.note));

function items(list, row) {
  const box = make('div', { class: 'members' });
  const inner = row && { ...row, list: false };
  const more = (from) => {
    box.append(
      ...list
        .slice(from, from + ENTRIES)
        .map((value, index) => line(make('span', { class: 'index' }, String(from + index)), value, inner)),
    );
    const left = list.length - from - ENTRIES;
    if (left <= 0) return;
    const button = make('button', { type: 'button', class: 'quiet' }, word('moreItems', Math.min(left, ENTRIES)));
    button.addEventListener('click', () => {
      button.remove();
      more(from + ENTRIES);
    });
    box.append(button);
  };
  more(0);
  return box;
}

/** A key and its value; what has parts can be folded. */
function line(key, value, row) {
  const isList = Array.isArray(value);
  const hasParts = isList || (value !== null && typeof value === 'object' && !(value instanceof Written));
  if (!hasParts) return make('div', { class: 'member' }, key, ' ', scalar(value, row));
  const size = isList ? `[${value.length}]` : `{${Object.keys(value).length}}`;
  return make(
    'details',
    { open: true },
    make('summary', {}, key, ' ', make('span', { class: 'size' }, size)),
    tree(value, row),
  );
}

function scalar(value, row) {
  if (value instanceof Written)
    return make('span', {}, make('span', { class: 'number' }, value.source), said(value.source, row));
  if (typeof value !== 'string') return make('span', { class: 'literal' }, String(value));
  return make('span', {}, make('span', { class: 'string' }, `"${value}"`), said(value, row));
}

/** What stands beside a time or a code. */
function said(text, row) {
  const aside = (words, others) => words && make('span', { class: 'aside', ...others }, ` ${words}`);
  if (row?.kind === 'time' && /^-?\d+$/.test(text)) return aside(chinaText(Number(text)), { title: word('chinaTime') });
  const choice = row?.kind === 'code' && row.choices.find((choice) => choice.code === text);
  return choice && aside(meaning(choice));
}
