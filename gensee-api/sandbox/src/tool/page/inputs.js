// The inputs of the operation: one for each parameter, by its kind.

const idOf = (place) => `input-${place}`;

/** All inputs anew, for another operation, language or number of entries. */
function drawInputs() {
  const rows = state.operation.request;
  const none = make('p', { class: 'nothing' }, word('noParameters'));
  fill(find('inputs'), rows.length ? rows.map((row) => (row.list ? list(row) : field(row, row.name))) : none);
}

/** A parameter: its name and facts, the input, what is said of it, and hints. */
function field(row, place) {
  const id = idOf(place);
  return make(
    'div',
    { class: `field${row.required ? ' required' : ''}`, 'data-place': place },
    make(
      'div',
      { class: 'line' },
      make('label', { for: id }, make('code', {}, place)),
      facts(row, id),
      rawSwitch(row, place),
    ),
    input(row, place, {
      id,
      'aria-describedby': `${id}-facts ${id}-note ${id}-hint`,
      'aria-required': row.required ? 'true' : undefined,
    }),
    make('div', { class: 'note', id: `${id}-note` }, remarks(row.summary, row.note, row.misprints)),
    make('p', { class: 'hint', id: `${id}-hint` }),
  );
}

/** Type, since, bounds, default; and whether a parameter must be given, or a field is always there. */
function facts(row, id, must = 'required') {
  const type = word('type')[row.kind];
  const fact = (text, kind = '') => make('span', { class: `fact ${kind}` }, text);
  return make(
    'span',
    { class: 'facts', id: id && `${id}-facts` },
    row.required && fact(word(must), must === 'required' ? 'must' : ''),
    fact(row.list ? word('listOf', type) : type),
    row.length && fact(word('length', span(row.length))),
    row.range && fact(word('range', span(row.range))),
    row.clamp && fact(word('clamp', span(row.clamp))),
    row.default !== undefined && fact(word('defaultsTo', row.default)),
    row.since && fact(word('since', row.since), 'since'),
  );
}

/** Lets any text be given where the input offers a choice. */
function rawSwitch(row, place) {
  if (!['time', 'date', 'boolean', 'code'].includes(row.kind)) return undefined;
  const isRaw = state.raw.has(place);
  const turn = () => {
    if (isRaw) state.raw.delete(place);
    else state.raw.add(place);
    if (isRaw && !fits(row, state.values.get(place) ?? '')) state.values.delete(place);
    if (!isRaw && state.values.get(place) === EMPTY) state.values.delete(place);
    drawInputs();
    refresh();
  };
  return make(
    'button',
    {
      type: 'button',
      class: 'raw',
      id: `raw-${place}`,
      'aria-pressed': String(isRaw),
      'aria-label': word('rawLabel', place),
      onclick: turn,
    },
    word('raw'),
  );
}

function input(row, place, attributes) {
  const value = state.values.get(place) ?? '';
  const change = (event) => put(place, event.target.value);
  const text = (more = {}) =>
    make('input', {
      type: 'text',
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: row.default || undefined,
      ...attributes,
      ...more,
      value,
      oninput: change,
    });
  if (state.raw.has(place)) return text();
  switch (row.kind) {
    case 'secret':
      return secret(place, text({ type: 'password', autocomplete: 'new-password' }));
    case 'integer':
      return text({ inputmode: 'numeric' });
    case 'numberId':
      return text({ inputmode: 'numeric', list: listOfIds(row) });
    case 'textId':
      return text({ list: listOfIds(row) });
    case 'decimal':
      return text({ inputmode: 'decimal' });
    case 'boolean':
      return select(
        attributes,
        value,
        change,
        ['true', 'false'].map((code) => [code, code]),
      );
    case 'code':
      return select(
        attributes,
        value,
        change,
        row.choices.map((choice) => codeOption(choice)),
      );
    case 'time':
      return moments(place, value, { ...attributes, type: 'datetime-local', step: '1' });
    case 'date':
      return make('input', { ...attributes, type: 'date', value, oninput: change });
    default:
      return isLong(row) ? make('textarea', { rows: '1', ...attributes, value, oninput: change }) : text();
  }
}

/** Whether a text may have several lines. */
const isLong = (row) => row.kind === 'text' && !row.required && !row.length && !row.list;

function codeOption(choice) {
  const [code, name] = choice.code === '' ? [EMPTY, word('emptyText')] : [choice.code, choice.code];
  const words = meaning(choice);
  return [code, words === '' || words.toLowerCase() === name ? name : `${name} · ${words}`];
}

function select(attributes, value, change, options) {
  return make(
    'select',
    { ...attributes, onchange: change, value },
    make('option', { value: '' }, `— ${word('omitted')}`),
    options.map(([code, label]) => make('option', { value: code }, label)),
  );
}

