import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { z } from "zod";
import { createCallLog } from "../calls.ts";
import { createClock } from "../clock.ts";
import type { ControlTarget } from "../control-target.ts";
import { CONTROL_PREFIX, handleControl } from "../control.ts";
import { createFaultSwitch } from "../faults.ts";
import { listen, send } from "../http.ts";
import { buildWorld } from "../world/world.ts";
import { agentControls } from "./agent.ts";
import { createApi } from "./api.ts";
import { createBus } from "./events/bus.ts";
import { startBusServer } from "./events/bus-server.ts";
import { BUS_FAULTS } from "./events/event-faults.ts";
import { TOPICS } from "./events/event-types.ts";
import { publishWritten } from "./events/flows.ts";
import { CALL_NAMES } from "./call-names.ts";
import { createLimits } from "./limits.ts";
import { createLocators } from "./locators.ts";
import { createSessions } from "./oauth.ts";
import type { Org } from "./org.ts";
import { VERIFICATION_FIELDS } from "./schema/customers.ts";
import { PORTAL_PRICEBOOK_ID } from "./seed-catalogue.ts";
import { seedStore } from "./seed.ts";
import type { Written } from "./store.ts";
import { SPOILT_ANSWERS } from "../spoilt-answers.ts";
import { DEFAULT_SWITCHES, SwitchesSchema, type Switches } from "./switches.ts";
import { SALESFORCE_FAULTS } from "./special-faults.ts";

/** Known to everybody: without the private key they open nothing, and behind them is no real data. */
export const SANDBOX_CLIENT_ID = "sandbox-consumer-key";
export const SANDBOX_USERNAME = "portal.integration@example.com";

const EventBody = z.object({ topic: z.string(), json: z.string() });
const FieldsBody = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export type SalesforceSandboxOptions = {
  /** 0: any free port. */
  port?: number | undefined;
  /** Of the event bus; 0: any free port. */
  eventsPort?: number | undefined;
  /** D of world.md, `YYYY-MM-DD`; without it the real day in Tokyo. */
  today?: string | undefined;
  /** Stands for the machine's time, ms since the epoch: of tests that move their own. */
  machineTime?: (() => number) | undefined;
  /** Public key (PEM) of whoever signs in; without it a pair is made and the private half handed back. */
  publicKey?: string | undefined;
  /** Delay of every API call, ms. */
  latencyMs?: number | undefined;
};

export type SalesforceSandbox = {
  /** Login host and instance in one, without a slash at the end. */
  url: string;
  /** Event bus, `host:port`. */
  eventsEndpoint: string;
  /** Control, without a slash at the end. */
  controlUrl: string;
  clientId: string;
  username: string;
  /** PEM; null when the public key came from outside. */
  privateKey: string | null;
  pricebookId: string;
  /** Fields of the account that tell of an identity check. */
  verificationFields: typeof VERIFICATION_FIELDS;
  close(): Promise<void>;
};

/**
 * A stand-in for Salesforce's REST API over real HTTP (salesforce-wire.md), filled with the world of world.md for the life of
 * the process. It listens on loopback only. Rejects when the port cannot be taken.
 */
