// Why the sandbox refused a call: its request log tells which rule of which row it broke.

/** The rule or the fault of the last call of an operation; empty if the log tells none. */
async function refusal({ name }) {
  try {
    const answer = await fetch(`/sandbox/requests?operation=${name}`, { credentials: 'omit', cache: 'no-store' });
    const call = (await answer.json()).findLast((call) => call.operation === name);
    if (call?.fault) return [word('fault'), ' ', make('code', {}, call.fault), ' (/sandbox/faults)'];
    return call?.rule ? [word('rule'), ' ', make('code', { lang: 'en' }, call.rule)] : [];
  } catch {
    return [];
  }
}
