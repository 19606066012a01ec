// Hints: which rules of the document the values break. They never keep anything from being sent.

/** Hints by place. */
function hints() {
  const found = new Map();
  const hint = (place, text) => found.set(place, [...(found.get(place) ?? []), text]);
  for (const row of TOOL.login) {
    if (row.required && !state[row.name]) hint(row.name, word('hintRequired'));
  }
  for (const { place, row } of leaves()) {
    const value = state.values.get(place) ?? '';
    if (value === '') {
      if (row.required) hint(place, word('hintRequired'));
    } else {
      for (const text of faults(row, value)) hint(place, text);
    }
  }
  for (const row of state.operation.request) {
    if (row.list && row.required && !state.counts.get(row.name)) hint(row.name, word('hintRequired'));
  }
  for (const rule of state.operation.conditions) {
    const broken = condition(rule);
    if (broken) hint(...broken);
  }
  const span = state.operation.window;
  if (span && tooLong(span)) hint(span.end, word('hintWindow', span.start, span.days));
  return found;
}

/** What is wrong with the value of a row by itself. */
function faults(row, value) {
  const texts = [];
  const kind = () => texts.push(word('hintKind', word('type')[row.kind]));
  const number = Number(value);
  switch (row.kind) {
    case 'integer':
    case 'numberId':
      if (!/^-?\d{1,19}$/.test(value)) kind();
      break;
    case 'decimal':
      if (value.trim() === '' || Number.isNaN(number)) kind();
      break;
    case 'boolean':
      if (!['true', 'false'].includes(value)) kind();
      break;
    case 'time':
      if (momentOf(value) === undefined) kind();
      break;
    case 'date':
      if (!isDay(value)) kind();
      break;
    case 'code':
      if (!fits(row, value)) texts.push(word('hintChoice'));
      break;
    default:
  }
  const length = value === EMPTY ? 0 : [...value].length;
  if (row.length && !within(row.length, length)) texts.push(word('hintLength', span(row.length), length));
  if (row.range && !within(row.range, number)) texts.push(word('hintRange', span(row.range)));
  return texts;
}

const within = ([min, max], number) => (min === null || min <= number) && (max === null || number <= max);

/** The value that the server takes, the default of an absent one included. */
function effective(name) {
  const value = state.values.get(name) ?? '';
  if (value === EMPTY) return '';
  return value === '' ? (state.operation.request.find((row) => row.name === name)?.default ?? '') : value;
}

/** The place and the words of a condition that does not hold. */
function condition({ rule, name, value, when, values, less, more }) {
  if (rule === 'order') {
    const [one, other] = [less, more].map((side) => momentOf(state.values.get(side) ?? ''));
    return one !== undefined && other !== undefined && one >= other ? [less, word('hintOrder', more)] : undefined;
  }
  const holds = values.includes(effective(when));
  const given = (state.values.get(name) ?? '') !== '';
  const others = values.join('|');
  if (rule === 'require' && holds && !given) return [name, word('hintRequire', when, others)];
  if (rule === 'fix' && holds && given && effective(name) !== value)
    return [name, word('hintFix', value, when, others)];
  if (rule === 'only' && !holds && given) return [name, word('hintOnly', when, others)];
  return undefined;
}

/** Whether two ends lie further apart than one request may ask for; days count as a whole. */
function tooLong({ start, end, days }) {
  const [from, to] = [start, end].map((name) => state.values.get(name) ?? '');
  if (from === '' || to === '') return false;
  const whole = isDay(to) ? 24 * 60 * 60 * 1000 : 0;
  const length = momentOf(to) + whole - momentOf(from);
  return length > days * 24 * 60 * 60 * 1000;
}
