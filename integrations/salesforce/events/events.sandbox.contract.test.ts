import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setTimeout as sleep } from "node:timers/promises";
import type { CustomerChange } from "#domain/realtime/customer-changes.ts";
import { createMemoryLogger } from "#integrations/http/testing/local-server.ts";
import { startSalesforceSandbox, type SalesforceSandbox } from "#tests/sandbox/salesforce/server.ts";
import { createClient, type SalesforceClient } from "../client.ts";
import { createEventBus, type EventBus } from "./event-bus.ts";
import type { EventReading, EventSource, Position } from "./event-source.ts";
import type { TopicKind } from "./read-event.ts";

let sandbox: SalesforceSandbox;
let client: SalesforceClient;
let bus: EventBus;
let sources: EventSource[] = [];
let logger = createMemoryLogger();
let clock = () => Date.now();

beforeAll(async () => {
  sandbox = await startSalesforceSandbox({ today: "2026-11-23" });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await control("POST", "/reset");
  clock = () => Date.now();
  connect();
});
afterEach(async () => {
  await Promise.all(sources.map((source) => source.stop()));
  bus.close();
  sources = [];
});

function connect(limits: Parameters<typeof createEventBus>[0]["limits"] = {}): void {
  logger = createMemoryLogger();
  client = createClient({
    loginUrl: sandbox.url,
    clientId: sandbox.clientId,
    username: sandbox.username,
    privateKey: sandbox.privateKey ?? "",
    // The sandbox's day is another one; its clock runs with the machine's.
    now: () => new Date(Date.now() + Date.parse("2026-11-23T00:00:00Z") - startedAt),
    logger,
    limits: { backOffMs: 1 },
  });
  bus = createEventBus({
    endpoint: sandbox.eventsEndpoint,
    session: client.session,
    now: () => new Date(clock()),
    logger,
    limits: { backOffMs: 5, ...limits },
  });
}
const startedAt = Date.now();

async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(sandbox.controlUrl + path, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}
const fault = (action: string, kind: string, more: { times?: number; delayMs?: number } = {}) =>
  control("POST", "/faults", { action, kind, times: 1, ...more });
const shape = (change: Record<string, unknown>) => control("POST", "/shape", change);
const approved = (number: number) =>
  control("POST", "/publish-event", {
    topic: "/event/OrderProvisionRequested__e",
    json: JSON.stringify({ OrderId__c: orderId(number) }),
  });
const orderId = (number: number) => `8015h000000000${number}AAA`;

const LATEST: Position = { from: "latest" };

type Heard = {
  source: EventSource;
  ids: string[];
  readings: (EventReading | string)[];
  places: string[];
  quiet: string[];
  lost: number;
  failNext: boolean;
  orders(): string[];
};

