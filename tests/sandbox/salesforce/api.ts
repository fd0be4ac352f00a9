import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { CallLog } from "../calls.ts";
import type { FaultSwitch } from "../faults.ts";
import type { Reply } from "../http.ts";
import { contentType, readBody, send } from "../http.ts";
import { callName } from "./call-names.ts";
import { Failure } from "./failure.ts";
import { handleOAuth, type ConnectedApp } from "./oauth.ts";
import type { Org, RestAnswer } from "./org.ts";
import { answerRest } from "./rest.ts";

export type ApiDeps = {
  app: ConnectedApp;
  faults: FaultSwitch;
  calls: CallLog;
  latencyMs(): number;
  org(): Org;
  /** Tells subscribers what the call has changed. */
  publish(): void;
};

const OLDEST_VERSION = 41;
const NEWEST_VERSION = 68;
const JSON_TYPE = "application/json;charset=UTF-8";
const compress = promisify(gzip);

/** Makes the handler of everything but the control. Calls are worked one at a time, so that a transaction is alone. */
export function createApi(deps: ApiDeps) {
  let last: Promise<unknown> = Promise.resolve();
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };

  return async function handleApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://sandbox.invalid");
    const [, version, rest] = /^\/services\/data\/v(\d+\.\d)(\/.*)?$/.exec(url.pathname) ?? [];
    const path = (rest ?? "").split("/").filter(Boolean).map(decodeURIComponent);
    const name =
      version === undefined ? (url.pathname.split("/").pop() ?? "") : callName(request.method ?? "", path);
    const bytes = await readBody(request);
    if (bytes === null) return send(response, { status: 413, headers: {}, body: "" });
    const isMultipart = contentType(request) === "multipart/form-data";
    const text = isMultipart ? "" : bytes.toString("utf8");
    const started = performance.now();
    const { clock } = deps.org();
    // Of a call to the token end point nothing is kept: it carries the assertion.
    const params =
      version === undefined
        ? {}
        : { ...Object.fromEntries(url.searchParams), path: path.join("/"), body: text };
    const record = deps.calls.add({ action: name, at: clock.now().toISOString(), ms: 0, params });
    const fault = deps.faults.take(name, params);
    if (deps.latencyMs() > 0) await delay(deps.latencyMs());
    await deps.faults.run(fault, response, async () => {
      const reply =
        version === undefined
          ? answerOAuth(request, { url, text, deps })
          : await alone(async () => {
              const answer = await answerData(request, { version, path, url, text, bytes, org: deps.org() });
              deps.publish();
              return answer;
            });
      // Spoilt answers stay readable: a cut through compressed bytes would be another fault.
      return fault ? reply : compressed(request, reply);
    });
    record.ms = Math.round(performance.now() - started);
  };
}

function answerOAuth(
  request: IncomingMessage,
  { url, text, deps }: { url: URL; text: string; deps: ApiDeps },
): Reply {
  const { sessions, clock, baseUrl } = deps.org();
  const input = { path: url.pathname, form: new URLSearchParams(text), query: url.searchParams };
  const reply = handleOAuth(request, input, { app: deps.app, sessions, clock, baseUrl });
  return reply ?? { status: 404, headers: { "content-type": "text/html" }, body: "<h1>Not Found</h1>" };
}

type DataCall = {
  version: string;
  path: string[];
  url: URL;
  /** Empty for a multipart body, which is no text. */
  text: string;
  bytes: Buffer;
  org: Org;
};

async function answerData(request: IncomingMessage, call: DataCall): Promise<Reply> {
  const { org } = call;
  const answer = await answerChecked(request, call);
  const headers: Record<string, string> = {
    "sforce-limit-info": `api-usage=${org.limits.used()}/${org.switches.dailyCalls}`,
    ...answer.headers,
  };
  if (answer.body === undefined) return { status: answer.status, headers, body: "" };
  if (Buffer.isBuffer(answer.body))
    return {
      status: answer.status,
      headers: { "content-type": "application/octetstream", ...headers },
      body: answer.body,
    };
  return {
    status: answer.status,
    headers: { "content-type": JSON_TYPE, ...headers },
    body: JSON.stringify(answer.body),
  };
}

async function answerChecked(request: IncomingMessage, call: DataCall): Promise<RestAnswer> {
  const { version, path, url, text, bytes, org } = call;
  const refuse = (failure: Failure): RestAnswer => ({ status: failure.status, body: [failure.toRest()] });
  const major = Number(version.split(".")[0]);
  if (major < OLDEST_VERSION || major > NEWEST_VERSION)
    return refuse(new Failure("UNSUPPORTED_API_VERSION", `Invalid Api version ${version}`, { status: 410 }));
  const token = /^(?:Bearer|OAuth) (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  if (!org.sessions.accepts(token))
    return refuse(new Failure("INVALID_SESSION_ID", "Session expired or invalid", { status: 401 }));
  if (!org.limits.take())
    return refuse(new Failure("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.", { status: 403 }));
  const body = bytes.length > 0 && text === "" ? await parseMultipart(request, bytes) : parse(text);
  if (body instanceof Failure) return refuse(body);
  return answerRest(org, {
    method: request.method ?? "GET",
    path,
    query: url.searchParams,
    headers: request.headers,
    body,
    version,
  });
}

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return new Failure("JSON_PARSER_ERROR", "Unexpected character in the request body");
  }
}

/** A record of which some fields come as bytes beside it, in whatever order (salesforce-wire.md 9.11). */
async function parseMultipart(request: IncomingMessage, bytes: Buffer): Promise<unknown> {
  const type = request.headers["content-type"] ?? "";
  const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": type } })
    .formData()
    .catch(() => null);
  if (form === null) return new Failure("INVALID_MULTIPART_REQUEST", "the parts could not be read");
  let record: unknown;
  const files: Record<string, string> = {};
  for (const [name, part] of form) {
    if (typeof part === "string") record = parse(part);
    else files[name] = Buffer.from(await part.arrayBuffer()).toString("base64");
  }
  if (typeof record !== "object" || record === null || record instanceof Failure) return record;
  return { ...record, ...files };
}

async function compressed(request: IncomingMessage, reply: Reply): Promise<Reply> {
  const accepted = String(request.headers["accept-encoding"] ?? "");
  if (reply.body.length === 0 || !/\bgzip\b/.test(accepted)) return reply;
  return {
    ...reply,
    headers: { ...reply.headers, "content-encoding": "gzip" },
    body: await compress(reply.body),
  };
}
