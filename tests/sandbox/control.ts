import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { controlPage } from "./control-page.ts";
import type { ControlDescription, ControlTarget } from "./control-target.ts";
import { HOOK_MODES } from "./hooks.ts";
import type { Reply } from "./http.ts";
import { contentType, htmlReply, isOwnOrigin, jsonReply, readBody, redirectReply } from "./http.ts";

export const CONTROL_PREFIX = "/__sandbox";

const number = z.coerce.number();
const optionalNumber = z.union([z.literal("").transform(() => undefined), number]).optional();
const FaultBody = z.object({
  action: z
    .string()
    .optional()
    .transform((text) => text || undefined),
  kind: z.string(),
  skip: optionalNumber,
  times: optionalNumber,
  delayMs: optionalNumber,
  match: z
    .union([
      z.record(z.string(), z.coerce.string()),
      z.string().transform((text) => Object.fromEntries(new URLSearchParams(text))),
    ])
    .optional(),
});
const ClockBody = z.object({ now: z.union([z.literal(""), z.iso.datetime({ offset: true })]) });
const LatencyBody = z.object({ ms: number.min(0).max(60_000) });
const flag = z.union([
  z.boolean(),
  z.string().transform((text) => text === "on" || text === "1" || text === "true"),
]);
const ReplayBody = z.object({ id: z.string(), resign: flag.default(false) });
const TargetBody = z.object({ url: z.url(), secret: z.string().min(1) });
const ModeBody = z.object({ mode: z.enum(HOOK_MODES) });

type Route = { about: string; body?: string; run(body: unknown, target: ControlTarget): unknown };

const NOT_FOUND = Symbol("not found");

const ROUTES: Record<string, Route> = {
  "GET /faults": { about: "rules in force", run: (_, { faults }) => faults.list() },
  "POST /faults": {
    about: "add a fault; match compares request parameters",
    body: '{"action":"*","kind":"slow","skip":0,"times":1,"delayMs":3000,"match":{"invoiceid":"10003"}}',
    run: (body, { faults }) => faults.add(FaultBody.parse(body)),
  },
  "DELETE /faults": {
    about: "clear all faults and release waiting calls",
    run: (_, { faults }) => faults.clear(),
  },
  "GET /calls": {
    about: "counts and the latest 200 calls, without secrets",
    run: (_, { calls }) => calls.view(),
  },
  "DELETE /calls": { about: "forget the calls", run: (_, { calls }) => calls.clear() },
  "GET /latency": { about: "delay of every call in ms", run: (_, { latency }) => ({ ms: latency.get() }) },
  "POST /latency": {
    about: "delay every call",
    body: '{"ms":200}',
    run: (body, { latency }) => latency.set(LatencyBody.parse(body).ms),
  },
  "GET /clock": {
    about: "sandbox time",
    run: (_, { clock }) => ({ now: clock.now().toISOString(), today: clock.today() }),
  },
  "POST /clock": {
    about: "move the clock (empty: back to where it runs by itself)",
    body: '{"now":"2026-12-01T00:00:00+09:00"}',
    run: (body, { clock }) => {
      const { now } = ClockBody.parse(body);
      if (now === "") clock.reset();
      else clock.set(new Date(now));
      return { now: clock.now().toISOString(), today: clock.today() };
    },
  },
  "GET /shape": { about: "how answers are shaped", run: (_, { shape }) => shape.get() },
  "POST /shape": {
    about: "change some of the shape switches",
    body: '{"emptyList":"empty_string"}',
    run: (body, { shape }) => {
      shape.set(shapeChange(body));
      return shape.get();
    },
  },
  "DELETE /shape": { about: "shape as at the start", run: (_, { shape }) => shape.reset() },
  "POST /reset": {
    about: "everything as at the start: data, clock, faults, shape, calls",
    run: (_, target) => target.reset(),
  },
};

