import { Metadata, Server, ServerCredentials } from "@grpc/grpc-js";
import avro from "avsc";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createMemoryLogger } from "#integrations/http/testing/local-server.ts";
import { busService, type BusStream, type Fetch } from "#tests/sandbox/salesforce/events/protocol.ts";
import { createEventSchema } from "./avro.ts";
import { createEventBus } from "./event-bus.ts";
import type { EventReading, EventSource, Position } from "./event-source.ts";
import { readBitmaps, readEvent } from "./read-event.ts";

/** Recorded samples of the event bus, played back by a server that answers as they say. */
const FOLDER = new URL("../../../tests/fixtures/salesforce/", import.meta.url);
const used = new Set<string>();

function sample<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  used.add(`${file}.json`);
  return schema.parse(JSON.parse(readFileSync(new URL(`${file}.json`, FOLDER), "utf8")));
}

const long = avro.types.LongType.__with({
  fromBuffer: (buffer: Buffer) => buffer.readBigInt64LE(),
  toBuffer(value: number | bigint) {
    const buffer = Buffer.alloc(8);
    buffer.writeBigInt64LE(BigInt(value));
    return buffer;
  },
  fromJSON: BigInt,
  toJSON: Number,
  isValid: (value: unknown) => typeof value === "bigint" || typeof value === "number",
  compare: () => 0,
});
const encode = (schema: unknown, value: unknown): Buffer =>
  avro.Type.forSchema(schema as Parameters<typeof avro.Type.forSchema>[0], {
    registry: { long },
    wrapUnions: false,
  }).toBuffer(value);

const approval = sample(
  "event-platform-order-approved",
  z.object({
    topic: z.object({ topicName: z.string(), canSubscribe: z.boolean(), schemaId: z.string() }),
    schemaJson: z.unknown(),
    fetchResponse: z.object({
      events: z
        .array(
          z.object({
            event: z.object({ id: z.string(), schemaId: z.string(), payloadDecoded: z.unknown() }),
            replayIdHex: z.string(),
          }),
        )
        .length(1),
      latestReplayIdHex: z.string(),
      pendingNumRequested: z.number(),
    }),
    keepalive: z.object({ latestReplayIdHex: z.string(), pendingNumRequested: z.number() }),
  }),
);
const change = sample(
  "event-cdc-case-update",
  z.object({
    payloadDecoded: z.looseObject({
      ChangeEventHeader: z.looseObject({ changedFields: z.array(z.string()) }),
    }),
  }),
);
const { errors } = sample(
  "event-pubsub-errors",
  z.object({
    errors: z.array(
      z.object({
        grpcCode: z.number(),
        grpcName: z.string(),
        trailer: z.record(z.string(), z.string()),
        reaction: z.string(),
      }),
    ),
  }),
);

/** Every stream's first request, and what is done with the stream. */
const requests: Fetch[] = [];
let onStream: (stream: BusStream, count: number) => void = () => undefined;
const server = new Server();
let endpoint = "";
let source: EventSource | null = null;
let renewed: string[] = [];
let logger = createMemoryLogger();
const heard: { readings: EventReading[]; places: string[]; quiet: string[]; lost: number } = {
  readings: [],
  places: [],
  quiet: [],
  lost: 0,
};

