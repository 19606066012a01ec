// What an answer can hold, before there is one: its fields, and the return codes.

const RETURN_CODES = TOOL.envelope.find((row) => row.name === 'code').choices;

function answerFields() {
  return [
    make('div', { class: 'fields' }, [...TOOL.envelope, ...shown.operation.response].map(answerField)),
    make('h3', {}, word('returnCodes')),
    make('dl', { class: 'codes' }, RETURN_CODES.map(described)),
  ];
}

const described = (choice) => [make('dt', {}, make('code', {}, choice.code || '""')), make('dd', {}, meaning(choice))];

/** A field with what is said of it, and the fields inside it. */
function answerField(row) {
  const isEnvelope = TOOL.envelope.includes(row);
  // The vendor's own words list the codes already; those of the envelope stand below.
  const codes = state.language === 'en' && !isEnvelope ? row.choices : undefined;
  return make(
    'div',
    { class: 'answer-field' },
    make('div', { class: 'line' }, make('code', { class: 'key' }, row.name), facts(row, undefined, 'always')),
    make('div', { class: 'note' }, remarks(row.summary, row.note, row.misprints)),
    codes && make('dl', { class: 'codes' }, codes.map(described)),
    row.fields && make('div', { class: 'inner' }, row.fields.map(answerField)),
  );
}
