import { expect, it } from "vitest";
import { createMetrics } from "./metrics.server.ts";

it("leaves out a figure that cannot be read, and only while it cannot", async () => {
  const metrics = createMetrics();
  let isDown = false;
  metrics.gauge({
    name: "portal_queue_jobs",
    help: "Jobs waiting, by queue",
    read: async () => {
      if (isDown) throw new Error("the database does not answer");
      return { "send-mail": 3 };
    },
  });
  metrics.gauge({ name: "portal_other", help: "Another figure", read: () => ({ all: 1 }) });

  const texts = [];
  for (isDown of [false, true, false]) texts.push(await metrics.registry.metrics());
  expect(texts.map((text) => text.includes('portal_queue_jobs{kind="send-mail"} 3'))).toEqual([
    true,
    false,
    true,
  ]);
  expect(texts.every((text) => text.includes('portal_other{kind="all"} 1'))).toBe(true);
});