beforeAll(async () => {
  server.addService(busService(), {
    GetTopic: (_: unknown, done: (error: null, answer: object) => void) =>
      done(null, { can_subscribe: approval.topic.canSubscribe, schema_id: approval.topic.schemaId }),
    GetSchema: (_: unknown, done: (error: null, answer: object) => void) =>
      done(null, { schema_json: JSON.stringify(approval.schemaJson), schema_id: approval.topic.schemaId }),
    Subscribe(stream: BusStream) {
      stream.on("error", () => undefined);
      stream.once("data", (request: Fetch) => {
        requests.push(request);
        onStream(stream, requests.length);
      });
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  endpoint = `127.0.0.1:${port}`;
});
afterAll(() => server.forceShutdown());
beforeEach(() => {
  requests.length = 0;
  renewed = [];
  logger = createMemoryLogger();
  Object.assign(heard, { readings: [], places: [], quiet: [], lost: 0 });
});
afterEach(() => source?.stop());

function listen(from: Position): void {
  const bus = createEventBus({
    endpoint,
    session: {
      access: () =>
        Promise.resolve({
          accessToken: "token",
          instanceUrl: "https://example.my.salesforce.com",
          tenantId: "00D000000000001AAA",
        }),
      renew: (refused) => {
        renewed.push(refused);
        return Promise.resolve();
      },
    },
    now: () => new Date(),
    logger,
    limits: { backOffMs: 1 },
  });
  source = bus.source({ name: approval.topic.topicName, kind: "order_approved" });
  source.start(from, {
    onEvent(event) {
      heard.readings.push(event.read());
      heard.places.push(Buffer.from(event.replayId).toString("hex"));
      return Promise.resolve();
    },
    onQuiet(replayId) {
      heard.quiet.push(Buffer.from(replayId).toString("hex"));
      return Promise.resolve();
    },
    onPositionLost() {
      heard.lost += 1;
      return Promise.resolve();
    },
  });
}
async function until(check: () => boolean): Promise<void> {
  for (let tries = 0; !check(); tries += 1) {
    if (tries > 600) throw new Error("what was waited for did not come");
    await sleep(5);
  }
}

const [approved] = approval.fetchResponse.events;
const answerOfSample = () => ({
  events: [
    {
      event: {
        id: approved?.event.id ?? "",
        schema_id: approved?.event.schemaId ?? "",
        payload: encode(approval.schemaJson, approved?.event.payloadDecoded),
        headers: [],
      },
      replay_id: Buffer.from(approved?.replayIdHex ?? "", "hex"),
    },
  ],
  latest_replay_id: Buffer.from(approval.fetchResponse.latestReplayIdHex, "hex"),
  rpc_id: "1",
  pending_num_requested: approval.fetchResponse.pendingNumRequested,
});
const keepaliveOfSample = () => ({
  events: [],
  latest_replay_id: Buffer.from(approval.keepalive.latestReplayIdHex, "hex"),
  rpc_id: "2",
  pending_num_requested: approval.keepalive.pendingNumRequested,
});

describe("event-platform-order-approved", () => {
  it("is an order to fulfil, and the sign of life after it the place to go on from", async () => {
    onStream = (stream, count) => {
      if (count > 1) return;
      stream.write(answerOfSample());
      stream.write(keepaliveOfSample());
      setTimeout(() => stream.end(), 20);
    };
    listen({ from: "latest" });
    await until(() => requests.length === 2);
    expect(heard.readings).toEqual([
      { changes: [{ kind: "order_to_fulfil", orderId: "801Kz0000000501IAA" }], missed: [] },
    ]);
    expect(heard.places).toEqual(["00000000004a1c2e"]);
    expect(heard.quiet).toEqual(["00000000004a1c2f"]);
    expect(requests[0]).toMatchObject({ replay_preset: "LATEST", num_requested: 100 });
    expect(requests[1]).toMatchObject({ replay_preset: "CUSTOM" });
    expect(requests[1]?.replay_id.toString("hex")).toBe("00000000004a1c2f");
  });
});

describe("event-pubsub-errors", () => {
  const place = "00000000004a1c40";

  it.each(errors.map((error) => [error.trailer["error-code"] ?? error.grpcName, error] as const))(
    "%s",
    async (_, { grpcCode, trailer, reaction }) => {
      onStream = (stream, count) => {
        if (count > 1) return;
        const metadata = new Metadata();
        for (const [name, value] of Object.entries(trailer)) metadata.set(name, value);
        stream.emit("error", Object.assign(new Error("refused"), { code: grpcCode, details: "", metadata }));
      };
      listen({ from: "stored", replayId: Buffer.from(place, "hex") });
      await until(() => requests.length === 2);
      const isLost = reaction.includes("EARLIEST") || reaction.includes("same recovery");
      expect(requests[1]?.replay_preset).toBe(isLost ? "EARLIEST" : "CUSTOM");
      expect(requests[1]?.replay_id.toString("hex")).toBe(isLost ? "" : place);
      expect(heard.lost).toBe(isLost ? 1 : 0);
      expect(renewed).toEqual(reaction.includes("new access token") ? ["token"] : []);
      expect(logger.lines.some(({ level }) => level === "error")).toBe(reaction.includes("alarm"));
    },
  );
});

describe("event-cdc-case-update", () => {
  /** The sample's five fields at the places that its bitmap means: bit 2 is Status, bit 22 LastModifiedDate. */
  const header = {
    type: "record",
    name: "ChangeEventHeader",
    fields: [
      { name: "entityName", type: "string" },
      { name: "recordIds", type: { type: "array", items: "string" } },
      { name: "changeType", type: { type: "enum", name: "ChangeType", symbols: ["CREATE", "UPDATE"] } },
      ...["changeOrigin", "transactionKey"].map((name) => ({ name, type: "string" })),
      { name: "sequenceNumber", type: "int" },
      ...["commitTimestamp", "commitNumber"].map((name) => ({ name, type: "long" })),
      { name: "commitUser", type: "string" },
      ...["nulledFields", "diffFields", "changedFields"].map((name) => ({
        name,
        type: { type: "array", items: "string" },
      })),
    ],
  };
  const names = ["Subject", "Status", "Description", "ContactId"];
  for (let place = names.length + 1; place < 22; place += 1) names.push(`Field_${place}__c`);
  const schema = {
    type: "record",
    name: "CaseChangeEvent",
    fields: [
      { name: "ChangeEventHeader", type: header },
      ...names.map((name) => ({ name, type: ["null", "string"], default: null })),
      { name: "LastModifiedDate", type: ["null", "long"], default: null },
    ],
  };

  it("names the case, and its bitmap the fields", async () => {
    const blank = Object.fromEntries(names.map((name) => [name, null]));
    const payload = encode(schema, { ...blank, ...change.payloadDecoded });
    const decoder = await createEventSchema(JSON.stringify(schema));
    expect(readEvent("changes", { payload: decoder.decode(payload), fields: decoder.fields })).toEqual({
      changes: [{ kind: "case", caseId: "500Kz0000000077IAA", accountId: null }],
      missed: [],
    });
    expect(readBitmaps(change.payloadDecoded.ChangeEventHeader.changedFields, decoder.fields)).toEqual(
      new Set(["Status", "LastModifiedDate"]),
    );
  });

  it("keeps numbers beyond 2^53", async () => {
    const commitNumber = 2n ** 53n + 1n;
    const blank = Object.fromEntries(names.map((name) => [name, null]));
    const { ChangeEventHeader, ...rest } = change.payloadDecoded;
    const payload = encode(schema, {
      ...blank,
      ...rest,
      ChangeEventHeader: { ...ChangeEventHeader, commitNumber },
    });
    const decoder = await createEventSchema(JSON.stringify(schema));
    expect(decoder.decode(payload)["ChangeEventHeader"]).toMatchObject({ commitNumber });
  });
});

describe("bitmaps", () => {
  const fields = ["ChangeEventHeader", "Name", "BillingAddress", "Status"];
  it.each([
    [["0x8"], ["Status"]],
    [
      ["0x0A", "2-0x3"],
      ["Name", "Status", "BillingAddress"],
    ],
    [["0xa"], ["Name", "Status"]],
  ])("%j", (bitmaps, expected) => expect(readBitmaps(bitmaps, fields)).toEqual(new Set(expected)));

  it.each([[[]], [["0x80"]], [["what"]]])("%j may be anything", (bitmaps) =>
    expect(readBitmaps(bitmaps, fields)).toBeNull(),
  );
});

describe("events under other names", () => {
  const read = (kind: Parameters<typeof readEvent>[0], payload: Record<string, unknown>) =>
    readEvent(kind, { payload: { CreatedById: "005Kz0000000007IAA", ...payload }, fields: [] }).changes;

  it("are read by the one field that holds such an id", () => {
    expect(read("order_approved", { Record__c: "801Kz0000000501" })).toEqual([
      { kind: "order_to_fulfil", orderId: "801Kz0000000501IAA" },
    ]);
    expect(
      read("account_answered", { Konto__c: "0015h0000000001AAA", Id_Verification_State__c: "Verified" }),
    ).toEqual([{ kind: "account", accountId: "0015h0000000001AAA", eligibility: false, verification: true }]);
    expect(read("account_answered", { Konto__c: "0015h0000000001AAA", Status__c: "x" })).toMatchObject([
      { eligibility: true, verification: true },
    ]);
    expect(read("case_moved", { Vorgang__c: "500Kz0000000077IAA" })).toEqual([
      { kind: "case", caseId: "500Kz0000000077IAA", accountId: null },
    ]);
  });

  it.each([
    {},
    { OrderId__c: null },
    { OrderId__c: "0015h0000000001AAA" },
    { One__c: "801Kz0000000501IAA", Other__c: "8015h0000000007AAA" },
  ])("are refused when nobody can say which order: %j", (payload) =>
    expect(() => read("order_approved", payload)).toThrow(),
  );
});

it("every sample of the event bus has a case", () => {
  expect([...used].sort()).toEqual(
    readdirSync(FOLDER)
      .filter((file) => file.startsWith("event-"))
      .sort(),
  );
});
