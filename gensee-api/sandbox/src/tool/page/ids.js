// Ids that answers of this visit have had, offered where an operation asks for one. They are kept nowhere.

/** Id and what it is the id of, by the Rust type of the id. */
const ids = new Map();

/** Takes the ids of an answer, by the rows that describe it. */
function learn(value, row) {
  if (Array.isArray(value)) {
    for (const item of value) learn(item, { ...row, list: false });
    return;
  }
  if (value === null || typeof value !== 'object' || value instanceof Written) return;
  for (const inner of row.fields ?? []) {
    const found = value[inner.name];
    if (inner.kind === 'textId' || inner.kind === 'numberId')
      note(inner.type, found, value.subject ?? value.name ?? '');
    else learn(found, inner);
  }
}

function note(type, id, label) {
  const text = id instanceof Written ? id.source : id;
  if (typeof text !== 'string' || text === '') return;
  const known = ids.get(type) ?? new Map();
  known.set(text, String(label));
  ids.set(type, known);
  drawIds(type);
}

/** The element that offers the ids of a type; made when it is first asked for. */
function listOfIds({ type }) {
  const id = `ids-${type}`;
  if (!find(id)) document.body.append(make('datalist', { id }));
  drawIds(type);
  return id;
}

function drawIds(type) {
  const known = [...(ids.get(type) ?? [])];
  find(`ids-${type}`)?.replaceChildren(...known.map(([id, label]) => make('option', { value: id }, label)));
}
