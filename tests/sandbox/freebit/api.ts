import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { CallLog } from "../calls.ts";
import type { FaultSwitch } from "../faults.ts";
import type { Reply } from "../http.ts";
import { contentType, readBody, send } from "../http.ts";
import { failure, success } from "./answer.ts";
import type { Context } from "./context.ts";
import { check, Fields } from "./fields.ts";
import type { Keys } from "./keys.ts";
import { settle } from "./network.ts";
import { Refusal } from "./refusal.ts";
import { findCall, SIGN_IN } from "./registry.ts";

export const API_PREFIX = "/emptool/api";

export type ApiDeps = {
  credentials: { oemId: string; oemKey: string };
  keys: Keys;
  faults: FaultSwitch;
  calls: CallLog;
  latencyMs(): number;
  context(): Context;
};

const FORMS: ReadonlySet<string> = new Set(["application/x-www-form-urlencoded", "multipart/form-data"]);

/** `POST /emptool/api/…`: one form field `json` (freebit.md 2). With and without the slash at the end. */
export async function handleApi(
  request: IncomingMessage,
  response: ServerResponse,
  deps: ApiDeps,
): Promise<void> {
  const path = (request.url ?? "").split("?")[0]?.slice(API_PREFIX.length).replace(/\/$/, "") ?? "";
  const call = findCall(path);
  const api = path === SIGN_IN.path ? SIGN_IN.api : call?.api;
  if (api === undefined) return send(response, { status: 404, headers: {}, body: "" });
  if (request.method !== "POST") return send(response, { status: 405, headers: {}, body: "" });
  const bytes = await readBody(request);
  if (bytes === null) return send(response, { status: 413, headers: {}, body: "" });

  const fields = await readFields(request, bytes);
  const params = fields?.flat() ?? {};
  const started = performance.now();
  const { clock } = deps.context();
  const record = deps.calls.add({ action: api, at: clock.now().toISOString(), ms: 0, params });
  const fault = deps.faults.take(api, params);
  if (deps.latencyMs() > 0) await delay(deps.latencyMs());
  await deps.faults.run(fault, response, () => Promise.resolve(answerCall(fields, { call, deps })));
  record.ms = Math.round(performance.now() - started);
}

/** Null when there is no form, no `json` in it, or no JSON object in that. */
async function readFields(request: IncomingMessage, bytes: Buffer): Promise<Fields | null> {
  if (!FORMS.has(contentType(request))) return null;
  try {
    const headers = { "content-type": request.headers["content-type"] ?? "" };
    const form = await new Response(new Uint8Array(bytes), { headers }).formData();
    const json = form.get("json");
    const value: unknown = typeof json === "string" ? JSON.parse(json) : null;
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? new Fields(value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function answerCall(
  fields: Fields | null,
  { call, deps }: { call: ReturnType<typeof findCall>; deps: ApiDeps },
): Reply {
  const context = deps.context();
  const { shape, network, clock } = context;
  try {
    if (fields === null) throw new Refusal("400-302", "json field is missing or unreadable");
    if (call === null) return success({ authKey: signIn(fields, deps) }, shape);
    if (!deps.keys.accepts(fields.text("authKey"), shape.keySeconds))
      throw new Refusal("401-310", "authKey is invalid");
    settle(network, clock.now());
    return success(call.run(fields, context), shape);
  } catch (error) {
    if (error instanceof Refusal) return failure(error, shape);
    throw error;
  }
}

function signIn(fields: Fields, { credentials, keys, context }: ApiDeps): string {
  check(fields, [
    { field: "oemId", required: true, format: /./ },
    { field: "oemKey", required: true, format: /./ },
  ]);
  if (fields.text("oemId") !== credentials.oemId || fields.text("oemKey") !== credentials.oemKey)
    throw new Refusal("401-311", "Authentication failed");
  return keys.issue({ oneAtATime: context().shape.oneKeyAtATime });
}
