import { beforeEach, describe, expect, test } from "vitest";
import { createMemoryKv } from "../store/memory-kv.server.ts";
import { createLimits, LIMITS, type Limits } from "../security/limits.server.ts";
import { retryPart } from "./retry.server.ts";
import type { RouteInput } from "./route.server.ts";

let limits: Limits;
let refreshed = 0;
beforeEach(() => {
  limits = createLimits(createMemoryKv({ now: () => new Date("2026-11-23T00:00:00Z") }));
  refreshed = 0;
});

function retry(address: string, userId = "amelia") {
  const url = new URL(address, "https://portal.example.jp");
  return retryPart({ url, app: { limits } } as RouteInput, userId, () => {
    refreshed += 1;
    return Promise.resolve();
  });
}

async function redirectOf(work: Promise<void>): Promise<Response> {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof Response) return thrown;
  throw new Error("no redirect", { cause: thrown });
}

test("without the wish nothing happens", async () => {
  await retry("/account/billing?page=2");
  expect(refreshed).toBe(0);
});

describe("with it", () => {
  test.each([
    ["/account/billing?retry=billing", "/account/billing"],
    [
      "/account/billing/invoices?status=paid&retry=invoices&page=2",
      "/account/billing/invoices?status=paid&page=2",
    ],
    ["/account?index&retry=", "/account"],
    [
      "/account/billing/invoices?q=%E6%96%99%E9%87%91&retry=x",
      "/account/billing/invoices?q=%E6%96%99%E9%87%91",
    ],
  ])("%s is read anew and comes back as %s", async (address, location) => {
    const answer = await redirectOf(retry(address));
    expect(answer.status).toBe(303);
    expect(answer.headers.get("Location")).toBe(location);
    expect(refreshed).toBe(1);
  });

  test("not more often than the limit allows, and the provider is not asked then", async () => {
    for (let count = 0; count < LIMITS.refresh.max; count += 1) await redirectOf(retry("/account?retry=a"));
    await expect(retry("/account?retry=a")).rejects.toMatchObject({ code: "rate_limited", status: 429 });
    expect(refreshed).toBe(LIMITS.refresh.max);
    await redirectOf(retry("/account?retry=a", "hanako"));
  });
});
