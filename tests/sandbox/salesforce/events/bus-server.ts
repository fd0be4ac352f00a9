import { Metadata, Server, ServerCredentials, type ServiceError } from "@grpc/grpc-js";
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { CallLog } from "../../calls.ts";
import type { Fault, FaultSwitch } from "../../faults.ts";
import type { Sessions } from "../oauth.ts";
import type { Switches } from "../switches.ts";
import { ORG_ID } from "../store.ts";
import type { Bus } from "./bus.ts";
import {
  AUTH_ERROR,
  BAD_NUMBER,
  CALL_FAULTS,
  NO_SCHEMA,
  NO_TOPIC,
  OTHER_TOPIC,
  REPLAY_CORRUPTED,
  REPLAY_MISSING,
  UNAVAILABLE,
  type Refusal,
} from "./event-faults.ts";
import { findEventType } from "./event-types.ts";
import { toBytes, type TopicLog } from "./log.ts";
import {
  busService,
  type Answered,
  type Asked,
  type BusStream,
  type Fetch,
  type ProducedEvent,
} from "./protocol.ts";

export type BusServerOptions = {
  bus: Bus;
  port: number;
  faults: FaultSwitch;
  calls: CallLog;
  sessions: Sessions;
  switches: () => Switches;
  /** The instance that a token is for. */
  instanceUrl: () => string;
};

const MAX_ASKED = 100;
/** A stream that asks for nothing more is ended after so long. */
const UNASKED_MS = 60_000;