function hear(
  kind: TopicKind = "order_approved",
  { topic = "/event/OrderProvisionRequested__e", from = LATEST } = {},
): Heard {
  const source = bus.source({ name: topic, kind });
  const heard: Heard = {
    source,
    ids: [],
    readings: [],
    places: [],
    quiet: [],
    lost: 0,
    failNext: false,
    orders: () =>
      changesOf(heard).map((change) =>
        typeof change === "string" || change.kind !== "order_to_fulfil" ? "" : change.orderId,
      ),
  };
  source.start(from, {
    onEvent(event) {
      if (heard.failNext) {
        heard.failNext = false;
        return Promise.reject(new Error("not written down"));
      }
      heard.ids.push(event.id);
      heard.places.push(Buffer.from(event.replayId).toString("hex"));
      try {
        heard.readings.push(event.read());
      } catch (error) {
        heard.readings.push(String(error));
      }
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
  sources.push(source);
  return heard;
}

/** A text stands for an event that could not be read. */
const changesOf = ({ readings }: Heard) =>
  readings.flatMap((each): (CustomerChange | string)[] => (typeof each === "string" ? [each] : each.changes));

async function until(check: () => boolean, what = "what was waited for"): Promise<void> {
  const end = Date.now() + 4_000;
  while (!check()) {
    if (Date.now() > end) throw new Error(`${what} did not come`);
    await sleep(5);
  }
}
async function listening(heard: Heard): Promise<void> {
  await shape({ keepaliveMs: 10 });
  await until(() => heard.quiet.length > 0, "a sign of life");
}
const stored = (hex: string | undefined): Position => ({
  from: "stored",
  replayId: Buffer.from(hex ?? "", "hex"),
});
const subscriptions = async () =>
  (await control<{ byAction: Record<string, number> }>("GET", "/calls")).byAction["Subscribe"] ?? 0;

describe("a topic", () => {
  it("gives events in their order, and goes on after the stored one", async () => {
    const first = hear();
    await listening(first);
    for (const number of [1, 2, 3]) await approved(number);
    await until(() => first.ids.length === 3);
    expect(first.orders()).toEqual([orderId(1), orderId(2), orderId(3)]);
    expect(first.source.status()).toMatchObject({
      state: "listening",
      topic: "/event/OrderProvisionRequested__e",
    });
    await first.source.stop();
    await approved(4);
    const second = hear("order_approved", { from: stored(first.places[1]) });
    await until(() => second.ids.length === 2);
    expect(second.orders()).toEqual([orderId(3), orderId(4)]);
  });

  it("keeps replay ids beyond 2^53 byte by byte", async () => {
    await shape({ bigReplayIds: true });
    const first = hear();
    await listening(first);
    for (const number of [1, 2]) await approved(number);
    await until(() => first.ids.length === 2);
    expect(BigInt(`0x${first.places[0]}`)).toBeGreaterThan(2n ** 53n);
    const second = hear("order_approved", { from: stored(first.places[0]) });
    await until(() => second.ids.length === 1);
    expect(second.orders()).toEqual([orderId(2)]);
  });

  it("asks for more when a batch is done, in parts as small as the bus likes", async () => {
    connect({ batch: 3 });
    await shape({ eventBatch: 2 });
    const heard = hear();
    await listening(heard);
    for (let number = 1; number <= 8; number += 1) await approved(number);
    await until(() => heard.ids.length === 8);
    expect(await subscriptions()).toBe(1);
  });

  it("moves on with every sign of life, from which a later start finds its way", async () => {
    const heard = hear();
    await listening(heard);
    await until(() => heard.quiet.length > 2);
    await heard.source.stop();
    await approved(1);
    const again = hear("order_approved", { from: stored(heard.quiet.at(-1)) });
    await until(() => again.ids.length === 1);
    expect(again.lost).toBe(0);
  });

  it("reads events of another schema in the middle of a stream", async () => {
    const heard = hear();
    await listening(heard);
    await approved(1);
    await shape({ eventSchema: 3 });
    await approved(2);
    await until(() => heard.ids.length === 2);
    expect(heard.orders()).toEqual([orderId(1), orderId(2)]);
  });

  it("reads the same event of an org that calls it otherwise", async () => {
    const heard = hear("order_approved", { topic: "/event/Order_Approved__e" });
    await listening(heard);
    await control("POST", "/publish-event", {
      topic: "/event/Order_Approved__e",
      json: JSON.stringify({ Order_Id__c: orderId(7), Portal_Key__c: null, Approved_Total__c: 54.95 }),
    });
    await until(() => heard.ids.length === 1);
    expect(heard.orders()).toEqual([orderId(7)]);
  });

  it("gives an event again that was not written down, and none before it", async () => {
    const heard = hear();
    await listening(heard);
    await approved(1);
    await until(() => heard.ids.length === 1);
    heard.failNext = true;
    await approved(2);
    await until(() => heard.ids.length === 2);
    expect(heard.orders()).toEqual([orderId(1), orderId(2)]);
  });

  it("hands over what cannot be read as an event, which its reader finds out", async () => {
    const heard = hear();
    await listening(heard);
    await fault("Event", "event_garbled");
    await approved(1);
    await approved(2);
    await until(() => heard.ids.length === 2);
    expect(typeof heard.readings[0]).toBe("string");
    expect(changesOf(heard)[1]).toMatchObject({ orderId: orderId(2) });
  });

  it("gives an event twice under one id when the bus does", async () => {
    const heard = hear();
    await listening(heard);
    await fault("Event", "event_twice");
    await approved(1);
    await until(() => heard.ids.length === 2);
    expect(new Set(heard.ids).size).toBe(1);
  });

  it("gives events as late and as mixed up as the bus does", async () => {
    const heard = hear();
    await listening(heard);
    await fault("Event", "event_late");
    await approved(1);
    await approved(2);
    await fault("Event", "event_delayed", { delayMs: 50 });
    await approved(3);
    await fault("Event", "event_lost");
    await approved(4);
    await approved(5);
    await until(() => heard.ids.length === 4);
    expect(heard.orders()).toEqual([2, 1, 5, 3].map(orderId));
  });
});

describe("a stream that ends", () => {
  async function interrupted(kind: string, action = "Subscribe"): Promise<Heard> {
    const heard = hear();
    await listening(heard);
    await approved(1);
    await until(() => heard.ids.length === 1);
    await fault(action, kind);
    await control("POST", "/drop-streams");
    await approved(2);
    return heard;
  }

  it.each([
    ["bus_unavailable", "Subscribe"],
    ["http_503", "GetTopic"],
    ["bus_auth", "Subscribe"],
    ["bus_auth", "GetTopic"],
  ])("is taken up where it stood after %s of %s", async (kind, action) => {
    const heard = await interrupted(kind, action);
    await until(() => heard.ids.length === 2);
    expect(heard.orders()).toEqual([orderId(1), orderId(2)]);
    expect(heard.lost).toBe(0);
  });

  it("gets a new token when the old one is over, the same that other calls then use", async () => {
    const heard = hear();
    await listening(heard);
    const { accessToken } = await client.session.access();
    await control("POST", "/expire-tokens");
    await control("POST", "/drop-streams");
    await approved(1);
    await until(() => heard.ids.length === 1);
    expect((await client.session.access()).accessToken).not.toBe(accessToken);
    await client.call({
      action: "limits",
      kind: "read",
      run: (send) => send({ method: "GET", path: ["limits"] }),
    });
    const { byAction } = await control<{ byAction: Record<string, number> }>("GET", "/calls");
    expect(byAction["token"]).toBe(2);
  });

  it.each([
    ["bus_replay_corrupted", false],
    ["bus_replay_missing", true],
  ])("after %s it is made up for first, then read from the oldest that is kept", async (kind, isDefect) => {
    const heard = await interrupted(kind);
    await until(() => heard.ids.length === 3);
    expect(heard.lost).toBe(1);
    expect(heard.orders()).toEqual([orderId(1), orderId(1), orderId(2)]);
    expect(logger.lines.some(({ level }) => level === "error")).toBe(isDefect);
  });

  it("a place that is no longer kept is found out", async () => {
    const heard = hear();
    await listening(heard);
    await approved(1);
    await until(() => heard.ids.length === 1);
    await heard.source.stop();
    await control("POST", "/forget-events");
    await approved(2);
    const again = hear("order_approved", { from: stored(heard.places[0]) });
    await until(() => again.ids.length === 1);
    expect(again.lost).toBe(1);
    expect(again.orders()).toEqual([orderId(2)]);
  });

  it("nothing more is tried today when the deliveries of the day are used up", async () => {
    const heard = await interrupted("bus_exhausted");
    await until(() => heard.source.status().state === "exhausted");
    const before = await subscriptions();
    await sleep(100);
    expect(await subscriptions()).toBe(before);
    expect(heard.ids).toHaveLength(1);
    expect(logger.lines.some(({ level }) => level === "error")).toBe(true);
  });

  it("is tried again in the new day", async () => {
    connect({ newDayMs: 0 });
    clock = () => Date.parse("2026-11-23T23:59:59.900Z");
    const heard = await interrupted("bus_exhausted");
    await until(() => heard.ids.length === 2);
  });

  it("silence for too long is an end", async () => {
    connect({ idleMs: 150 });
    const heard = hear();
    await listening(heard);
    await shape({ keepaliveMs: 60_000 });
    await until(() => heard.source.status().state !== "listening", "the end");
    await shape({ keepaliveMs: 10 });
    await approved(1);
    await until(() => heard.ids.length === 1);
  });

  it("what may have passed before the first sign of life is looked for", async () => {
    await fault("Subscribe", "bus_unavailable");
    const heard = hear();
    await until(() => heard.lost === 1);
  });

  it("a topic that the org does not have is asked for again and again, and keeps no other back", async () => {
    const missing = hear("order_approved", { topic: "/event/Not_There__e" });
    const heard = hear();
    await listening(heard);
    await approved(1);
    await until(() => heard.ids.length === 1);
    expect(missing.source.status().state).not.toBe("listening");
    expect(missing.ids).toEqual([]);
  });

  it("stops while it waits, hangs or works", async () => {
    await fault("GetTopic", "http_503", { times: 100 });
    connect({ backOffMs: 60_000 });
    const waiting = hear();
    await until(() => waiting.source.status().state === "waiting");
    await waiting.source.stop();
    expect(waiting.source.status().state).toBe("stopped");
  });
});

describe("changes of records", () => {
  const patch = async (object: string, id: string, body: Record<string, unknown>) => {
    const { accessToken } = await client.session.access();
    const response = await fetch(`${sandbox.url}/services/data/v62.0/sobjects/${object}/${id}`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(204);
  };
  const firstId = async (soql: string) => {
    const { records } = (await client.call({
      action: "query",
      kind: "read",
      run: (send) => send({ method: "GET", path: ["query"], query: { q: soql } }),
    })) as { records: { Id: string }[] };
    return records[0]?.Id ?? "";
  };

  it("approving an order plays the flow and asks for it to be set up; again only when it is set anew", async () => {
    const heard = hear();
    await listening(heard);
    await control("POST", "/approve-order", { order: "00000007" });
    await until(() => heard.ids.length === 1);
    const id = heard.orders()[0] ?? "";
    await patch("Order", id, { Activation_Status__c: "Activating" });
    await patch("Order", id, { Activation_Status__c: "Failed" });
    await patch("Order", id, { Activation_Status__c: "Activating" });
    await until(() => heard.ids.length === 2);
    await sleep(30);
    expect(heard.orders()).toEqual([id, id]);
  });

  it("of an order only what its owner sees is told", async () => {
    const heard = hear("changes", { topic: "/data/OrderChangeEvent" });
    await listening(heard);
    const id = await firstId("SELECT Id FROM Order LIMIT 1");
    await patch("Order", id, { Activation_Last_Attempt_At__c: "2026-11-23T00:00:00Z" });
    await patch("Order", id, { BillingCity: "那覇市" });
    await until(() => heard.ids.length === 2);
    expect(heard.readings.map((each) => (typeof each === "string" ? each : each.changes.length))).toEqual([
      0, 1,
    ]);
    expect(changesOf(heard)).toEqual([{ kind: "order", orderId: id, accountId: null }]);
  });

  it("an answer about an address is told with what was answered", async () => {
    const heard = hear("account_answered", { topic: "/event/Account_Eligibility_Update__e" });
    await listening(heard);
    await control("POST", "/answer-eligibility", { account: "CN-100022", answer: "Home 1G", notes: "" });
    await until(() => heard.ids.length === 1);
    const [change] = changesOf(heard);
    expect(change).toMatchObject({ kind: "account", eligibility: true, verification: false });
    await patch("Account", (change as { accountId: string }).accountId, {
      Id_Verification_Status__c: "Verified",
    });
    await until(() => heard.ids.length === 2);
    expect(changesOf(heard)[1]).toMatchObject({ kind: "account", eligibility: false, verification: true });
  });

  it("a case, a product and a price are told by their ids", async () => {
    const moved = hear("case_moved", { topic: "/event/Case_Status_Update__e" });
    const cases = hear("changes", { topic: "/data/CaseChangeEvent" });
    const products = hear("changes", { topic: "/data/Product2ChangeEvent" });
    const prices = hear("changes", { topic: "/data/PricebookEntryChangeEvent" });
    await listening(moved);
    for (const each of [cases, products, prices]) await until(() => each.quiet.length > 0);
    const caseId = await firstId(
      "SELECT Id FROM Case WHERE Origin = 'Portal Support' AND AccountId != null LIMIT 1",
    );
    await patch("Case", caseId, { Status: "Replied" });
    await patch("Case", caseId, { Priority: "High" });
    await patch("Product2", await firstId("SELECT Id FROM Product2 LIMIT 1"), { Name: "Renamed" });
    await patch("PricebookEntry", await firstId("SELECT Id FROM PricebookEntry LIMIT 1"), { UnitPrice: 1 });
    await until(() => cases.ids.length === 2 && products.ids.length === 1 && prices.ids.length === 1);
    expect(changesOf(moved)).toEqual([
      { kind: "case", caseId, accountId: expect.stringMatching(/^001/) as string },
    ]);
    expect(changesOf(cases)).toEqual([
      { kind: "case", caseId, accountId: null },
      { kind: "case", caseId, accountId: null },
    ]);
    expect(changesOf(products)).toEqual([{ kind: "catalogue" }]);
    expect(changesOf(prices)).toEqual([{ kind: "catalogue" }]);
  });

  it("what was rolled back is told to nobody", async () => {
    const heard = hear("changes", { topic: "/data/OrderChangeEvent" });
    await listening(heard);
    const id = await firstId("SELECT Id FROM Order LIMIT 1");
    const { accessToken } = await client.session.access();
    const part = (body: unknown, number: number) => ({
      method: "PATCH",
      url: `/services/data/v62.0/sobjects/Order/${id}`,
      referenceId: `part${number}`,
      body,
    });
    await fetch(`${sandbox.url}/services/data/v62.0/composite`, {
      method: "POST",
      headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
      body: JSON.stringify({
        allOrNone: true,
        compositeRequest: [part({ BillingCity: "札幌市" }, 1), part({ NoSuchField: 1 }, 2)],
      }),
    });
    await patch("Order", id, { BillingCity: "那覇市" });
    await until(() => heard.ids.length > 0);
    await sleep(30);
    expect(heard.ids).toHaveLength(1);
  });

  it("a gap names the record, an overflow the kind of records to look through", async () => {
    const heard = hear("changes", { topic: "/data/OrderChangeEvent" });
    await listening(heard);
    const id = await firstId("SELECT Id FROM Order LIMIT 1");
    for (const kind of ["event_gap", "event_overflow"]) {
      await fault("Event", kind);
      await patch("Order", id, { BillingCity: kind });
    }
    await until(() => heard.ids.length === 2);
    expect(heard.readings).toEqual([
      { changes: [{ kind: "order", orderId: id, accountId: null }], missed: [] },
      { changes: [], missed: ["order"] },
    ]);
  });
});
