// What the page shows, as plain data. Everything on it is drawn from here.

const HOME = JSON.parse(find('home').textContent);
const TOOL = tool(JSON.parse(find('document').textContent), HOME.fields);
const OPERATIONS = new Map(TOOL.operations.map((operation) => [operation.name, operation]));
/** Stands for a text that is sent although it is empty; no input gives it. */
const EMPTY = '\u0000';

const state = {
  language: 'zh',
  operation: TOOL.operations[0],
  /** Texts by place (`attachmentList[0].url`), times in China time as far as they were picked. */
  values: new Map(),
  /** Places whose input takes raw text. */
  raw: new Set(),
  /** How many entries each list has. */
  counts: new Map(),
  site: '',
  loginName: '',
  password: '',
  remember: false,
  /** `none`, `md5`, `sha1` or `hashed`. */
  hash: 'md5',
  method: 'POST',
  times: 'millis',
  lists: 'indexed',
  timeout: 30,
  /** Parameters that the document does not have: names and values. */
  extra: [],
  /** `system`, `light` or `dark`. */
  theme: 'system',
  /** What the address names although no operation is called so. */
  unknown: undefined,
};

/** The parameters that are in sight, each with its place: those of lists once for each entry. */
function leaves(rows = state.operation.request, prefix = '') {
  return rows.flatMap((row) => {
    const place = prefix + row.name;
    if (!row.list) return row.fields ? leaves(row.fields, `${place}.`) : [{ place, row, list: undefined }];
    const entries = Array.from({ length: state.counts.get(place) ?? 0 }, (_, index) => `${place}[${index}]`);
    return entries.flatMap((entry) =>
      row.fields
        ? leaves(row.fields, `${entry}.`).map((leaf) => ({ ...leaf, list: place }))
        : [{ place: entry, row, list: place }],
    );
  });
}

/** Shows an operation with these values, by place, and undocumented parameters. */
function open(operation, values = new Map(), extra = []) {
  state.operation = operation;
  state.unknown = undefined;
  state.extra = extra.map((pair) => [...pair]);
  state.values = new Map(values);
  state.raw = new Set();
  state.counts = new Map();
  for (const row of operation.request.filter((row) => row.list)) {
    const indexes = [...state.values.keys()]
      .map((place) => indexIn(place, row.name))
      .filter((index) => index !== undefined);
    state.counts.set(row.name, Math.max(row.required ? 1 : 0, ...indexes.map((index) => index + 1)));
  }
  for (const { place, row } of leaves()) {
    if (!fits(row, state.values.get(place) ?? '')) state.raw.add(place);
  }
  state.lists = operation.listEncoding ?? 'indexed';
}

/** The index that a place has in a list. */
function indexIn(place, list) {
  const [, index] = place.startsWith(`${list}[`) ? (/^\[(\d{1,3})\]/.exec(place.slice(list.length)) ?? []) : [];
  return index === undefined ? undefined : Number(index);
}

/** Whether the input of a row can show a value; where it cannot, there is one for raw text. */
function fits(row, value) {
  if (value === '') return true;
  switch (row.kind) {
    case 'time':
      return chinaMillis(value) !== undefined;
    case 'date':
      return isDay(value);
    case 'boolean':
      return value === 'true' || value === 'false';
    case 'code':
      return row.choices.some((choice) => choice.code === (value === EMPTY ? '' : value));
    default:
      return true;
  }
}

/** Takes an entry out of a list; those behind it move up. */
function takeOut(list, gone) {
  const moved = (place) => {
    const index = indexIn(place, list);
    if (index === undefined || index < gone) return place;
    return index === gone ? undefined : place.replace(`${list}[${index}]`, `${list}[${index - 1}]`);
  };
  state.values = new Map(
    [...state.values].map(([place, value]) => [moved(place), value]).filter(([place]) => place !== undefined),
  );
  state.raw = new Set([...state.raw].map(moved).filter((place) => place !== undefined));
  state.counts.set(list, state.counts.get(list) - 1);
}