export async function startSalesforceSandbox(
  options: SalesforceSandboxOptions = {},
): Promise<SalesforceSandbox> {
  const pair =
    options.publicKey === undefined ? newKeyPair() : { publicKey: options.publicKey, privateKey: null };
  const app = {
    clientId: SANDBOX_CLIENT_ID,
    username: SANDBOX_USERNAME,
    publicKey: createPublicKey(pair.publicKey),
  };
  const clock = createClock(options.today, options.machineTime);
  const firstDay = clock.today();
  const faults = createFaultSwitch({ ...SALESFORCE_FAULTS, ...BUS_FAULTS, ...SPOILT_ANSWERS });
  const calls = createCallLog(new Set());
  let switches: Switches = DEFAULT_SWITCHES;
  let latencyMs = options.latencyMs ?? 0;
  const world = buildWorld(firstDay);
  let store = seedStore(world, clock);
  let baseUrl = "";
  const sessions = createSessions(clock, () => switches.tokenSeconds);
  const locators = createLocators(clock);
  const limits = createLimits(clock, () => switches);
  const agent = agentControls(() => store);
  const bus = createBus({ clock, faults, switches: () => switches });
  let statuses: StatusChange[] = [];
  const publish = (): void => {
    const written = store.takeWritten();
    statuses.push(...written.flatMap((change) => statusChange(change, clock.now()) ?? []));
    publishWritten(bus, { written, at: store.now() });
  };
  const org = (): Org => ({ store, sessions, locators, limits, clock, switches, baseUrl });

  const control: ControlTarget = {
    title: "Provider sandbox (Salesforce)",
    actions: CALL_NAMES,
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
      get: () => switches,
      set: (change) => {
        switches = SwitchesSchema.parse({ ...switches, ...SwitchesSchema.partial().parse(change) });
      },
      reset: () => {
        switches = DEFAULT_SWITCHES;
      },
    },
    reset: () => {
      faults.clear();
      calls.clear();
      locators.reset();
      limits.reset();
      clock.reset();
      switches = DEFAULT_SWITCHES;
      latencyMs = options.latencyMs ?? 0;
      store = seedStore(world, clock);
      statuses = [];
      bus.forget();
    },
    commands: {
      "expire-tokens": {
        about: "end every session: the next call of each token is answered 401",
        run: () => ({ expired: sessions.expireAll() }),
      },
      "drop-streams": {
        about: "cut every stream of events",
        run: () => ({ dropped: busServer.dropStreams() }),
      },
      "forget-events": {
        about: "events of the past are no longer kept, nor are places in their logs",
        run: () => bus.forget(),
      },
      "publish-event": {
        about: `send an event by hand, on ${TOPICS.filter((topic) => topic.startsWith("/event/")).join(", ")}`,
        fields: { topic: "/event/Order_Approved__e", json: '{"Order_Id__c":"8015h0000000007AAA"}' },
        run: (body) => {
          const { topic, json } = EventBody.parse(body);
          bus.publishFlowEvent(topic, FieldsBody.parse(JSON.parse(json)));
        },
      },
      ...Object.fromEntries(
        Object.entries(agent.commands).map(([name, command]) => [
          name,
          {
            ...command,
            run: (body: unknown) => {
              const result = command.run(body);
              publish();
              return result;
            },
          },
        ]),
      ),
    },
    views: {
      ...agent.views,
      "order-history": { about: "every change of an order's status", view: () => statuses },
    },
  };
  const handleApi = createApi({ app, faults, calls, latencyMs: () => latencyMs, org, publish });

  const server = await listen({ host: "127.0.0.1", port: options.port ?? 0 }, async (request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    if (path === CONTROL_PREFIX || path.startsWith(`${CONTROL_PREFIX}/`))
      return send(response, await handleControl(request, control));
    return handleApi(request, response);
  });
  baseUrl = server.origin;
  const busServer = await startBusServer({
    bus,
    port: options.eventsPort ?? 0,
    faults,
    calls,
    sessions,
    switches: () => switches,
    instanceUrl: () => baseUrl,
  });

  return {
    url: baseUrl,
    eventsEndpoint: busServer.endpoint,
    controlUrl: `${baseUrl}${CONTROL_PREFIX}`,
    clientId: app.clientId,
    username: app.username,
    privateKey: pair.privateKey,
    pricebookId: PORTAL_PRICEBOOK_ID,
    verificationFields: VERIFICATION_FIELDS,
    close: async () => {
      faults.clear();
      busServer.close();
      await server.close();
    },
  };
}

type StatusChange = { at: string; order: unknown; from: unknown; to: unknown };

/** Null when something else has changed. */
function statusChange({ object, before, after }: Written, at: Date): StatusChange | null {
  const [from, to] = [before?.["Status"] ?? null, after?.["Status"] ?? null];
  if (object.name !== "Order" || from === to) return null;
  return { at: at.toISOString(), order: (after ?? before)?.["Id"], from, to };
}

function newKeyPair(): { publicKey: string; privateKey: string } {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}
