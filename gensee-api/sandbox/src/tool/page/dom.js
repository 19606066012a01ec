// Elements without a framework.

/** The element with this id. */
const find = (id) => document.getElementById(id);

/** Makes an element: `make('p', { class: 'note', onclick: … }, 'text', child)`. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  const { value, ...others } = attributes;
  for (const [name, setting] of Object.entries(others)) {
    if (setting === undefined || setting === null || setting === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), setting);
    else element.setAttribute(name, setting === true ? '' : setting);
  }
  element.append(...children.flat(2).filter((child) => child !== undefined && child !== null && child !== false));
  if (value !== undefined) element.value = value;
  return element;
}

/** Fills an element anew, with the focus on what has the same id as before. */
function fill(element, ...children) {
  const focused = element.contains(document.activeElement) ? document.activeElement.id : '';
  element.replaceChildren(...children.flat(2).filter(Boolean));
  if (focused) find(focused)?.focus();
}

/** A row of tabs; arrow keys go from one to the next. */
function tabs(list, panel, names, chosen, choose) {
  const step = (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const next = names[(names.findIndex(([name]) => name === chosen) + by + names.length) % names.length][0];
    choose(next);
    find(`${list.id}-${next}`).focus();
    event.preventDefault();
  };
  fill(
    list,
    names.map(([name, label]) =>
      make(
        'button',
        {
          type: 'button',
          id: `${list.id}-${name}`,
          role: 'tab',
          'aria-selected': String(name === chosen),
          'aria-controls': panel.id,
          tabindex: name === chosen ? '0' : '-1',
          onclick: () => choose(name),
          onkeydown: step,
        },
        label,
      ),
    ),
  );
  panel.setAttribute('aria-labelledby', `${list.id}-${chosen}`);
}
