import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { asSystem } from "#db/row-security.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import type { Services } from "~/services.ts";
import { newRequestId } from "~/platform/request/request-id.server.ts";
import { PASSWORD, START, startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { signInWithCode } from "~/features/sign-in/sign-in.testing.ts";
import { endSession } from "./sign-out.server.ts";

const amelia = seedUserId(1001);
const from = { clientIp: "192.0.2.1", userAgent: "Firefox/144.0 (Windows)" };

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

async function signedIn() {
  const attempt = {
    email: "amelia@example.com",
    password: PASSWORD,
    remember: true,
    returnTo: "/account",
    deviceId: "d",
  };
  const { tokens } = await signInWithCode(deps, { ...attempt, ...from, requestId: newRequestId() });
  const state = await deps.sessions.resolve(tokens.access, undefined);
  if (state.state !== "signed_in") throw new Error("not signed in");
  return { tokens, familyId: state.session.familyId };
}

const families = async () => {
  const { rows } = await asSystem(bench.database, (tx) =>
    tx.raw(
      "SELECT id, ended_reason, ended_at IS NOT NULL AS ended FROM session_families ORDER BY created_at",
    ),
  );
  return rows;
};
test.each([
  ["signed_out", "session.ended"],
  ["reused", "session.token_reused"],
] as const)("%s: worth nothing at once, and written down", async (reason, type) => {
  const { tokens, familyId } = await signedIn();
  const requestId = newRequestId();
  await endSession(deps, { userId: amelia, familyId, reason, requestId, ...from });
  expect(await deps.sessions.resolve(tokens.access, tokens.refresh)).toEqual({
    state: "signed_out",
    reason: "ended",
  });
  expect(await families()).toEqual([{ id: familyId, ended: true, ended_reason: reason }]);
  expect(await bench.auditEvents(requestId)).toMatchObject([
    { userId: amelia, type, at: START, ip: "192.0.2.1", device: "Firefox, Windows" },
  ]);
});

test("the other devices stay signed in", async () => {
  const here = await signedIn();
  bench.wait(1);
  const there = await signedIn();
  await endSession(deps, {
    userId: amelia,
    familyId: here.familyId,
    reason: "signed_out",
    requestId: newRequestId(),
    ...from,
  });
  expect(await deps.sessions.resolve(there.tokens.access, undefined)).toMatchObject({ state: "signed_in" });
  expect((await families()).map(({ ended }) => ended)).toEqual([true, false]);
});
