import { resolve } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LIMITS } from "../../app/platform/security/limits.server.ts";
import type * as Main from "../../app/server/main.ts";
import { Client } from "../support/http.ts";
import { PASSWORD, startTestPortal, type TestPortal } from "../support/portal.ts";

const { loadServer } = (await import(resolve("build/server/server.js"))) as typeof Main;
const { routes } = await (await loadServer()).loadBuild();

/** May be done at any time: it ends what the sender has. */
const SIGN_OUT = "/auth/logout";
/** Sent by a machine that has a limit of its own. */
const WEBHOOK = "/webhooks/whmcs";

/** Answers what no route does, and does nothing. */
const NOWHERE = "/no-such-page";

/** The address of every action of the built application, with something in place of what varies. */
const actions = Object.values(routes)
  .flatMap((route) => (route?.module.action ? [addressOf(routes, route.id)] : []))
  .filter((path) => path !== WEBHOOK && path !== NOWHERE);

function addressOf(all: ServerBuild["routes"], id: string | undefined): string {
  const route = id === undefined ? undefined : all[id];
  if (!route) return "";
  const own = route.path ? `/${route.path}`.replace(/:\w+/g, "10101").replace("/*", NOWHERE) : "";
  return addressOf(all, route.parentId) + own;
}

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal({ today: "real" });
});
afterAll(async () => {
  expect(await portal.stop()).toBe(0);
});

/** Sends forms without a token, which are refused but counted. */
async function use(client: Client, path: string, times: number): Promise<void> {
  for (let sent = 0; sent < times; sent += 25)
    await Promise.all(
      Array.from({ length: Math.min(25, times - sent) }, async () =>
        (await client.post(path, {})).arrayBuffer(),
      ),
    );
}

async function expectEachLimited(client: Client): Promise<void> {
  for (const path of actions) {
    const answer = await client.post(path, {});
    const isRefused = answer.status === 429 && Number(answer.headers.get("retry-after")) > 0;
    expect(isRefused, `${path}: ${answer.status}`).toBe(path !== SIGN_OUT);
  }
}

async function expectNoneLimited(client: Client): Promise<void> {
  for (const path of actions.filter((each) => each !== SIGN_OUT))
    expect((await client.post(path, {})).status, path).not.toBe(429);
}

describe("every action of the manifest", { timeout: 180_000 }, () => {
  it("is found", () => {
    expect(actions.length).toBeGreaterThan(40);
    expect(actions).toEqual(
      expect.arrayContaining([SIGN_OUT, "/account/orders/10101/cancel", "/api/account/me"]),
    );
  });

  it("refuses a customer who sends too much, and says when to go on", async () => {
    const customer = new Client(portal.url);
    await customer.signIn("amelia@example.com", PASSWORD);
    await expectNoneLimited(customer);
    await use(customer, "/account/settings", LIMITS.write.max);
    await expectEachLimited(customer);
  });

  it("refuses a visitor who does", async () => {
    const visitor = new Client(portal.url);
    await expectNoneLimited(visitor);
    await use(visitor, "/auth/forgot-password", LIMITS.visitorWrite.max);
    await expectEachLimited(visitor);
  });

  it("refuses messages of a machine beyond its own limit", async () => {
    const machine = new Client(portal.url);
    await use(machine, WEBHOOK, LIMITS.webhook.max);
    const answer = await machine.post(WEBHOOK, {});
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});
