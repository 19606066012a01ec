// Parameters that the document does not have. Nobody knows whether they are secret, so that no link and nothing that is
// kept has them.

/** As they are sent. */
const extraPairs = () => state.extra.filter(([name]) => name !== '');

function drawExtra() {
  const again = () => {
    drawExtra();
    refresh();
  };
  const input = (index, part, label) =>
    make('input', {
      type: 'text',
      id: `extra-${label}-${index}`,
      class: `extra-${label}`,
      'aria-label': word('extraLabel', word(label), index + 1),
      placeholder: word(label),
      autocomplete: 'off',
      spellcheck: 'false',
      value: state.extra[index][part],
      oninput: (event) => {
        state.extra[index][part] = event.target.value;
        refresh();
      },
    });
  const remove = (index) => {
    state.extra.splice(index, 1);
    again();
    find('add-extra').focus();
  };
  const entry = (_, index) =>
    make(
      'div',
      { class: 'extra', role: 'group', 'aria-label': word('extraNumber', index + 1) },
      input(index, 0, 'name'),
      input(index, 1, 'value'),
      make('button', { type: 'button', class: 'remove', onclick: () => remove(index) }, word('remove')),
    );
  const add = () => {
    state.extra.push(['', '']);
    again();
    find(`extra-name-${state.extra.length - 1}`).focus();
  };
  if (state.extra.length) find('extras').open = true;
  fill(
    find('extra'),
    state.extra.map(entry),
    make(
      'button',
      { type: 'button', class: 'add', id: 'add-extra', 'aria-label': word('addExtra'), onclick: add },
      `+ ${word('add')}`,
    ),
  );
}
