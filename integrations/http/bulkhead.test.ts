import { expect, test } from "vitest";
import { createBulkhead } from "./bulkhead.ts";

test("hands slots over in order, refuses what does not fit, and drops who waited too long", async () => {
  const bulkhead = createBulkhead({ maxConcurrent: 1, maxQueued: 2, queueTimeoutMs: 40 });
  const leaveFirst = await bulkhead.enter();
  const order: string[] = [];
  const second = bulkhead.enter().then((leave) => (order.push("second"), leave));
  const third = bulkhead.enter().then((leave) => (order.push(leave ? "third" : "third gave up"), leave));
  expect(await bulkhead.enter()).toBeNull();

  leaveFirst?.();
  const leaveSecond = await second;
  expect(leaveSecond).not.toBeNull();
  expect(await third).toBeNull();
  expect(order).toEqual(["second", "third gave up"]);

  leaveSecond?.();
  expect(await bulkhead.enter()).not.toBeNull();
});

test("never runs more than its limit", async () => {
  const bulkhead = createBulkhead({ maxConcurrent: 3, maxQueued: 100, queueTimeoutMs: 5000 });
  let running = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 40 }, async () => {
      const leave = await bulkhead.enter();
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
      leave?.();
    }),
  );
  expect(most).toBe(3);
});
