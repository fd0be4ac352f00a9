import { z } from "zod";
import { createCallLog } from "../calls.ts";
import { createClock } from "../clock.ts";
import type { ControlTarget } from "../control-target.ts";
import { CONTROL_PREFIX, handleControl } from "../control.ts";
import { createFaultSwitch } from "../faults.ts";
import { listen, send } from "../http.ts";
import { buildWorld } from "../world/world.ts";
import { API_PREFIX, handleApi } from "./api.ts";
import type { Context } from "./context.ts";
import { givenNetwork, type Given } from "./given.ts";
import { createKeys } from "./keys.ts";
import { settle, viewActs, viewLines } from "./network.ts";
import { API_NUMBERS } from "./registry.ts";
import { seedNetwork } from "./seed.ts";
import { DEFAULT_SHAPE, ShapeSchema, type Shape } from "./shape.ts";
import { FREEBIT_FAULTS } from "./special-faults.ts";

/** Known to everybody: the sandbox holds no real data. */
export const SANDBOX_OEM_ID = "SBXOEM";
export const SANDBOX_OEM_KEY = "sandbox-key-1";

const SECRET_FIELDS: ReadonlySet<string> = new Set(["authKey", "oemKey", "masterPassword"]);
const StateBody = z.object({ account: z.string(), state: z.enum(["active", "suspended"]) });

export type FreebitSandboxOptions = {
  /** 0: any free port. */
  port?: number | undefined;
  /** D of world.md, `YYYY-MM-DD`; without it the real day in Tokyo. */
  today?: string | undefined;
  /** Lines in place of the seeded ones. */
  given?: Given | undefined;
  /** Delay of every API call, ms. */
  latencyMs?: number | undefined;
  /** How long queued work takes, as in the shape. */
  queueSeconds?: number | undefined;
};

export type FreebitSandbox = {
  /** What FREEBIT_BASE_URL is set to: the root of the API, without a slash at the end. */
  url: string;
  /** Control, without a slash at the end. */
  controlUrl: string;
  oemId: string;
  oemKey: string;
  close(): Promise<void>;
};

/**
 * A stand-in for Freebit over real HTTP (freebit.md), filled with the lines of world.md for the life of the process. It listens
 * on loopback only. Rejects when the port cannot be taken.
 */
export async function startFreebitSandbox(options: FreebitSandboxOptions = {}): Promise<FreebitSandbox> {
  const credentials = { oemId: SANDBOX_OEM_ID, oemKey: SANDBOX_OEM_KEY };
  const clock = createClock(options.today);
  const firstDay = clock.today();
  const faults = createFaultSwitch(FREEBIT_FAULTS);
  const calls = createCallLog(SECRET_FIELDS);
  const keys = createKeys(clock);
  const world = buildWorld(firstDay);
  const start = () => (options.given ? givenNetwork(options.given, firstDay) : seedNetwork(world));
  let network = start();
  const { queueSeconds = DEFAULT_SHAPE.queueSeconds } = options;
  const firstShape: Shape = { ...DEFAULT_SHAPE, queueSeconds };
  let shape = firstShape;
  let latencyMs = options.latencyMs ?? 0;

  const context = (): Context => ({ network, clock, shape });
  const settled = () => {
    settle(network, clock.now());
    return network;
  };

  const control: ControlTarget = {
    title: "Provider sandbox (Freebit)",
    actions: API_NUMBERS,
    faults,
    calls,
    clock,
    hooks: null,
    latency: {
      get: () => latencyMs,
      set: (ms) => {
        latencyMs = ms;
      },
    },
    shape: {
      get: () => shape,
      set: (change) => {
        shape = ShapeSchema.parse({ ...shape, ...ShapeSchema.partial().parse(change) });
      },
      reset: () => {
        shape = firstShape;
      },
    },
    reset: () => {
      faults.clear();
      calls.clear();
      clock.reset();
      shape = firstShape;
      latencyMs = options.latencyMs ?? 0;
      network = start();
    },
    commands: {
      "expire-keys": {
        about: "end every authentication key: the next call with one is answered 401-310",
        run: () => ({ expired: keys.expireAll() }),
      },
      "finish-queued": {
        about: "finish all queued work now, whatever day it is for",
        run: () => {
          for (const line of settled().lines.values())
            for (const queued of line.queue.splice(0)) queued.apply(line);
        },
      },
      "fail-queued": {
        about: "end the lines that have queued work: what was accepted is never done",
        run: () => {
          for (const line of settled().lines.values())
            if (line.queue.splice(0).length > 0) line.state = "obsolete";
        },
      },
      "set-state": {
        about: "suspend a line, or put it back in service: the API has no call for it",
        fields: { account: "09000001001", state: "suspended" },
        run: (body) => {
          const { account, state } = StateBody.parse(body);
          const line = settled().lines.get(account);
          if (!line) throw new RangeError("no such line");
          line.state = state;
        },
      },
    },
    views: {
      acts: { about: "what was done to which line, and how often", view: () => viewActs(network) },
      lines: { about: "the lines as they are now, and what is queued", view: () => viewLines(settled()) },
    },
  };

  const server = await listen({ host: "127.0.0.1", port: options.port ?? 0 }, async (request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    if (path === CONTROL_PREFIX || path.startsWith(`${CONTROL_PREFIX}/`))
      return send(response, await handleControl(request, control));
    if (path.startsWith(`${API_PREFIX}/`))
      return handleApi(request, response, {
        credentials,
        keys,
        faults,
        calls,
        latencyMs: () => latencyMs,
        context,
      });
    return send(response, { status: 404, headers: {}, body: "" });
  });

  return {
    url: `${server.origin}${API_PREFIX}`,
    controlUrl: `${server.origin}${CONTROL_PREFIX}`,
    ...credentials,
    close: async () => {
      faults.clear();
      await server.close();
    },
  };
}
