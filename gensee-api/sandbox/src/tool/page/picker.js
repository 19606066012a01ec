// Choosing the operation: a text field that searches, with a list below it.

const picker = { shown: [], active: -1 };

/** The operations that hold all parts of a text, those that hold them in a better place first. */
function searched(text) {
  const parts = text.toLowerCase().split(/\s+/).filter(Boolean);
  const isIn = (part, words) => words.toLowerCase().includes(part);
  const found = TOOL.operations.map((operation) => {
    const places = searchedPlaces(operation);
    const rank = places.findIndex(({ words }) => parts.every((part) => isIn(part, words)));
    const { label, names = [] } = places[rank] ?? {};
    return { operation, rank, label, matched: names.filter((name) => parts.some((part) => isIn(part, name))) };
  });
  return found.filter(({ rank }) => rank >= 0).sort((one, other) => one.rank - other.rank);
}

/** Where a text is looked for: name, path and title, then the summary too, the parameters, the answer's fields. */
function searchedPlaces({ section, name, path, title, summary, request, response }) {
  const called = `${section} ${name} ${name.replaceAll('_', ' ')} ${path} ${title}`;
  const rows = (label, names) => ({ words: `${called} ${summary} ${names.join(' ')}`, label, names });
  return [
    { words: called },
    { words: `${called} ${summary}` },
    rows('parameter', rowNames(request)),
    rows('fields', rowNames(response)),
  ];
}

const rowNames = (rows) => [...new Set(rows.flatMap((row) => [row.name, ...rowNames(row.fields ?? [])]))];

const chosenText = () => `${state.operation.section} ${state.operation.title} · ${state.operation.name}`;

function drawPicker() {
  find('search').value = chosenText();
}

function openPicker(text) {
  const found = searched(text);
  const groups = text === '' ? Map.groupBy(found, ({ operation }) => operation.group) : new Map([['', found]]);
  picker.shown = [...groups.values()].flat().map(({ operation }) => operation);
  const current = picker.shown.indexOf(state.operation);
  picker.active = text === '' ? current : Math.min(0, picker.shown.length - 1);
  const none = make('li', { class: 'none', role: 'presentation' }, word('nothingFound'));
  const drawn = text === '' ? [...groups].map(choiceGroup) : found.map(choice);
  find('choices').replaceChildren(...(drawn.length ? drawn : [none]));
  find('found').textContent = found.length ? word('found', found.length) : word('nothingFound');
  find('choices').hidden = false;
  find('search').setAttribute('aria-expanded', 'true');
  activate(picker.active);
}

/** Operations under the name of their group. */
function choiceGroup([group, found]) {
  const id = `group-${group}`;
  return make(
    'li',
    { role: 'group', 'aria-labelledby': id },
    make('div', { class: 'group', id }, word('group')[group] ?? group, ' ', make('span', {}, String(found.length))),
    make('ul', { role: 'presentation' }, found.map(choice)),
  );
}

function choice({ operation, label, matched }) {
  return make(
    'li',
    {
      role: 'option',
      id: `choice-${operation.name}`,
      'aria-selected': 'false',
      'data-name': operation.name,
      onmousedown: (event) => event.preventDefault(),
      onclick: () => pick(operation),
    },
    make('span', { class: 'section' }, operation.section),
    make('span', { lang: 'zh-CN', class: 'name' }, operation.title),
    make('code', {}, operation.name),
    make('span', { class: 'path' }, operation.path),
    matched.length > 0 &&
      make('span', { class: 'where' }, word(label), ' ', make('code', { class: 'matched' }, matched.join(' '))),
  );
}

function activate(index) {
  picker.active = index;
  const options = [...find('choices').querySelectorAll('[role=option]')];
  options.forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
  // The heading of the first one's group comes into sight with it.
  if (index === 0) find('choices').scrollTop = 0;
  if (options[index]) {
    find('search').setAttribute('aria-activedescendant', options[index].id);
    options[index].scrollIntoView({ block: 'nearest' });
  } else {
    find('search').removeAttribute('aria-activedescendant');
  }
}

function closePicker() {
  find('choices').hidden = true;
  find('search').setAttribute('aria-expanded', 'false');
  find('search').removeAttribute('aria-activedescendant');
  find('found').textContent = '';
  drawPicker();
}

function pick(operation) {
  open(operation);
  closePicker();
  find('search').select();
  drawOperation();
}

function pickerKeys(event) {
  const isOpen = !find('choices').hidden;
  const last = picker.shown.length - 1;
  const keys = {
    ArrowDown: () => (isOpen ? activate(Math.min(picker.active + 1, last)) : openPicker('')),
    ArrowUp: () => (isOpen ? activate(Math.max(picker.active - 1, 0)) : openPicker('')),
    Enter: () => {
      if (!isOpen) openPicker('');
      else if (picker.shown[picker.active]) pick(picker.shown[picker.active]);
    },
    Escape: () => closePicker(),
  };
  if (event.ctrlKey || event.metaKey || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
}

function listenPicker() {
  const search = find('search');
  search.addEventListener('input', () => openPicker(search.value));
  search.addEventListener('focus', () => search.select());
  search.addEventListener('mousedown', (event) => {
    if (!find('choices').hidden) return;
    // The browser would set a caret into the chosen operation; typing is to replace it.
    event.preventDefault();
    search.focus();
    search.select();
    openPicker('');
  });
  search.addEventListener('blur', closePicker);
  search.addEventListener('keydown', pickerKeys);
}
