// Why the sandbox refused a call: its request log tells which rule of which row it broke.

/** The last call of an operation as the log has it; none if the log cannot be read. */
async function logged({ name }) {
  try {
    const answer = await fetch(`/sandbox/requests?operation=${name}`, { credentials: 'omit', cache: 'no-store' });
    return (await answer.json()).findLast((call) => call.operation === name);
  } catch {
    return undefined;
  }
}

/** The fault that struck a call, or the rule that it broke, in the chosen language. */
function refusal(call) {
  if (call?.fault) return [word('fault'), ' ', make('code', {}, call.fault), ' (/sandbox/faults)'];
  const [rule, lang] = state.language === 'zh' ? [call?.ruleZh, 'zh-CN'] : [call?.rule, 'en'];
  return rule ? [word('rule'), ' ', make('span', { lang }, prose(rule))] : [];
}
