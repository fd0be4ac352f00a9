import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { CallLog } from "../calls.ts";
import type { FaultSwitch } from "../faults.ts";
import type { Reply } from "../http.ts";
import { contentType, readBody, send } from "../http.ts";
import type { Answer } from "./answer.ts";
import { shapeAnswer } from "./answer.ts";
import { findAction } from "./actions/registry.ts";
import type { Context } from "./context.ts";
import { Params } from "./params.ts";
import type { PhpValue } from "./php.ts";
import { parsePhpForm } from "./php.ts";
import { Refusal, WarningOnly } from "./refusal.ts";
import { toWire } from "./wire.ts";

export type Credentials = { identifier: string; secret: string };

export type ApiDeps = {
  credentials: Credentials;
  faults: FaultSwitch;
  calls: CallLog;
  latencyMs(): number;
  context(callerIp: string): Context;
};

/** `POST /includes/api.php`. Only form bodies are read: a JSON body or a query string reaches PHP as nothing. */
export async function handleApi(
  request: IncomingMessage,
  response: ServerResponse,
  deps: ApiDeps,
): Promise<void> {
  const bytes = await readBody(request);
  if (bytes === null)
    return send(response, { status: 413, headers: { "content-type": "text/html" }, body: "<h1>413</h1>" });
  const isForm = request.method === "POST" && contentType(request) === "application/x-www-form-urlencoded";
  const params = new Params(isForm ? parsePhpForm(bytes.toString("utf8")) : new Map<string, PhpValue>());
  const context = deps.context((request.socket.remoteAddress ?? "").replace(/^::ffff:/, ""));
  const name = findAction(params.text("action"))?.name ?? params.text("action");
  const flat = params.flat();
  const started = performance.now();
  const record = deps.calls.add({ action: name, at: context.clock.now().toISOString(), ms: 0, params: flat });
  const fault = deps.faults.take(name, flat);
  if (deps.latencyMs() > 0) await delay(deps.latencyMs());
  await deps.faults.run(fault, response, () =>
    Promise.resolve(answerCall(context, params, deps.credentials)),
  );
  record.ms = Math.round(performance.now() - started);
}

function answerCall(context: Context, params: Params, credentials: Credentials): Reply {
  const wire = { responseType: params.text("responsetype"), action: params.text("action") };
  try {
    checkAccess(context, params, credentials);
    const action = findAction(params.text("action"));
    // API roles list each action, so one that does not exist is one the role lacks.
    if (!action || isDenied(context, params.text("action")))
      throw new Refusal(
        `Invalid Permissions: API action "${params.text("action").toLowerCase()}" is not allowed`,
        403,
      );
    const answer: Answer = { result: "success", ...shapeAnswer(action.run(context, params), context.shape) };
    return toWire(answer, { ...wire, status: 200 });
  } catch (error) {
    if (error instanceof Refusal)
      return toWire({ result: "error", message: error.message }, { ...wire, status: error.status });
    if (error instanceof WarningOnly) return toWire({ warning: error.message }, { ...wire, status: 200 });
    throw error;
  }
}

function isDenied({ shape }: Context, action: string): boolean {
  return shape.deniedActions.some((denied) => denied.toLowerCase() === action.toLowerCase());
}

function checkAccess({ shape, callerIp }: Context, params: Params, credentials: Credentials): void {
  const identifier = params.text("identifier");
  if (identifier === "" || params.text("secret") === "") throw new Refusal("Authentication Failed", 403);
  if (identifier !== credentials.identifier) throw new Refusal("Invalid or missing credentials", 403);
  if (params.text("secret") !== credentials.secret) throw new Refusal("Authentication Failed", 403);
  if (shape.accessKey !== "" && params.text("accesskey") !== shape.accessKey)
    throw new Refusal(`Invalid IP ${callerIp}`, 403);
}
