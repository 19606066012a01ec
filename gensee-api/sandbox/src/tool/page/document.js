// The operations as the page shows them, from the OpenAPI document.

const FORM = 'application/x-www-form-urlencoded';
/** What stands between the English and the Chinese of a line. */
const BETWEEN = ' · ';

/** All of the document that the page shows; `fields` are the names in Rust by operation and place. */
function tool(document, fields) {
  const { schemas } = document.components;
  const named = (schema) => schema.$ref?.split('/').at(-1);
  const target = (schema) => schemas[named(schema)] ?? schema;

  function rows(table, operation, above = '') {
    const later = operation?.['x-gensee-later'];
    const properties = Object.entries(table.properties ?? {});
    const own = properties.filter(([, row]) => row.const === undefined && !row['x-gensee-name-of']);
    return own.map(([name, row]) => ({
      name,
      field: fields[operation?.operationId]?.[above + name],
      required: table.required?.includes(name),
      ...notes(row),
      since: later?.[above + name],
      ...value(row, operation, `${above}${name}.`),
    }));
  }

  function value(row, operation, place) {
    const list = row.type === 'array';
    const single = list ? row.items : row;
    const codes = single['x-gensee-codes'];
    const below = target(single);
    const fields = below.type === 'object' ? rows(below, operation, place) : undefined;
    const own = row['x-gensee-type'];
    const isPage = named(single) === 'Page';
    const kind = codes ? 'code' : isPage ? 'page' : kindOf(single, below, own, row['x-gensee-secret']);
    return {
      list,
      kind,
      type: own ?? named(single) ?? { text: 'String', integer: 'i64', decimal: 'f64', boolean: 'bool' }[kind],
      length: ends(row.minLength, row.maxLength),
      range: ends(row.minimum, row.maximum),
      clamp: ends(row['x-gensee-clamp']?.minimum, row['x-gensee-clamp']?.maximum),
      default: row.default === undefined ? undefined : String(row.default),
      choices: codes && choices(codes, single.enum),
      fields,
    };
  }

  const request = (operation) => target(operation.requestBody.content[FORM].schema).allOf[1] ?? {};
  const response = (operation) => target(operation.responses[200].content['application/json'].schema.oneOf[0]);
  const chapter = ([path, { post: operation }]) => {
    const own = (key) => operation[`x-gensee-${key}`];
    const [summary, description] = words(operation.description);
    const methods = own('methods');
    return {
      section: own('section'),
      name: operation.operationId,
      requestType: named(operation.requestBody.content[FORM].schema),
      path,
      group: operation.tags[0],
      method: methods.length === 1 ? methods[0] : undefined,
      title: operation.summary.slice(operation.summary.indexOf(BETWEEN) + BETWEEN.length),
      summary,
      description,
      misprints: pairs(own('misprints')),
      roles: own('roles'),
      effect: own('effect'),
      since: own('since'),
      listEncoding: own('list-encoding'),
      window: own('window'),
      conditions: own('conditions') ?? [],
      request: rows(request(operation), operation, 'request.'),
      response: rows(response(operation), operation, 'response.'),
    };
  };
  return {
    basePath: document.servers[0].url.replace('https://{site}', ''),
    firstRevision: document.info['x-gensee-first-revision'],
    login: rows(schemas.Login),
    envelope: rows(schemas.Error),
    operations: Object.entries(document.paths).map(chapter),
  };
}

/** What a value is; `own` is the name of its type in the bindings. */
function kindOf({ format }, { type }, own = '', secret = false) {
  if (secret) return 'secret';
  if (type === 'integer') return { Time: 'time' }[own] ?? (own.endsWith('Id') ? 'numberId' : 'integer');
  if (type === 'string') return { date: 'date', uri: 'url' }[format] ?? (own.endsWith('Id') ? 'textId' : 'text');
  return { number: 'decimal' }[type] ?? type;
}

/** The codes in the document's order, which an object does not keep. */
function choices(codes, order = Object.keys(codes)) {
  return order.map((code) => {
    const [summary, note] = words(codes[code].description);
    return { code, variant: codes[code].name, summary, note };
  });
}

const notes = (row) => {
  const [summary, note] = words(row.description);
  return { summary, note, misprints: pairs(row['x-gensee-misprints']) };
};

/** The English of a description, and the Chinese behind an empty line. */
const words = (description) => {
  const [english, ...chinese] = description.split('\n\n');
  return [english || undefined, chinese.length ? chinese.join('\n\n') : undefined];
};

const pairs = (map) => map && Object.entries(map);
const ends = (min, max) => (min === undefined && max === undefined ? undefined : [min ?? null, max ?? null]);
