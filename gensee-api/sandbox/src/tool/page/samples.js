// The call as a program in languages that need no package for it. Secrets are left to the environment.

/** A name of the environment for a place: `attachmentList[0].url` is `ATTACHMENT_LIST_0_URL`. */
const variable = (name) =>
  name
    .replace(/\[(\d+)\]/g, '_$1')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/\W/g, '_')
    .toUpperCase();
const PASSWORD = 'GENSEE_PASSWORD';

/** How the password is hashed, if the program is to hash it. */
const digest = () => ({ md5: 'MD5', sha1: 'SHA-1' })[state.hash];

/** The parameters of the call: each with its text, or with the variable that holds it. */
function parts() {
  const told = ([name, text]) => ({ name, text });
  const own = ownPairs((row, value) => ({ row, value })).map(([name, { row, value }]) =>
    row.kind === 'secret' ? { name, variable: variable(name) } : { name, text: value },
  );
  const password = { name: 'password', variable: PASSWORD, digest: digest() };
  return [...loginPairs('').map(told), password, ...own, ...extraPairs().map(told)];
}

/** What a sample takes from the environment. */
const environment = (all = parts()) => all.filter((part) => part.variable).map((part) => part.variable);

/** In single quotes of a shell. */
const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** For a shell, which has no hash of its own: there the variable holds the hash. */
function curl() {
  const hashed = ({ variable, digest }) => (digest ? `${variable}_${digest.replace('-', '')}` : variable);
  const field = (part) =>
    part.variable
      ? `"${encodeURIComponent(part.name)}=$${hashed(part)}"`
      : quoted(`${encodeURIComponent(part.name)}=${part.text}`);
  const get = state.method === 'GET' ? ['--get'] : [];
  const fields = parts().map((part) => `--data-urlencode ${field(part)}`);
  return [`curl ${quoted(address())}`, ...get, ...fields].join(' \\\n  ');
}

/** Each parameter on a line: `lines((name, value) => …)`, with the expression of the language for a variable and a hash. */
const lines = (literal, variable, hash, line) =>
  parts().map(({ name, text, variable: from, digest }) => {
    const value = from === undefined ? literal(text) : variable(from);
    return line(literal(name), digest ? hash(value, digest) : value);
  });

function php() {
  const literal = (text) => `'${text.replace(/[\\']/g, '\\$&')}'`;
  const hash = (value, digest) => `${digest === 'MD5' ? 'md5' : 'sha1'}(${value})`;
  const isGet = state.method === 'GET';
  return [
    '<?php',
    '$form = [',
    ...lines(literal, (name) => `getenv('${name}')`, hash, (name, value) => `    [${name}, ${value}],`),
    '];',
    "$data = implode('&', array_map(fn ($pair) => implode('=', array_map('urlencode', $pair)), $form));",
    `$curl = curl_init(${isGet ? `${literal(`${address()}?`)} . $data` : literal(address())});`,
    'curl_setopt_array($curl, [',
    ...(isGet ? [] : ['    CURLOPT_POSTFIELDS => $data,']),
    '    CURLOPT_RETURNTRANSFER => true,',
    `    CURLOPT_TIMEOUT => ${seconds()},`,
    ']);',
    '$answer = curl_exec($curl);',
    'if ($answer === false) {',
    '    throw new RuntimeException(curl_error($curl));',
    '}',
    'echo $answer, PHP_EOL;',
  ].join('\n');
}

function python() {
  const literal = JSON.stringify;
  const hash = (value, digest) => `hashlib.${digest === 'MD5' ? 'md5' : 'sha1'}(${value}.encode()).hexdigest()`;
  const isGet = state.method === 'GET';
  return [
    ...(digest() ? ['import hashlib'] : []),
    'import os',
    'from urllib.parse import urlencode',
    'from urllib.request import urlopen',
    '',
    'form = [',
    ...lines(literal, (name) => `os.environ["${name}"]`, hash, (name, value) => `    (${name}, ${value}),`),
    ']',
    `url = ${literal(address())}`,
    `with urlopen(${isGet ? 'url + "?" + urlencode(form)' : 'url, urlencode(form).encode()'}, timeout=${seconds()}) as answer:`,
    '    print(answer.read().decode())',
  ].join('\n');
}

function java() {
  const literal = JSON.stringify;
  const isGet = state.method === 'GET';
  const digested = digest();
  return [
    ...(digested ? ['import java.math.BigInteger;'] : []),
    'import java.net.URI;',
    'import java.net.URLEncoder;',
    'import java.net.http.HttpClient;',
    'import java.net.http.HttpRequest;',
    'import java.net.http.HttpResponse;',
    'import java.nio.charset.StandardCharsets;',
    ...(digested ? ['import java.security.MessageDigest;'] : []),
    'import java.time.Duration;',
    'import java.util.stream.Collectors;',
    'import java.util.stream.Stream;',
    '',
    'public class Sample {',
    '    public static void main(String[] arguments) throws Exception {',
    '        String[][] form = {',
    ...lines(
      literal,
      (name) => `System.getenv("${name}")`,
      (value) => `hash(${value})`,
      (name, value) => `            {${name}, ${value}},`,
    ),
    '        };',
    '        String data = Stream.of(form)',
    '            .map(pair -> encode(pair[0]) + "=" + encode(pair[1]))',
    '            .collect(Collectors.joining("&"));',
    ...(isGet
      ? [`        HttpRequest request = HttpRequest.newBuilder(URI.create(${literal(`${address()}?`)} + data))`]
      : [
          `        HttpRequest request = HttpRequest.newBuilder(URI.create(${literal(address())}))`,
          '            .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")',
          '            .POST(HttpRequest.BodyPublishers.ofString(data))',
        ]),
    `            .timeout(Duration.ofSeconds(${seconds()}))`,
    '            .build();',
    '        HttpResponse<String> answer =',
    '            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());',
    '        System.out.println(answer.body());',
    '    }',
    '',
    '    static String encode(String text) {',
    '        return URLEncoder.encode(text, StandardCharsets.UTF_8);',
    '    }',
    ...(digested
      ? [
          '',
          '    static String hash(String text) throws Exception {',
          `        MessageDigest digest = MessageDigest.getInstance("${digested}");`,
          '        byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));',
          '        return String.format("%0" + 2 * hash.length + "x", new BigInteger(1, hash));',
          '    }',
        ]
      : []),
    '}',
  ].join('\n');
}

function javascript() {
  const literal = JSON.stringify;
  const hash = (value, digest) =>
    `createHash('${digest === 'MD5' ? 'md5' : 'sha1'}').update(${value}).digest('hex')`;
  const isGet = state.method === 'GET';
  return [
    ...(digest() ? ["import { createHash } from 'node:crypto';", ''] : []),
    'const form = new URLSearchParams([',
    ...lines(literal, (name) => `process.env.${name}`, hash, (name, value) => `  [${name}, ${value}],`),
    ']);',
    `const url = ${literal(address())};`,
    `const answer = await fetch(${isGet ? '`${url}?${form}`' : "url, { method: 'POST', body: form }"});`,
    'console.log(await answer.text());',
  ].join('\n');
}

/** A program with its literals in colour; all these languages have them between quotes. */
function coloured(program) {
  const literal = /\\.|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/gs;
  const plain = program.split(literal);
  const literals = (program.match(literal) ?? []).map((text) => make('span', { class: 'string' }, text));
  return plain.flatMap((text, index) => [text, literals[index] ?? '']);
}

/** The time-out as a whole number that every language takes. */
const seconds = () => Math.max(1, Math.round(Number(state.timeout)) || 30);