const HOOK_ROUTES: Record<string, Route> = {
  "GET /hooks": {
    about: "outgoing messages and what became of them",
    run: (_, { hooks }) => ({ mode: hooks?.mode(), hooks: hooks?.list() }),
  },
  "POST /hooks/replay": {
    about: "send one again, every byte as before; resign gives it a fresh timestamp",
    body: '{"id":"<message id>","resign":false}',
    run: async (body, { hooks }) => {
      const { id, resign } = ReplayBody.parse(body);
      return (await hooks?.replay(id, resign)) ? undefined : NOT_FOUND;
    },
  },
  "POST /hooks/target": {
    about: "where messages go",
    body: '{"url":"http://127.0.0.1:3000/webhooks/whmcs","secret":"…"}',
    run: (body, { hooks }) => hooks?.setTarget(TargetBody.parse(body)),
  },
  "POST /hooks/mode": {
    about: `what happens to new messages: ${HOOK_MODES.join(", ")}`,
    body: '{"mode":"duplicate"}',
    run: (body, { hooks }) => hooks?.setMode(ModeBody.parse(body).mode),
  },
};

/** A form sends the whole change as one text of JSON. */
function shapeChange(body: unknown): unknown {
  const form = z.object({ json: z.string() }).safeParse(body);
  return form.success ? JSON.parse(form.data.json) : body;
}

/** Answers a request under `/__sandbox`. JSON in, JSON out; form posts are answered with a redirect to the page. */
export async function handleControl(request: IncomingMessage, target: ControlTarget): Promise<Reply> {
  const path = (request.url ?? "").split("?")[0]?.slice(CONTROL_PREFIX.length).replace(/\/+$/, "") ?? "";
  const method = request.method ?? "GET";
  if (method === "GET" && path === "" && !(request.headers.accept ?? "").includes("application/json"))
    return htmlReply(controlPage(target, describe(target)));
  if (method === "GET" && path === "") return jsonReply(describe(target));
  if (method !== "GET" && !isOwnOrigin(request))
    return jsonReply({ error: "another site's page may not do this" }, 403);

  const isForm = contentType(request) === "application/x-www-form-urlencoded";
  // HTML forms know no DELETE: `POST /faults/clear` is `DELETE /faults`.
  const key =
    method === "POST" && path.endsWith("/clear") ? `DELETE ${path.slice(0, -6)}` : `${method} ${path}`;
  const route = routesOf(target)[key];
  if (!route) return jsonReply({ error: "no such control", see: CONTROL_PREFIX }, 404);
  try {
    const result = await route.run(await readInput(request, isForm), target);
    if (result === NOT_FOUND) return jsonReply({ error: "not found" }, 404);
    return isForm ? redirectReply(`${CONTROL_PREFIX}/`) : jsonReply(result ?? { ok: true });
  } catch (error) {
    if (error instanceof z.ZodError) return jsonReply({ error: z.prettifyError(error) }, 400);
    if (error instanceof RangeError || error instanceof SyntaxError)
      return jsonReply({ error: error.message }, 400);
    throw error;
  }
}

function routesOf(target: ControlTarget): Record<string, Route> {
  const commands = Object.entries(target.commands).map(([name, command]): [string, Route] => [
    `POST /${name}`,
    {
      about: command.about,
      ...(command.fields ? { body: JSON.stringify(command.fields) } : {}),
      run: (body) => command.run(body),
    },
  ]);
  const views = Object.entries(target.views).map(([name, { about, view }]): [string, Route] => [
    `GET /${name}`,
    { about, run: () => view() },
  ]);
  return {
    ...ROUTES,
    ...(target.hooks ? HOOK_ROUTES : {}),
    ...Object.fromEntries([...commands, ...views]),
  };
}

function describe(target: ControlTarget): ControlDescription {
  return {
    title: target.title,
    controls: Object.entries(routesOf(target)).map(([key, route]) => ({
      call: key.replace(" ", ` ${CONTROL_PREFIX}`),
      about: route.about,
      body: route.body ?? null,
    })),
    faultKinds: target.faults.kinds,
    actions: target.actions,
  };
}

async function readInput(request: IncomingMessage, isForm: boolean): Promise<unknown> {
  const bytes = await readBody(request);
  if (bytes === null) throw new RangeError("body too large");
  const text = bytes.toString("utf8");
  if (isForm) return Object.fromEntries(new URLSearchParams(text));
  return text.trim() === "" ? {} : JSON.parse(text);
}