/** A date-time picker, read as China time. */
function moments(place, value, attributes) {
  const change = (event) => {
    const millis = chinaMillis(event.target.value);
    put(place, millis === undefined ? '' : chinaText(millis));
  };
  return make(
    'span',
    { class: 'moment' },
    make('input', { ...attributes, value: value.replace(' ', 'T'), oninput: change }),
    make('span', { class: 'zone' }, word('chinaTime')),
  );
}

/** A secret, shown on request. */
function secret(place, text) {
  const show = (event) => {
    const shown = text.type === 'text';
    text.type = shown ? 'password' : 'text';
    event.currentTarget.setAttribute('aria-pressed', String(!shown));
  };
  return make(
    'span',
    { class: 'secret' },
    text,
    make(
      'button',
      {
        type: 'button',
        class: 'quiet',
        'aria-pressed': 'false',
        'aria-label': word('showSecret', place),
        onclick: show,
      },
      word('show'),
    ),
  );
}

/** A list: an entry each, with a button to add one and to take each out. */
function list(row) {
  const count = state.counts.get(row.name) ?? 0;
  const id = idOf(row.name);
  const change = (by) => {
    by();
    drawInputs();
    refresh();
  };
  const add = () => {
    change(() => state.counts.set(row.name, count + 1));
    find('inputs')
      .querySelector(`[data-entry="${row.name}[${count}]"]`)
      ?.querySelector('input, select, textarea')
      ?.focus();
  };
  const remove = (index) => {
    change(() => takeOut(row.name, index));
    find(`add-${row.name}`).focus();
  };
  const entries = Array.from({ length: count }, (_, index) => entry(row, `${row.name}[${index}]`, () => remove(index)));
  return make(
    'fieldset',
    {
      class: `field list${row.required ? ' required' : ''}`,
      'data-place': row.name,
      'aria-describedby': `${id}-note ${id}-hint`,
    },
    make('legend', {}, make('code', {}, row.name)),
    make('div', { class: 'line' }, facts(row, id)),
    make('div', { class: 'note', id: `${id}-note` }, remarks(row.summary, row.note, row.misprints)),
    entries,
    make('p', { class: 'hint', id: `${id}-hint` }),
    make(
      'button',
      { type: 'button', class: 'add', id: `add-${row.name}`, 'aria-label': word('addTo', row.name), onclick: add },
      `+ ${word('add')}`,
    ),
  );
}

function entry(row, place, remove) {
  const button = make(
    'button',
    { type: 'button', class: 'remove', 'aria-label': word('removeItem', place), onclick: remove },
    word('remove'),
  );
  if (row.fields) {
    return make(
      'fieldset',
      { class: 'entry', 'data-entry': place },
      make('legend', {}, make('code', {}, place)),
      button,
      row.fields.map((inner) => field(inner, `${place}.${inner.name}`)),
    );
  }
  const id = idOf(place);
  return make(
    'div',
    { class: 'entry single', 'data-entry': place },
    make('label', { for: id }, make('code', {}, place)),
    input(row, place, { id, 'aria-describedby': `${id}-hint` }),
    button,
    make('p', { class: 'hint', id: `${id}-hint` }),
  );
}

function put(place, value) {
  if (value === '') state.values.delete(place);
  else state.values.set(place, value);
  state.unknown = undefined;
  drawNotice();
  refresh();
}

/** Shows the hints beside the inputs, and how many there are. */
function drawHints() {
  const found = hints();
  for (const element of document.querySelectorAll('#form .hint')) {
    const place = element.id.slice('input-'.length, -'-hint'.length);
    // What is merely empty is marked already.
    const texts = (found.get(place) ?? []).filter((text) => text !== word('hintRequired'));
    element.textContent = texts.join(state.language === 'zh' ? '；' : '; ');
    find(idOf(place))?.setAttribute('aria-invalid', String(texts.length > 0));
    element.closest('[data-place]')?.classList.toggle('missing', found.has(place) && !texts.length);
  }
  find('hints').classList.toggle('well', !found.size);
  // There is nothing to open.
  find('hints-count').tabIndex = found.size ? 0 : -1;
  find('hints-count').textContent = found.size ? `${word('hints', found.size)} ` : `✓ ${word('ready')}`;
  const places = [...found.keys()].map((place) =>
    make('a', { href: `#${idOf(place)}`, onclick: (event) => goTo(event, place) }, place),
  );
  fill(find('hints-places'), places.flatMap((link) => [link, ' ']));
}

function goTo(event, place) {
  event.preventDefault();
  (find(idOf(place)) ?? find(`add-${place}`))?.focus();
}
