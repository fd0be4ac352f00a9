import { beforeEach, describe, expect, test } from "vitest";
import { isAppError, type AppError } from "#domain/shared/errors.ts";
import { createMemoryKv } from "../store/memory-kv.server.ts";
import type { Kv } from "../store/kv.ts";
import { createLimits, LIMITS, type LimitName, type Limits } from "./limits.server.ts";

const START = Date.parse("2026-11-23T00:00:00Z");
let at = START;
let kv: Kv;
let limits: Limits;
beforeEach(() => {
  at = START;
  kv = createMemoryKv({ now: () => new Date(at) });
  limits = createLimits(kv);
});

const names = Object.keys(LIMITS) as LimitName[];

async function useTimes(name: LimitName, subject: string, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) await limits.use(name, subject);
}

async function refusalOf(work: Promise<unknown>): Promise<AppError | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
}

describe.each(names)("%s", (name) => {
  const { max, windowMs } = LIMITS[name];

  test("allows as many as it says, refuses the next, and tells how long to wait", async () => {
    await useTimes(name, "subject", max);
    expect(await refusalOf(limits.use(name, "subject"))).toMatchObject({
      code: "rate_limited",
      reason: "RATE_LIMITED",
      status: 429,
      retryAfter: windowMs / 1000,
      facts: { limit: name },
    });
  });

  test("the window counts from the first use and then begins anew", async () => {
    await limits.use(name, "subject");
    at = START + windowMs - 1;
    await useTimes(name, "subject", max - 1);
    expect(await refusalOf(limits.use(name, "subject"))).not.toBeNull();
    at = START + windowMs;
    await useTimes(name, "subject", max);
    expect(await refusalOf(limits.use(name, "subject"))).not.toBeNull();
  });
});

test("subjects and limits do not count for each other", async () => {
  await useTimes("signInAddress", "one", LIMITS.signInAddress.max);
  await limits.use("signInAddress", "other");
  await limits.use("signInSource", "one");
});

test("of parallel uses exactly as many get through as the limit allows", async () => {
  const { max } = LIMITS.refresh;
  const refusals = await Promise.all(
    Array.from({ length: max * 3 }, () => refusalOf(limits.use("refresh", "subject"))),
  );
  expect(refusals.filter((refusal) => refusal === null)).toHaveLength(max);
});

test("tells the time that is left, not the whole window", async () => {
  const { max, windowMs } = LIMITS.signInSource;
  await useTimes("signInSource", "subject", max);
  at = START + windowMs - 61_500;
  expect(await refusalOf(limits.use("signInSource", "subject"))).toMatchObject({ retryAfter: 62 });
  at = START + windowMs - 1;
  expect(await refusalOf(limits.use("signInSource", "subject"))).toMatchObject({ retryAfter: 1 });
});

test("a use given back makes room for one, however many were refused meanwhile", async () => {
  const { max } = LIMITS.signInSource;
  await useTimes("signInSource", "subject", max);
  for (let count = 0; count < 3; count += 1)
    expect(await refusalOf(limits.use("signInSource", "subject"))).not.toBeNull();
  await limits.giveBack("signInSource", "subject");
  await limits.use("signInSource", "subject");
  expect(await refusalOf(limits.use("signInSource", "subject"))).not.toBeNull();
});

test("of any number of refusals the first of a window is told, of each subject", async () => {
  const { max, windowMs } = LIMITS.signInSource;
  const told: string[] = [];
  const refuse = (subject: string) =>
    refusalOf(limits.use("signInSource", subject, () => Promise.resolve(void told.push(subject))));
  await useTimes("signInSource", "one", max);
  await useTimes("signInSource", "other", max);
  await Promise.all([refuse("one"), refuse("one"), refuse("one")]);
  expect(await refuse("other")).not.toBeNull();
  at = START + windowMs - 1;
  expect(await refuse("one")).not.toBeNull();
  expect(told.toSorted()).toEqual(["one", "other"]);

  at = START + windowMs;
  await useTimes("signInSource", "one", max);
  await refuse("one");
  await limits.reset("signInSource", "one");
  await useTimes("signInSource", "one", max);
  await refuse("one");
  expect(told.toSorted()).toEqual(["one", "one", "one", "other"]);
});

test("a reset begins anew", async () => {
  await useTimes("signInAddress", "subject", LIMITS.signInAddress.max);
  await limits.reset("signInAddress", "subject");
  await useTimes("signInAddress", "subject", LIMITS.signInAddress.max);
});

test("a line counts as one source, however its address is spelled and whichever of its addresses it uses", async () => {
  const { max } = LIMITS.signInSource;
  for (let host = 0; host < max; host += 1)
    await limits.use("signInSource", `2001:db8:1:2::${host.toString(16)}`);
  expect(await refusalOf(limits.use("signInSource", "[2001:DB8:1:2:9::9]:4711"))).not.toBeNull();
  await limits.use("signInSource", "2001:db8:1:3::1");
});

test("the lines of one IPv6 network together get eight times as much", async () => {
  const { max } = LIMITS.resetSource;
  for (let line = 0; line < max * 8; line += 1)
    await limits.use("resetSource", `2001:db8:7:${line.toString(16)}::1`);
  expect(await refusalOf(limits.use("resetSource", "2001:db8:7:ffff::1"))).not.toBeNull();
  await limits.use("resetSource", "2001:db8:8::1");
});

test("what is left can be asked for without using any of it", async () => {
  const { max } = LIMITS.codeAttempts;
  expect(await limits.left("codeAttempts", "code")).toBe(max);
  expect(await limits.use("codeAttempts", "code")).toBe(max - 1);
  expect(await limits.left("codeAttempts", "code")).toBe(max - 1);
});

test("no address stands in the store", async () => {
  const written: string[] = [];
  const watched = createLimits({
    ...kv,
    increment: (key, ttl) => (written.push(key), kv.increment(key, ttl)),
  });
  await watched.use("signInAddress", "amelia@example.com 192.0.2.1");
  expect(written).toHaveLength(1);
  expect(written.join()).not.toMatch(/amelia|example|192/);
});
