// Choosing the operation: a text field that searches, with a list below it.

const picker = { shown: [], active: -1 };

/** The operations in whose name, path or title all parts of a text occur, and behind them those in whose summary. */
function searched(text) {
  const parts = text.toLowerCase().split(/\s+/).filter(Boolean);
  const hold = (words) => parts.every((part) => words.toLowerCase().includes(part));
  const names = ({ section, name, path, title }) => `${section} ${name} ${name.replaceAll('_', ' ')} ${path} ${title}`;
  const found = TOOL.operations.filter((operation) => hold(`${names(operation)} ${operation.summary}`));
  return [
    ...found.filter((operation) => hold(names(operation))),
    ...found.filter((operation) => !hold(names(operation))),
  ];
}

const chosenText = () => `${state.operation.section} ${state.operation.title} · ${state.operation.name}`;

function drawPicker() {
  find('search').value = chosenText();
}

function openPicker(text) {
  picker.shown = searched(text);
  const current = picker.shown.indexOf(state.operation);
  picker.active = text === '' ? current : Math.min(0, picker.shown.length - 1);
  const options = picker.shown.map((operation, index) =>
    make(
      'li',
      {
        role: 'option',
        id: `choice-${index}`,
        'aria-selected': 'false',
        'data-name': operation.name,
        onmousedown: (event) => event.preventDefault(),
        onclick: () => pick(operation),
      },
      make('span', { class: 'section' }, operation.section),
      make('span', { lang: 'zh-CN', class: 'name' }, operation.title),
      make('code', {}, operation.name),
      make('span', { class: 'path' }, operation.path),
    ),
  );
  const none = make('li', { class: 'none', role: 'presentation' }, word('nothingFound'));
  find('choices').replaceChildren(...(options.length ? options : [none]));
  find('found').textContent = options.length ? word('found', options.length) : word('nothingFound');
  find('choices').hidden = false;
  find('search').setAttribute('aria-expanded', 'true');
  activate(picker.active);
}

function activate(index) {
  picker.active = index;
  const options = [...find('choices').querySelectorAll('[role=option]')];
  options.forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
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
