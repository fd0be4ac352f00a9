import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findMapping, findMappingByClient } from "#db/repositories/id-mappings.server.ts";
import { insertUser } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { UserIdSchema, WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import { signInWithCode } from "~/features/sign-in/sign-in.testing.ts";
import type { Services } from "~/services.ts";
import { PASSWORD, START, startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { changeMapping, type MappingOrder } from "./change-mapping.server.ts";
import { findLogin } from "./find-login.server.ts";

const amelia = seedUserId(1001);
const free = WhmcsClientIdSchema.parse(7001);
const ACCOUNT = "001000000000042AAA";

let bench: TestDeps;
let deps: Services;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  deps = bench.freshDeps();
});

let tickets = 0;
async function change(order: Partial<MappingOrder>) {
  const ticket = `T-${(tickets += 1)}`;
  const { database, now, sessions } = deps;
  const endSessions = (ids: string[]) => sessions.end(...ids);
  const outcome = await changeMapping(
    { database, now, endSessions },
    { term: "amelia@example.com", change: { whmcsClientId: free }, ticket, ...order },
  );
  const { rows } = await asSystem(database, (tx) =>
    tx.raw("SELECT user_id, type, detail FROM audit_events WHERE detail->>'ticket' = $1", [ticket]),
  );
  return { outcome, audit: rows };
}
const mappingOf = (userId = amelia) => asSystem(bench.database, (tx) => findMapping(tx, userId));
const back = () => change({ term: amelia, change: { whmcsClientId: WhmcsClientIdSchema.parse(1001) } });

describe("finding a login", () => {
  test.each(["amelia@example.com", "AMELIA@example.com", "1001", "0015h0000000001AAA", amelia])(
    "by %s",
    async (term) => {
      const login = await asSystem(bench.database, (tx) => findLogin(tx, term));
      expect(login).toMatchObject({ user: { id: amelia }, mapping: { whmcsClientId: 1001 } });
    },
  );

  test.each(["nobody@example.com", "99", "99999999999999999999", "001000000000000AAA", "", "x"])(
    "finds nobody by %j",
    async (term) => {
      expect(await asSystem(bench.database, (tx) => findLogin(tx, term))).toBeNull();
    },
  );
});

describe("changing a mapping", () => {
  test("is found both ways at once, written down, and signs the login out", async () => {
    const from = { clientIp: "192.0.2.1", userAgent: "Firefox/144.0", requestId: "r" };
    const attempt = {
      email: "amelia@example.com",
      password: PASSWORD,
      remember: true,
      returnTo: "/account",
      deviceId: "d",
    };
    const { tokens } = await signInWithCode(deps, { ...attempt, ...from });
    const { outcome, audit } = await change({});
    expect(outcome).toMatchObject({ state: "changed", sessionsEnded: 1, after: { whmcsClientId: 7001 } });
    expect(await mappingOf()).toMatchObject({ whmcsClientId: 7001, sfAccountId: "0015h0000000001AAA" });
    expect(await asSystem(bench.database, (tx) => findMappingByClient(tx, free))).toMatchObject({
      userId: amelia,
    });
    expect(audit).toMatchObject([
      {
        user_id: amelia,
        type: "mapping.changed",
        detail: { "before.whmcsClientId": 1001, "after.whmcsClientId": 7001 },
      },
    ]);
    expect((await deps.sessions.resolve(tokens.access, tokens.refresh)).state).toBe("signed_out");
    expect((await back()).outcome).toMatchObject({ state: "changed" });
  });

  test.each([
    ["client", { whmcsClientId: WhmcsClientIdSchema.parse(1002) }],
    ["account", { sfAccountId: "0015h0000000002AAA" }],
  ])("to a %s that another login holds is refused and written down", async (_, taken) => {
    const before = await mappingOf();
    const { outcome, audit } = await change({ change: taken });
    expect(outcome).toEqual({ state: "conflict" });
    expect(await mappingOf()).toEqual(before);
    expect(audit).toMatchObject([
      { user_id: null, type: "mapping.change_refused", detail: { user: amelia } },
    ]);
  });

  test("to one client by two logins at once is done for one", async () => {
    const orders = ["amelia@example.com", "late@example.com"].map((term) => change({ term }));
    const states = (await Promise.all(orders)).map(({ outcome }) => outcome.state);
    expect(states.toSorted()).toEqual(["changed", "conflict"]);
    const lost = await asSystem(bench.database, (tx) => findMappingByClient(tx, free));
    const home = lost?.userId === amelia ? 1001 : 1005;
    await change({ term: "7001", change: { whmcsClientId: WhmcsClientIdSchema.parse(home) } });
  });

  test("to what it is already does nothing", async () => {
    expect(await back()).toEqual({ outcome: { state: "unchanged" }, audit: [] });
  });

  test("of a login that is not there does nothing", async () => {
    expect(await change({ term: "nobody@example.com" })).toEqual({
      outcome: { state: "unknown_login" },
      audit: [],
    });
  });

  test("of a login without one makes it, when the client is named", async () => {
    const id = UserIdSchema.parse("00000000-0000-4000-8000-000000009997");
    const user = {
      id,
      email: "new@example.com",
      displayName: "",
      language: "en" as const,
      passwordHash: null,
    };
    await asSystem(bench.database, (tx) => insertUser(tx, { ...user, now: START }));
    const term = "new@example.com";
    const without = await change({ term, change: { sfAccountId: ACCOUNT } });
    expect(without.outcome).toEqual({ state: "client_missing" });
    const taken = await change({ term, change: { whmcsClientId: WhmcsClientIdSchema.parse(1003) } });
    expect(taken.outcome).toEqual({ state: "conflict" });
    const made = await change({
      term,
      change: { whmcsClientId: WhmcsClientIdSchema.parse(7002), sfAccountId: ACCOUNT },
    });
    expect(made.outcome).toMatchObject({ state: "changed", before: null });
    expect(await mappingOf(id)).toMatchObject({
      whmcsClientId: 7002,
      sfAccountId: ACCOUNT,
      whmcsUserId: null,
    });
  });
});
