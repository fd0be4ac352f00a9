import { createCallLog } from "../calls.ts";
import { createClock } from "../clock.ts";
import type { ControlTarget } from "../control-target.ts";
import { CONTROL_PREFIX, handleControl } from "../control.ts";
import { createFaultSwitch } from "../faults.ts";
import type { WebhookTarget } from "../hooks.ts";
import { createHooks } from "../hooks.ts";
import { listen, send } from "../http.ts";
import { buildWorld } from "../world/world.ts";
import { ACTION_NAMES } from "./actions/registry.ts";
import { handleApi } from "./api.ts";
import { runDailyBilling } from "./billing-run.ts";
import type { Context } from "./context.ts";
import { seedDatabase } from "./seed.ts";
import type { Shape } from "./shape.ts";
import { DEFAULT_SHAPE, ShapeSchema } from "./shape.ts";
import { createSignOn } from "./sign-on.ts";
import { SPOILT_ANSWERS } from "../spoilt-answers.ts";
import { WHMCS_FAULTS } from "./special-faults.ts";
import { handleWeb } from "./web/router.ts";

/** Known to everybody: the sandbox holds no real data. */
export const SANDBOX_WHMCS_IDENTIFIER = "sandbox-identifier";
export const SANDBOX_WHMCS_SECRET = "sandbox-secret";

const SECRET_PARAMETERS: ReadonlySet<string> = new Set([
  "identifier",
  "secret",
  "accesskey",
  "username",
  "password",
  "password2",
  "card_number",
  "cardnum",
  "cvv",
  "servicepassword",
]);

export type WhmcsSandboxOptions = {
  host?: string | undefined;
  /** 0: any free port. */
  port?: number | undefined;
  /** D of world.md, `YYYY-MM-DD`; without it the real day in Tokyo. */
  today?: string | undefined;
  identifier?: string | undefined;
  secret?: string | undefined;
  webhook?: WebhookTarget | undefined;
  /** Delay of every API call, ms. */
  latencyMs?: number | undefined;
  /** Where "Return to the portal" leads; without it the origin of the webhook. */
  portalUrl?: string | undefined;
};

export type WhmcsSandbox = {
  /** WHMCS root, without a trailing slash. */
  url: string;
  /** Control, without a trailing slash. */
  controlUrl: string;
  identifier: string;
  secret: string;
  close(): Promise<void>;
};

/**
 * A stand-in for WHMCS over real HTTP (whmcs.md), filled with the world of world.md for the life of the process. Rejects when
 * the port cannot be taken.
 */
export async function startWhmcsSandbox(options: WhmcsSandboxOptions = {}): Promise<WhmcsSandbox> {
  const credentials = {
    identifier: options.identifier ?? SANDBOX_WHMCS_IDENTIFIER,
    secret: options.secret ?? SANDBOX_WHMCS_SECRET,
  };
  const clock = createClock(options.today);
  const firstDay = clock.today();
  const hooks = createHooks({ clock, target: options.webhook });
  const signOn = createSignOn(clock);
  const faults = createFaultSwitch({ ...WHMCS_FAULTS, ...SPOILT_ANSWERS });
  const calls = createCallLog(SECRET_PARAMETERS);
  const world = buildWorld(firstDay);
  let db = seedDatabase(world);
  let shape: Shape = DEFAULT_SHAPE;
  let latencyMs = options.latencyMs ?? 0;
  let origin = "";

  const context = (callerIp: string): Context => ({
    db,
    clock,
    hooks,
    shape,
    signOn,
    baseUrl: origin,
    callerIp,
  });

  const control: ControlTarget = {
    title: "Provider sandbox (WHMCS)",
    actions: ACTION_NAMES,
    faults,
    calls,
    clock,
    hooks,
    latency: {
      get: () => latencyMs,
      set: (ms) => {
        latencyMs = ms;
      },
    },
    shape: {
      get: () => shape,
      set: (change) => {
        shape = { ...shape, ...withoutUndefined(ShapeSchema.partial().parse(change)) };
      },
      reset: () => {
        shape = DEFAULT_SHAPE;
      },
    },
    reset: () => {
      faults.clear();
      calls.clear();
      hooks.reset();
      signOn.reset();
      clock.reset();
      shape = DEFAULT_SHAPE;
      latencyMs = options.latencyMs ?? 0;
      db = seedDatabase(world);
    },
    commands: {
      "billing-run": {
        about: "run WHMCS's daily job now: bills what is due, ends cancelled services",
        run: () => ({ invoices: runDailyBilling(context("127.0.0.1")) }),
      },
    },
    views: {},
  };
  const portalUrl = options.portalUrl ?? (options.webhook ? new URL(options.webhook.url).origin : null);

  const server = await listen(
    { host: options.host ?? "127.0.0.1", port: options.port ?? 0 },
    async (request, response) => {
      const path = (request.url ?? "/").split("?")[0] ?? "/";
      if (path === CONTROL_PREFIX || path.startsWith(`${CONTROL_PREFIX}/`))
        return send(response, await handleControl(request, control));
      if (path === "/includes/api.php")
        return handleApi(request, response, {
          credentials,
          faults,
          calls,
          latencyMs: () => latencyMs,
          context,
        });
      send(response, await handleWeb(request, { context: context(""), portalUrl }));
    },
  );
  origin = server.origin;

  return {
    url: origin,
    controlUrl: `${origin}${CONTROL_PREFIX}`,
    ...credentials,
    close: async () => {
      faults.clear();
      await server.close();
      await hooks.settled();
    },
  };
}

function withoutUndefined<T extends object>(change: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
