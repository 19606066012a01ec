// What a generated client cannot know: how lists are sent, and that a refusal comes with HTTP 200.

import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "./gensee.js";

type Login = components["schemas"]["Login"];
type Body<P extends keyof paths> =
  paths[P]["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"];
type Answers<P extends keyof paths> =
  paths[P]["post"]["responses"][200]["content"]["application/json"];
/** What a call answers that was not refused. */
export type Answer<P extends keyof paths> = Extract<Answers<P>, { code: "0" }>;
/** What a call takes besides the login. */
export type Request<P extends keyof paths> = Omit<Body<P>, keyof Login>;

/** The site refused the call; `code` is a return code of the document. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    reason?: string,
  ) {
    super(`${code}: ${reason}`);
  }
}

/** The parameters of a request: `recordId[0]`, `attachmentList[0].url`. */
export function form(data: object): URLSearchParams {
  const parameters = new URLSearchParams();
  const add = (name: string, value: unknown): void => {
    if (Array.isArray(value)) value.forEach((below, index) => add(`${name}[${index}]`, below));
    else if (value && typeof value === "object")
      for (const [key, below] of Object.entries(value)) add(name ? `${name}.${key}` : key, below);
    else if (value !== undefined) parameters.append(name, String(value));
  };
  add("", data);
  return parameters;
}

const refusals: Middleware = {
  async onResponse({ response }) {
    // Texts that people typed can hold control characters that are not escaped.
    const text = (await response.text()).replace(/[\r\n\t]/g, " ");
    const answer = JSON.parse(text);
    if (String(answer.code) !== "0") throw new Refused(String(answer.code), answer.message);
    return Response.json(answer);
  },
};

export class Site {
  private readonly client;

  constructor(
    address: string,
    private readonly login: Login,
  ) {
    this.client = createClient<paths>({
      baseUrl: `${address}/integration/site`,
      bodySerializer: (body: unknown) => form(body as object),
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
    this.client.use(refusals);
  }

  async call<P extends keyof paths>(path: P, request: Request<P>): Promise<Answer<P>> {
    const body = { ...this.login, ...request };
    // The types of the arguments depend on the path, which is not known here.
    const post = this.client.POST as (path: P, init: object) => Promise<{ data?: unknown; response: Response }>;
    const { data, response } = await post(path, { body });
    if (data === undefined) throw new Error(`HTTP ${response.status}`);
    return data as Answer<P>;
  }

  /** The answers for all pages, one after the other. */
  async *pages<P extends keyof paths>(
    path: P,
    request: Request<P>,
    last: (answer: Answer<P>) => number | undefined,
  ): AsyncGenerator<Answer<P>> {
    for (let pageNo = 1, pages = 1; pageNo <= pages; pageNo++) {
      const answer = await this.call(path, { ...request, pageNo });
      pages = last(answer) ?? 1;
      yield answer;
    }
  }
}

const DAY = 24 * 60 * 60 * 1000;

/** The spans, one behind the other, of which each is short enough for `x-gensee-window`. Both ends belong to a span. */
export function* windows(start: number, end: number, days: number) {
  for (; start < end; start += days * DAY)
    yield { startTime: start, endTime: Math.min(start + days * DAY, end) - 1 };
}
