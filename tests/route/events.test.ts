import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Client } from "../support/http.ts";
import { csrfOf } from "../support/pages.ts";
import { PASSWORD, startTestPortal, type TestPortal } from "../support/portal.ts";

const EVENTS = "/api/events";
const ORDER = "8015h0000000007AAA";

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal({ today: "real", hears: true });
  await portal.crm.command("shape", { json: '{"keepaliveMs":100}' });
});

async function signIn(email = "waiting@example.com"): Promise<Client> {
  const client = new Client(portal.url);
  expect((await client.signIn(email, PASSWORD)).status).toBe(303);
  return client;
}

type Stream = {
  response: Response;
  next(): Promise<string | null>;
  text: () => string;
  leave(): Promise<void>;
};
/** Those of the test that runs: one person may have only so many. */
let opened: Stream[] = [];
afterEach(async () => {
  await Promise.all(opened.map((stream) => stream.leave()));
  opened = [];
});

async function open(client: Client): Promise<Stream> {
  const response = await client.get(EVENTS);
  const reader = response.body?.getReader();
  if (!reader) throw new Error("no body");
  let text = "";
  const stream: Stream = {
    response,
    text: () => text,
    async next() {
      const { done, value } = await reader.read();
      if (done) return null;
      const part = new TextDecoder().decode(value);
      text += part;
      return part;
    },
    leave: () => reader.cancel(),
  };
  opened.push(stream);
  return stream;
}

/** Reads until the text is there; null when the stream has ended before. */
async function readUntil(stream: Stream, text: string): Promise<string | null> {
  while (!stream.text().includes(text)) if ((await stream.next()) === null) return null;
  return stream.text();
}

const health = async () => {
  const answer = await fetch(`${portal.url}/health`);
  return (await answer.json()) as {
    events: { mode: string; listening: boolean; topics: { state: string }[] };
  };
};
async function untilListening(): Promise<void> {
  await expect
    .poll(async () => (await health()).events.topics.filter(({ state }) => state === "listening").length, {
      timeout: 15_000,
    })
    .toBe(8);
}

describe("GET /api/events", () => {
  it("is for the signed-in", async () => {
    const answer = await new Client(portal.url).get(EVENTS);
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain("SESSION_EXPIRED");
  });

  it("is a stream that nothing keeps or holds back, with headers alone for HEAD", async () => {
    const client = await signIn();
    const stream = await open(client);
    expect(stream.response.status).toBe(200);
    expect(stream.response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(stream.response.headers.get("cache-control")).toBe("private, no-store");
    expect(stream.response.headers.get("content-encoding")).toBeNull();
    expect(await stream.next()).toBe("retry: 5000\n\n");
    const head = await client.send(EVENTS, { method: "HEAD" });
    expect(head.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  });

  it("tells an order's owner of an approval, with its id alone, and nobody else", async () => {
    await untilListening();
    const [owner, other] = await Promise.all([
      open(await signIn()),
      open(await signIn("amelia@example.com")),
    ]);
    await portal.crm.command("approve-order", { order: "00000007" });
    // Another order of theirs is being carried out meanwhile, and is told of too.
    const told = `event: orders.changed\ndata: {"orderId":"${ORDER}"}\n\n`;
    expect(await readUntil(owner, told)).toContain(told);
    await portal.crm.command("answer-eligibility", { account: "CN-100001", answer: "Home 1G", notes: "" });
    await readUntil(other, "account.eligibility.changed");
    expect(other.text()).toContain("event: account.eligibility.changed\ndata: {}\n\n");
    expect(other.text()).not.toContain("orders.changed");
  });

  it("is followed by the page of an order under way, which carries the one small script", async () => {
    const client = await signIn("kenji@example.jp");
    const page = await (await client.get("/account/orders/8015h0000000009AAA")).text();
    expect(page).toMatch(/data-live="orders\.changed" data-live-about="8015h0000000009AAA"/);
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  it("is opened five times by one person and not once more, until one is left", async () => {
    const client = await signIn("amelia@example.com");
    const streams = await Promise.all([1, 2, 3, 4, 5].map(() => open(client)));
    expect(streams.map(({ response }) => response.status)).toEqual([200, 200, 200, 200, 200]);
    const refused = await client.get(EVENTS);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    await refused.text();
    await streams[0]?.leave();
    await expect
      .poll(
        async () => {
          const again = await open(client);
          await again.leave();
          return again.response.status;
        },
        { timeout: 5_000 },
      )
      .toBe(200);
  });

  it("ends with its session: not even the next message comes", async () => {
    const client = await signIn("kenji@example.jp");
    const stream = await open(client);
    await stream.next();
    const csrf = csrfOf(await (await client.get("/account/settings")).text());
    expect((await client.post("/auth/logout", { csrf })).status).toBe(303);
    await portal.crm.command("reject-order", { order: "00000009" });
    expect(await readUntil(stream, "event:")).toBeNull();
    expect(stream.text()).toBe("retry: 5000\n\n");
  });
});

it("the health page tells how changes are heard of", async () => {
  const { events } = await health();
  expect(events).toMatchObject({ mode: "pubsub", listening: true });
});

it("a stream that is open holds up no stop", async () => {
  const stream = await open(await signIn());
  await stream.next();
  const startedAt = Date.now();
  expect(await portal.stop()).toBe(0);
  // Open connections are cut after 20 seconds.
  expect(Date.now() - startedAt).toBeLessThan(15_000);
  await expect(readUntil(stream, "never")).resolves.toBeNull();
});

afterAll(async () => {
  if (portal.process.exitCode === null) await portal.stop();
});
