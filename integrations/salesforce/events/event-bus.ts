import type { ClientDuplexStream, Metadata, ServiceError } from "@grpc/grpc-js";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "#integrations/http/logger.ts";
import type { Session } from "../session.ts";
import { createEventSchema, type EventSchema } from "./avro.ts";
import type { EventHandler, EventSource, Position, SourceStatus, TopicEvent } from "./event-source.ts";
import {
  createBusClient,
  type BusClient,
  type ConsumerEvent,
  type FetchRequest,
  type FetchResponse,
  type Grpc,
} from "./protocol.ts";
import { errorCodeOf, reactionTo, type Reaction } from "./reaction.ts";
import { readEvent, type TopicKind } from "./read-event.ts";

export type BusLimits = {
  /** Events asked for at once; the bus gives 100 at most. */
  batch: number;
  /** A stream that is silent for longer is dead: the bus gives a sign of life every 270 seconds. */
  idleMs: number;
  callTimeoutMs: number;
  /** First pause after a failure; doubles up to the longest, and varies by half. */
  backOffMs: number;
  maxBackOffMs: number;
  /** How long after midnight (UTC) a used-up day is over at the latest. */
  newDayMs: number;
};

export const DEFAULT_BUS_LIMITS: BusLimits = {
  batch: 100,
  idleMs: 300_000,
  callTimeoutMs: 15_000,
  backOffMs: 1_000,
  maxBackOffMs: 60_000,
  newDayMs: 5 * 60_000,
};

export type BusOptions = {
  /** `host:port`. Without TLS on this machine alone. */
  endpoint: string;
  session: Pick<Session, "access" | "renew">;
  now: () => Date;
  logger: Logger;
  limits?: Partial<BusLimits>;
};

export type EventBus = {
  /** Nothing is sent before its `start`. */
  source(topic: { name: string; kind: TopicKind }): EventSource;
  close(): void;
};

/**
 * Salesforce's event bus (Pub/Sub API). Each topic is a stream of its own, so that one that the org does not have keeps no other
 * back. Errors end in another attempt and are never thrown: what cannot come this way is found by looking (salesforce-wire.md 12).
 */
export function createEventBus({ limits, ...options }: BusOptions): EventBus {
  const all = { ...DEFAULT_BUS_LIMITS, ...limits };
  let opening: Promise<{ grpc: Grpc; client: BusClient }> | null = null;
  const schemas = new Map<string, Promise<EventSchema | null>>();
  const context: BusContext = {
    ...options,
    limits: all,
    open: () => (opening ??= createBusClient(options.endpoint)),
    schemas,
  };
  return {
    source: (topic) => createSource(context, topic),
    close() {
      void opening?.then(({ client }) => client.close());
      opening = null;
    },
  };
}

type BusContext = Omit<BusOptions, "limits"> & {
  limits: BusLimits;
  open: () => Promise<{ grpc: Grpc; client: BusClient }>;
  /** By id, which changes with every change of an event; null for one that the bus does not have. */
  schemas: Map<string, Promise<EventSchema | null>>;
};

type StreamEnd = { reaction: Reaction | "stopped"; error: unknown };

/** Statuses after which asking again gives the same answer. */
const PERMANENT: ReadonlySet<number> = new Set([3, 5, 12]);
const DAY_MS = 24 * 60 * 60 * 1000;

