// The question before what cannot be taken back.

/** Whether the user goes on. The dialog closes by itself on Escape, which is a no. */
function agreed({ title, name }) {
  const dialog = find('confirm');
  find('confirm-text').replaceChildren(
    make('span', { lang: 'zh-CN' }, title),
    ' ',
    make('code', {}, name),
    make('br'),
    word('confirmSite', site()),
  );
  dialog.returnValue = '';
  dialog.showModal();
  find('confirm-no').focus();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}

function listenConfirm() {
  find('confirm-no').addEventListener('click', () => find('confirm').close(''));
  find('confirm-yes').addEventListener('click', () => find('confirm').close('yes'));
}
