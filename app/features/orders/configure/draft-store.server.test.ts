import { z } from "zod";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EMPTY_DRAFTS, type Draft } from "#domain/orders/draft.ts";
import { UserIdSchema } from "#domain/shared/ids.ts";
import { kvRecord } from "~/platform/store/kv-record.server.ts";
import { LIMITS } from "~/platform/security/limits.server.ts";
import type { Services } from "~/services.ts";
import { startTestDeps, type TestDeps } from "../../deps.testing.ts";
import { startCheckout } from "../checkout/checkout-session.server.ts";
import {
  changeDraft,
  DraftIdSchema,
  drafts,
  endDraft,
  findDraft,
  findOrigin,
  rememberOrigin,
  startDraft,
} from "./draft-store.server.ts";

const HOUR = 60 * 60 * 1000;
const userOf = (clientId: number) => UserIdSchema.parse(`00000000-0000-4000-8000-00000000${clientId}`);
const userId = userOf(1001);
const stranger = userOf(1002);

let world: TestDeps;
let deps: Services;

beforeAll(async () => {
  world = await startTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.reset();
  deps = world.freshDeps();
});

const draft: Draft = { ...EMPTY_DRAFTS.sim, planSku: "SIM-VOICE-ONLY" };
const put =
  (part: object) =>
  (kept: Draft): Draft => ({ ...kept, ...part });

it("is kept for a day after the last change, and then gone", async () => {
  const draftId = await startDraft(deps, { userId, draft });
  world.wait(23 * HOUR);
  expect(await changeDraft(deps, { userId, draftId }, put({ number: "new" }))).toBe(true);
  world.wait(23 * HOUR);
  expect(await findDraft(deps, { userId, draftId })).toEqual({ ...draft, number: "new" });
  world.wait(2 * HOUR);
  expect(await findDraft(deps, { userId, draftId })).toBeNull();
  expect(await changeDraft(deps, { userId, draftId }, put({ number: "transfer" }))).toBe(false);
  // A change that came too late brings nothing back.
  expect(await findDraft(deps, { userId, draftId })).toBeNull();
});

it("is found by its customer alone", async () => {
  const draftId = await startDraft(deps, { userId, draft });
  expect(await findDraft(deps, { userId: stranger, draftId })).toBeNull();
  expect(await changeDraft(deps, { userId: stranger, draftId }, put({ planSku: "STOLEN" }))).toBe(false);
  expect(await findDraft(deps, { userId, draftId })).toEqual(draft);
});

it("is sealed for its place: copied to another customer it does not open", async () => {
  const draftId = await startDraft(deps, { userId, draft });
  const sealed = (await deps.kv.get(`order-draft:${userId}:${draftId}`)) ?? "";
  expect(sealed).not.toContain("SIM-VOICE-ONLY");
  await deps.kv.set(`order-draft:${stranger}:${draftId}`, sealed);
  expect(await findDraft(deps, { userId: stranger, draftId })).toBeNull();
});

it("of a shape that was given up is as good as gone", async () => {
  const draftId = await startDraft(deps, { userId, draft });
  const old = kvRecord({ name: drafts.name, schema: z.object({ plan: z.number() }), lifeMs: HOUR });
  await old.put(deps, `${userId}:${draftId}`, { plan: 1 });
  expect(await findDraft(deps, { userId, draftId })).toBeNull();
  expect(await changeDraft(deps, { userId, draftId }, put({}))).toBe(false);
});

it("keeps what several tabs change at once", async () => {
  const draftId = await startDraft(deps, { userId, draft });
  const parts = [{ number: "new" }, { start: { on: null } }, { card: { eid: null } }, { addonSkus: ["A"] }];
  await Promise.all(parts.map((part) => changeDraft(deps, { userId, draftId }, put(part))));
  expect(await findDraft(deps, { userId, draftId })).toEqual(Object.assign({}, draft, ...parts));
});

it("cannot be begun without end", async () => {
  for (let begun = 0; begun < LIMITS.orderDraft.max; begun += 1) await startDraft(deps, { userId, draft });
  await expect(startDraft(deps, { userId, draft })).rejects.toMatchObject({ code: "rate_limited" });
  await startDraft(deps, { userId: stranger, draft });
});

describe("the origin of a cart", () => {
  it("outlives the cart, which is made from it again", async () => {
    const draftId = await startDraft(deps, { userId, draft });
    const checkoutId = await startCheckout(deps, {
      userId,
      selection: { kind: "vpn", planSku: "VPN-REMOTE-ACCESS-USA-SF" },
    });
    await rememberOrigin(deps, { userId, checkoutId, kind: "sim", draftId });
    world.wait(3 * HOUR);
    expect(await findOrigin(deps, { userId, checkoutId })).toEqual({ kind: "sim", draftId });
    expect(await findOrigin(deps, { userId: stranger, checkoutId })).toBeNull();
    await endDraft(deps, { userId, draftId });
    expect(await findOrigin(deps, { userId, checkoutId })).toBeNull();
  });
});

it("has an id that is no text of one's choice", () => {
  for (const id of ["", "1", "../x", "00000000-0000-4000-8000-00000000000g"])
    expect(DraftIdSchema.safeParse(id).success).toBe(false);
});