/** The event bus over gRPC, on loopback and without TLS (salesforce-wire.md 13). Rejects when the port cannot be taken. */
export async function startBusServer(options: BusServerOptions) {
  const { bus, faults, calls, sessions, switches } = options;
  const server = new Server();
  const streams = new Set<BusStream>();

  function checkCaller(metadata: Metadata): Refusal | null {
    const [token, instance, tenant] = ["accesstoken", "instanceurl", "tenantid"].map((name) =>
      String(metadata.get(name)[0] ?? ""),
    );
    const isKnown = instance === options.instanceUrl() && tenant === ORG_ID && sessions.accepts(token ?? "");
    return isKnown ? null : AUTH_ERROR;
  }

  /** Whether the call may go on: its fault, or else who calls. Never resolves for one that hangs. */
  async function admit(action: string, topic: string, metadata: Metadata): Promise<Refusal | null> {
    calls.add({ action, at: new Date().toISOString(), ms: 0, params: { topic } });
    const fault = faults.take(action, { topic });
    return (fault && (await suffer(fault))) ?? checkCaller(metadata);
  }

  async function suffer({ kind, delayMs }: Fault): Promise<Refusal | null> {
    if (kind === "hang") return new Promise(() => undefined);
    if (kind === "slow") return delay(delayMs, null);
    // Faults of HTTP have one face here.
    return CALL_FAULTS[kind]?.refusal ?? UNAVAILABLE;
  }

  const unary =
    <Ask>(action: string, topicOf: (ask: Ask) => string, answer: (ask: Ask) => object | Refusal) =>
    ({ request, metadata }: Asked<Ask>, done: Answered) => {
      void admit(action, topicOf(request), metadata).then((refused) => {
        const result = refused ?? answer(request);
        if ("details" in result) return done(toError(result as Refusal));
        return done(null, result);
      });
    };

  function subscribe(call: BusStream): void {
    streams.add(call);
    let feed: Feed | null = null;
    const refuse = (refused: Refusal) => call.emit("error", toError(refused));
    call.on("data", (request: Fetch) => {
      if (feed) return feed.ask(request);
      const waiting = (feed = openFeed({ call, request, bus, switches, refuse }));
      void admit("Subscribe", request.topic_name, call.metadata).then((refused) =>
        refused ? refuse(refused) : waiting.begin(),
      );
    });
    const leave = () => {
      feed?.close();
      streams.delete(call);
    };
    call.on("end", () => {
      leave();
      call.end();
    });
    call.on("cancelled", leave);
    call.on("error", leave);
  }

  server.addService(busService(), {
    Subscribe: subscribe,
    GetTopic: unary<{ topic_name: string }>(
      "GetTopic",
      ({ topic_name }) => topic_name,
      ({ topic_name }) => {
        const type = bus.typeOf(topic_name);
        if (type === null) return NO_TOPIC;
        return {
          topic_name,
          tenant_guid: "f1a0c0de-0000-4000-8000-000000000001",
          can_publish: topic_name.startsWith("/event/"),
          can_subscribe: true,
          schema_id: type.schemaId,
          rpc_id: randomUUID(),
        };
      },
    ),
    GetSchema: unary<{ schema_id: string }>(
      "GetSchema",
      () => "",
      ({ schema_id }) => {
        const type = findEventType(schema_id);
        return type ? { schema_json: type.schemaJson, schema_id, rpc_id: randomUUID() } : NO_SCHEMA;
      },
    ),
    Publish: unary<{ topic_name: string; events: ProducedEvent[] }>(
      "Publish",
      ({ topic_name }) => topic_name,
      ({ topic_name, events }) => {
        const type = topic_name.startsWith("/event/") ? bus.typeOf(topic_name) : null;
        if (type === null) return NO_TOPIC;
        const results = events.map(({ id, schema_id, payload }) => {
          const correlation_key = id;
          try {
            findEventType(schema_id)?.decode(payload);
          } catch {
            return { correlation_key, error: { code: "PUBLISH", msg: "The payload is not of its schema." } };
          }
          const event = { id: id || randomUUID(), schema_id, payload, headers: [] };
          return { correlation_key, replay_id: bus.append(topic_name, event) };
        });
        return { results, schema_id: type.schemaId, rpc_id: randomUUID() };
      },
    ),
  });

  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${options.port}`, ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });

  return {
    endpoint: `127.0.0.1:${port}`,
    /** Ends every stream as a network does. */
    dropStreams(): number {
      const { size } = streams;
      for (const stream of [...streams]) stream.emit("error", toError(UNAVAILABLE));
      return size;
    },
    close(): void {
      bus.close();
      server.forceShutdown();
    },
  };
}

type Feed = { ask(request: Fetch): void; begin(): void; close(): void };

/** One subscriber: gives events as far as they were asked for, and a sign of life when there are none. */
function openFeed(options: {
  call: BusStream;
  request: Fetch;
  bus: Bus;
  switches: () => Switches;
  refuse: (refused: Refusal) => void;
}): Feed {
  const { call, request, bus, switches, refuse } = options;
  const { topic_name: topic } = request;
  let log: TopicLog | null = null;
  let place = 0n;
  let asked = 0;
  let timer: NodeJS.Timeout | null = null;

  function count({ num_requested }: Fetch): boolean {
    if (num_requested <= 0) {
      refuse(BAD_NUMBER);
      return false;
    }
    asked = Math.min(MAX_ASKED, asked + num_requested);
    return true;
  }

  function send(events: readonly { event: ProducedEvent; replay_id: Buffer }[], latest: Buffer): void {
    call.write({
      events: [...events],
      latest_replay_id: latest,
      rpc_id: randomUUID(),
      pending_num_requested: asked,
    });
    wait();
  }

  function wait(): void {
    if (timer) clearTimeout(timer);
    timer = setTimeout(
      () => {
        if (asked === 0) return call.end();
        const latest = log?.tick();
        if (!latest) return;
        place = latest.readBigUInt64BE();
        send([], latest);
      },
      asked === 0 ? UNASKED_MS : switches().keepaliveMs,
    );
  }

  function pump(): void {
    while (log && asked > 0) {
      const batch = log.after(place).slice(0, Math.min(asked, switches().eventBatch));
      const last = batch.at(-1);
      if (!last) return;
      asked -= batch.length;
      ({ place } = last);
      send(batch, toBytes(place));
    }
  }

  return {
    ask(more) {
      if (more.topic_name !== "" && more.topic_name !== topic) return refuse(OTHER_TOPIC);
      if (count(more)) pump();
    },
    begin() {
      const found = bus.logOf(topic);
      if (found === null) return refuse(NO_TOPIC);
      if (!count(request)) return;
      const start = startOf(found, request);
      if (typeof start !== "bigint") return refuse(start);
      log = found;
      place = start;
      bus.grown.on(topic, pump);
      wait();
      pump();
    },
    close() {
      bus.grown.off(topic, pump);
      if (timer) clearTimeout(timer);
      log = null;
    },
  };
}

function startOf(log: TopicLog, { replay_preset, replay_id }: Fetch): bigint | Refusal {
  switch (replay_preset) {
    case "LATEST":
      return log.end();
    case "EARLIEST":
      return log.start();
    case "CUSTOM":
      if (replay_id.length === 0) return REPLAY_MISSING;
      return log.find(replay_id) ?? REPLAY_CORRUPTED;
  }
}

function toError({ code, details, errorCode }: Refusal): ServiceError {
  const metadata = new Metadata();
  if (errorCode !== null) metadata.set("error-code", errorCode);
  return Object.assign(new Error(details), { code, details, metadata });
}