function createSource(bus: BusContext, { name, kind }: { name: string; kind: TopicKind }): EventSource {
  const { now, logger, limits, session } = bus;
  const status: SourceStatus = {
    topic: name,
    state: "stopped",
    since: now(),
    lastEventAt: null,
    lastSignAt: null,
  };
  let stopping = new AbortController();
  let running: Promise<void> | null = null;
  let failures = 0;
  /** Of the stream under way: what an authentication error is about. */
  let token = "";

  const enter = (state: SourceStatus["state"]): void => {
    if (status.state !== state) Object.assign(status, { state, since: now() });
  };

  async function run(start: Position, handler: EventHandler): Promise<void> {
    const place: Place = { position: start };
    while (!stopping.signal.aborted) {
      enter("connecting");
      const { reaction, error } = await listen(place, handler).catch(toEnd);
      if (reaction === "stopped" || stopping.signal.aborted) break;
      tell(reaction, error);
      await react(reaction, { place, handler }).catch((reason: unknown) => {
        logger.warn(
          { event: "crm_event.stream_return_failed", topic: name, err: reason },
          "event stream: the way back failed",
        );
        return pause();
      });
    }
    enter("stopped");
  }

  function tell(reaction: Reaction, error: unknown): void {
    const facts = isServiceError(error)
      ? { grpcStatus: error.code, errorCode: errorCodeOf(error) }
      : { err: error };
    const line = { topic: name, reaction, ...facts };
    if (reaction === "defect" || reaction === "exhausted")
      logger.error({ ...line, event: "crm_event.stream_stopped" }, "event stream: an operator is needed");
    else logger.warn({ ...line, event: "crm_event.stream_ended" }, "event stream ended");
  }

  async function react(
    reaction: Reaction,
    { place, handler }: { place: Place; handler: EventHandler },
  ): Promise<void> {
    failures += 1;
    switch (reaction) {
      case "new_token":
        await session.renew(token);
        if (failures > 1) await pause();
        return;
      case "position_lost":
      case "defect":
        await handler.onPositionLost();
        place.position = { from: "earliest" };
        if (failures > 1) await pause();
        return;
      case "exhausted":
        enter("exhausted");
        return rest(DAY_MS - (now().getTime() % DAY_MS) + Math.random() * limits.newDayMs);
      case "back_off":
        // Without a position the stream would go on at "now", over what came in between.
        if (place.position.from === "latest") await handler.onPositionLost();
        return pause();
    }
  }

  function pause(): Promise<void> {
    enter("waiting");
    const longest = Math.min(limits.maxBackOffMs, limits.backOffMs * 2 ** Math.min(failures, 16));
    return rest(longest * (0.5 + Math.random() / 2));
  }

  async function rest(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  async function listen(place: Place, handler: EventHandler): Promise<StreamEnd> {
    const { grpc, client } = await bus.open();
    const access = await session.access();
    token = access.accessToken;
    const metadata = new grpc.Metadata();
    metadata.set("accesstoken", access.accessToken);
    metadata.set("instanceurl", access.instanceUrl);
    metadata.set("tenantid", access.tenantId);
    const info = await ask(client.GetTopic.bind(client), { topicName: name }, metadata);
    if (!info.canSubscribe) throw new RangeError("this user may not subscribe to the topic");
    const stream = client.Subscribe(metadata);
    const first = toFirstRequest(name, place.position, limits.batch);
    return follow(stream, first, (response) => take(response, { place, handler, client, metadata }));
  }

  /** Resolves when the stream has ended and the event under way is done. */
  function follow(
    stream: ClientDuplexStream<FetchRequest, FetchResponse>,
    first: FetchRequest,
    work: (response: FetchResponse) => Promise<void>,
  ): Promise<StreamEnd> {
    return new Promise((resolve) => {
      let ended = false;
      let failed: unknown = null;
      let tail = Promise.resolve();
      const idle = setTimeout(() => end("back_off", new RangeError("silent for too long")), limits.idleMs);
      const stop = () => end("stopped", null);
      function end(reaction: StreamEnd["reaction"], error: unknown): void {
        if (ended) return;
        ended = true;
        clearTimeout(idle);
        stopping.signal.removeEventListener("abort", stop);
        stream.cancel();
        void tail.then(() => resolve({ reaction, error: failed ?? error }));
      }
      async function handle(response: FetchResponse): Promise<void> {
        if (ended) return;
        try {
          await work(response);
          if (response.pendingNumRequested === 0 && !stream.destroyed)
            stream.write({ numRequested: limits.batch });
        } catch (error) {
          failed = error;
          end("back_off", error);
        }
      }
      stopping.signal.addEventListener("abort", stop);
      if (stopping.signal.aborted) stop();
      stream.on("data", (response: FetchResponse) => {
        idle.refresh();
        failures = 0;
        status.lastSignAt = now();
        enter("listening");
        tail = tail.then(() => handle(response));
      });
      stream.on("error", (error: ServiceError) => end(reactionTo(error), error));
      stream.on("end", () => end("back_off", new RangeError("ended by the bus")));
      stream.write(first);
    });
  }

  async function take(response: FetchResponse, { place, handler, client, metadata }: Taking): Promise<void> {
    for (const event of response.events) {
      if (stopping.signal.aborted) return;
      await handler.onEvent(await toTopicEvent(event, { client, metadata }));
      status.lastEventAt = now();
      place.position = { from: "stored", replayId: event.replayId };
    }
    if (response.events.length > 0 || response.latestReplayId.length === 0) return;
    await handler.onQuiet(response.latestReplayId);
    place.position = { from: "stored", replayId: response.latestReplayId };
  }

  async function toTopicEvent(
    { event, replayId }: ConsumerEvent,
    calls: Pick<Taking, "client" | "metadata">,
  ): Promise<TopicEvent> {
    if (event === null) throw new RangeError("an event without a body");
    const schema = await findSchema(event.schemaId, calls);
    return {
      id: event.id || `${name}:${replayId.toString("hex")}`,
      replayId,
      read() {
        if (schema === null) throw new RangeError("its schema is unknown or cannot be read");
        return readEvent(kind, { payload: schema.decode(event.payload), fields: schema.fields });
      },
    };
  }

  /** Null: there is none, or none that can be read. Throws when it cannot be asked for now. */
  function findSchema(
    schemaId: string,
    { client, metadata }: Pick<Taking, "client" | "metadata">,
  ): Promise<EventSchema | null> {
    const known = bus.schemas.get(schemaId);
    if (known) return known;
    const asked = readSchema();
    bus.schemas.set(schemaId, asked);
    asked.catch(() => bus.schemas.delete(schemaId));
    return asked;

    async function readSchema(): Promise<EventSchema | null> {
      try {
        const { schemaJson } = await ask(client.GetSchema.bind(client), { schemaId }, metadata);
        return await createEventSchema(schemaJson);
      } catch (error) {
        if (isServiceError(error) && !PERMANENT.has(error.code)) throw error;
        logger.error(
          { event: "crm_event.schema_unreadable", topic: name, schemaId, err: error },
          "schema of an event cannot be read",
        );
        return null;
      }
    }
  }

  function ask<Ask, Answer>(
    call: (
      ask: Ask,
      metadata: Metadata,
      options: { deadline: Date },
      done: (error: ServiceError | null, answer?: Answer) => void,
    ) => void,
    asked: Ask,
    metadata: Metadata,
  ): Promise<Answer> {
    const deadline = new Date(Date.now() + limits.callTimeoutMs);
    return new Promise((resolve, reject) => {
      call(asked, metadata, { deadline }, (error, answer) =>
        error || answer === undefined ? reject(error ?? new RangeError("no answer")) : resolve(answer),
      );
    });
  }

  return {
    start(position, handler) {
      if (running) throw new RangeError("the source is running");
      stopping = new AbortController();
      running = run(position, handler);
    },
    async stop() {
      stopping.abort();
      await running;
      running = null;
    },
    status: () => ({ ...status }),
  };
}

type Place = { position: Position };
type Taking = { place: Place; handler: EventHandler; client: BusClient; metadata: Metadata };

function toFirstRequest(topicName: string, position: Position, numRequested: number): FetchRequest {
  switch (position.from) {
    case "stored":
      return { topicName, replayPreset: "CUSTOM", replayId: position.replayId, numRequested };
    case "earliest":
      return { topicName, replayPreset: "EARLIEST", numRequested };
    case "latest":
      return { topicName, replayPreset: "LATEST", numRequested };
  }
}

function toEnd(error: unknown): StreamEnd {
  return { reaction: isServiceError(error) ? reactionTo(error) : "back_off", error };
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && "code" in error && "metadata" in error && typeof error.code === "number";
}
