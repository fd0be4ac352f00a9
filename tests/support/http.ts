import { request as httpRequest } from "node:http";
import { text } from "node:stream/consumers";
import { readMailedCode } from "./second-step.ts";

/** A browser without scripts, as far as HTTP goes: keeps cookies, follows redirects when asked, sends forms it has got. */
export class Client {
  readonly origin: string;
  private readonly cookies = new Map<string, string>();
  private readonly headers: Record<string, string>;

  constructor(origin: string, headers: Record<string, string> = {}) {
    this.origin = origin;
    this.headers = headers;
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  setCookie(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  deleteCookie(name: string): void {
    this.cookies.delete(name);
  }

  /** All cookies, as a browser would send them. */
  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.send(path, { headers });
  }

  /** Sends a form as a browser would: with Origin and the fields URL-encoded. */
  async post(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.send(path, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { Origin: this.origin, ...headers },
    });
  }

  async send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(new URL(path, this.origin), {
      redirect: "manual",
      ...init,
      headers: {
        ...this.headers,
        ...(cookie ? { Cookie: cookie } : {}),
        ...(init.headers as Record<string, string>),
      },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split(";");
      const at = pair.indexOf("=");
      const name = pair.slice(0, at);
      const isExpired = attributes.some((attribute) => attribute.trim().toLowerCase() === "max-age=0");
      if (isExpired) this.cookies.delete(name);
      else this.cookies.set(name, pair.slice(at + 1));
    }
    return response;
  }

  /** Opens the page with the form and sends it with its hidden fields and these. */
  async submit(path: string, fields: Record<string, string>, target = path): Promise<Response> {
    const page = await this.get(path);
    return this.post(target, { ...hiddenFields(await page.text()), ...fields });
  }

  /** Both steps, with the mailed code. The answer is that of the step that ended it: a refusal, or the way on. */
  async signIn(email: string, password: string, fields: Record<string, string> = {}): Promise<Response> {
    const first = await this.submit("/auth/login", { email, password, ...fields });
    return this.finishSignIn(first, email);
  }

  /** Goes on after an answer to the first step, where it asks for a second one. */
  async finishSignIn(first: Response, email: string, fields: Record<string, string> = {}): Promise<Response> {
    if (first.headers.get("location") !== "/auth/verify") return first;
    const page = await (await this.get("/auth/verify")).text();
    const outbox = async (path: string) => (await this.get(path)).text();
    const code = await readMailedCode(page, outbox, email);
    return this.post("/auth/verify", { ...hiddenFields(page), code, ...fields });
  }
}

/** The hidden fields of the first form that has any besides its token; else the token alone. */
export function hiddenFields(html: string): Record<string, string> {
  const forms = [...html.matchAll(/<form\b[^]*?<\/form>/g)].map(([form]) => hiddenFieldsOf(form));
  const first = forms.find((fields) => Object.keys(fields).some((name) => name !== "csrf"));
  return first ?? forms.find(({ csrf }) => csrf !== undefined) ?? {};
}

function hiddenFieldsOf(form: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    const value = /value="([^"]*)"/.exec(tag)?.[1] ?? "";
    if (name && !(name in fields)) fields[name] = value;
  }
  return fields;
}

/**
 * POSTs a body over a connection of its own, which the server may close early. `announced` false: in chunks, without
 * telling its length.
 */
export function postAlone(
  url: string,
  body: string,
  { headers, announced }: { headers: Record<string, string>; announced: boolean },
): Promise<Response> {
  const length = announced ? { "Content-Length": String(Buffer.byteLength(body)) } : {};
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    const options = { method: "POST", headers: { ...headers, ...length }, agent: false };
    const request = httpRequest(url, options, (answer) => {
      isAnswered = true;
      text(answer).then((page) => {
        const fields = Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
          values.map((value): [string, string] => [name, value]),
        );
        // A redirect's body is empty, and the constructor takes none for some of them.
        resolve(new Response(page || null, { status: answer.statusCode ?? 0, headers: fields }));
      }, reject);
    });
    // The answer counts, also when the rest could not be sent any more.
    request.on("error", (error) => (isAnswered ? undefined : reject(error)));
    request.write(body.slice(0, body.length / 2));
    request.end(body.slice(body.length / 2));
  });
}

/** Text of a page without its tags and scripts. */
export function textOf(html: string): string {
  return html
    .replace(/<script[\s\S]*?<\/script>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&amp;/g, "&")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, " ");
}
