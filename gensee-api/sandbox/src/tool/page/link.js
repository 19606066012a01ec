// Deep links: `#/get_webcast?webcastId=…&lang=en`. Neither secrets nor the site stand in one, so that no link can
// make anyone send a password to a stranger; and none sends by itself.

/** Takes what the address says. One that names no operation changes nothing, and is told. */
function takeLink() {
  const [, path, query] = /^#?\/?([^?]*)\??(.*)$/s.exec(location.hash);
  const operation = OPERATIONS.get(path);
  const pairs = new URLSearchParams(query);
  const language = pairs.get('lang');
  if (language in WORDS) state.language = language;
  pairs.delete('lang');
  state.unknown = operation || path === '' ? undefined : path;
  if (!operation) return;
  open(operation, new Map([...pairs].map(([place, value]) => [place, value === '' ? EMPTY : value])));
  for (const { place, row } of leaves()) {
    // Elsewhere than among codes, empty is left out.
    if (state.values.get(place) === EMPTY && !row.choices?.some(({ code }) => code === '')) state.values.delete(place);
  }
}

/** The address of what is shown. */
function keepLink() {
  if (state.unknown !== undefined) return;
  const open = leaves()
    .filter(({ row }) => row.kind !== 'secret')
    .map(({ place }) => place);
  const given = open.filter((place) => state.values.has(place));
  const pairs = given.map((place) => [place, state.values.get(place) === EMPTY ? '' : state.values.get(place)]);
  const query = new URLSearchParams([...pairs, ['lang', state.language]]);
  history.replaceState(null, '', `#/${state.operation.name}?${query}`);
}
