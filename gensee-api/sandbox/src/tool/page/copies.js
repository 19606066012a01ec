// The call as curl and as an address. Secrets are left to variables of the shell, or out.

/** In single quotes of a shell. */
const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
const variable = (name) =>
  name
    .replace(/\[(\d+)\]/g, '_$1')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/\W/g, '_')
    .toUpperCase();
const PASSWORD = 'GENSEE_PASSWORD';

/** For a shell. */
function curl() {
  const secret = (name, value) => `"${encodeURIComponent(name)}=${value}"`;
  const digest = { md5: 'md5sum', sha1: 'sha1sum' }[state.hash];
  const password = digest ? `$(printf %s "$${PASSWORD}" | ${digest} | cut -d ' ' -f 1)` : `$${PASSWORD}`;
  const plain = ([name, value]) => quoted(`${encodeURIComponent(name)}=${value}`);
  const fields = [
    ...loginPairs('').map(plain),
    secret('password', password),
    ...ownPairs((row, value) => ({ row, value })).map(([name, { row, value }]) =>
      row.kind === 'secret' ? secret(name, `$${variable(name)}`) : plain([name, value]),
    ),
  ];
  const get = state.method === 'GET' ? ['--get'] : [];
  return [`curl ${quoted(address())}`, ...get, ...fields.map((field) => `--data-urlencode ${field}`)].join(' \\\n  ');
}

/** As an address: what is secret is left out. */
function plainAddress() {
  const open = ownPairs((row, value) => ({ row, value })).filter(([, { row }]) => row.kind !== 'secret');
  return `${address()}?${formText([...loginPairs(''), ...open.map(([name, { value }]) => [name, value])])}`;
}
