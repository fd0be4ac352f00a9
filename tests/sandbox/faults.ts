import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Reply } from "./http.ts";
import { send } from "./http.ts";

/** Faults every provider can have. A provider adds its own kinds as functions from the true reply to the spoilt one. */
export const COMMON_FAULTS = {
  slow: "does the work and answers after delayMs (default 5,000)",
  late_answer: "does the work at once, answers after delayMs",
  hang: "never answers until the faults are cleared",
  reset: "cuts the connection, nothing was done",
  http_403: "status 403 from the web server, nothing was done",
  http_429: "status 429 with Retry-After: 1, nothing was done",
  http_500: "status 500, nothing was done",
  late_http_500: "does the work, answers status 500",
  http_502: "status 502, nothing was done",
  http_503: "status 503, nothing was done",
  html: "maintenance page in HTML with status 200, nothing was done",
  empty_body: "status 200 and no body, nothing was done",
  broken_json: "does the work, answers a body cut short",
  half_answer: "does the work, sends half of the promised bytes and cuts the connection",
  lost_answer: "does the work, then cuts the connection without an answer",
} as const;
type CommonFault = keyof typeof COMMON_FAULTS;

export type Fault = {
  id: number;
  action: string;
  kind: string;
  /** Calls that fit and still pass before the rule is used. */
  skip: number;
  /** Uses left; null: until cleared. */
  times: number | null;
  delayMs: number;
  match: Record<string, string>;
};

/** `work: false` answers instead of doing the call; true does the call and replaces its reply. */
export type SpecialFault = { about: string; work: boolean; reply(original: Reply | null): Reply };

export type FaultSwitch = {
  kinds: Record<string, string>;
  list(): Fault[];
  /** Throws a RangeError naming what is wrong with the rule. */
  add(rule: FaultRule): Fault;
  clear(): void;
  /** The first rule that fits, used up by one. */
  take(action: string, params: Record<string, string>): Fault | null;
  /** Runs a call under a fault, or plainly when there is none. */
  run(fault: Fault | null, response: ServerResponse, work: () => Promise<Reply>): Promise<void>;
};
export type FaultRule = {
  action?: string | undefined;
  kind: string;
  skip?: number | undefined;
  times?: number | undefined;
  delayMs?: number | undefined;
  match?: Record<string, string> | undefined;
};

const HTML_PAGE =
  "<!DOCTYPE html>\n<html><head><title>Down for Maintenance</title></head><body><h1>Down for Maintenance</h1></body></html>\n";

export function createFaultSwitch(special: Record<string, SpecialFault>): FaultSwitch {
  let rules: Fault[] = [];
  let nextId = 1;
  let release = new AbortController();
  const kinds: Record<string, string> = { ...COMMON_FAULTS };
  for (const [kind, fault] of Object.entries(special)) kinds[kind] = fault.about;

  return {
    kinds,
    list: () => rules.map((rule) => ({ ...rule })),
    add(rule) {
      if (!Object.hasOwn(kinds, rule.kind))
        throw new RangeError(`unknown kind; one of ${Object.keys(kinds).join(", ")}`);
      if (rule.times !== undefined && !(Number.isInteger(rule.times) && rule.times > 0))
        throw new RangeError("times must be a whole number above 0");
      if (rule.skip !== undefined && !(Number.isInteger(rule.skip) && rule.skip >= 0))
        throw new RangeError("skip must be a whole number from 0");
      if (rule.delayMs !== undefined && !(rule.delayMs >= 0 && rule.delayMs <= 600_000))
        throw new RangeError("delayMs must be between 0 and 600000");
      const fault = {
        id: nextId++,
        action: rule.action ?? "*",
        kind: rule.kind,
        skip: rule.skip ?? 0,
        times: rule.times ?? null,
        delayMs: rule.delayMs ?? 5_000,
        match: rule.match ?? {},
      };
      rules.push(fault);
      return { ...fault };
    },
    clear() {
      rules = [];
      release.abort();
      release = new AbortController();
    },
    take(action, params) {
      const fits = (rule: Fault) =>
        (rule.action === "*" || rule.action.toLowerCase() === action.toLowerCase()) &&
        Object.entries(rule.match).every(([name, value]) => params[name] === value);
      const found = rules.find((rule) => fits(rule) && (rule.skip -= 1) < 0);
      if (!found) return null;
      found.skip = 0;
      if (found.times !== null) {
        found.times -= 1;
        if (found.times === 0) rules = rules.filter((rule) => rule !== found);
      }
      return { ...found };
    },
    async run(fault, response, work) {
      if (!fault) return send(response, await work());
      const own = special[fault.kind];
      if (own) return send(response, own.reply(own.work ? await work() : null));
      await runCommon({
        kind: fault.kind as CommonFault,
        delayMs: fault.delayMs,
        response,
        work,
        released: release.signal,
      });
    },
  };
}

type CommonRun = {
  kind: CommonFault;
  delayMs: number;
  response: ServerResponse;
  work: () => Promise<Reply>;
  released: AbortSignal;
};

async function runCommon({ kind, delayMs, response, work, released }: CommonRun): Promise<void> {
  switch (kind) {
    case "slow":
      // Clearing the faults lets waiting calls through at once.
      await delay(delayMs, undefined, { signal: released }).catch(() => undefined);
      return send(response, await work());
    case "late_answer": {
      const reply = await work();
      await delay(delayMs, undefined, { signal: released }).catch(() => undefined);
      return send(response, reply);
    }
    case "hang": {
      const closed = new AbortController();
      response.on("close", () => closed.abort());
      await delay(2 ** 31 - 1, undefined, { signal: AbortSignal.any([released, closed.signal]) }).catch(
        () => undefined,
      );
      response.destroy();
      return;
    }
    case "reset":
      return cut(response);
    case "lost_answer":
      await work();
      return cut(response);
    case "half_answer": {
      const reply = await work();
      const body = Buffer.from(reply.body);
      response.writeHead(reply.status, { ...reply.headers, "content-length": String(body.length) });
      response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
      return;
    }
    case "broken_json": {
      const reply = await work();
      const body = Buffer.from(reply.body);
      return send(response, { ...reply, body: body.subarray(0, Math.max(1, body.length - 2)) });
    }
    case "empty_body":
      return send(response, { status: 200, headers: { "content-type": "application/json" }, body: "" });
    case "html":
      return send(response, { status: 200, headers: { "content-type": "text/html" }, body: HTML_PAGE });
    case "late_http_500":
      await work();
      return send(response, statusReply(500));
    case "http_403":
    case "http_429":
    case "http_500":
    case "http_502":
    case "http_503":
      return send(response, statusReply(Number(kind.slice(5))));
  }
}

function statusReply(status: number): Reply {
  const headers: Record<string, string> = { "content-type": "text/html" };
  if (status === 429) headers["retry-after"] = "1";
  return {
    status,
    headers,
    body: `<html><body><h1>${status}</h1></body></html>
`,
  };
}

/** A real TCP reset, not a tidy end: the caller cannot tell whether the work was done. */
function cut(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
