import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOrderDesk, type DeskOrder } from "../support/order-desk.ts";
import {
  answers,
  end,
  freePort,
  runPortal,
  startTestPortal,
  type Running,
  type TestPortal,
} from "../support/portal.ts";

const START_MS = 120_000;
const DRAIN_MS = 600_000;
/** Of one instance. */
const CONCURRENCY = 8;
const LATENCY_MS = 100;

/** The embedded database belongs to one process; a shared one is worked on by two. */
const isShared = Boolean(process.env["TEST_DATABASE_URL"] && process.env["TEST_REDIS_URL"]);
/** MANY_ORDERS=500: the run whose figures are in docs/reliability.md. Otherwise sized for every day. */
const ORDERS = isShared ? Number(process.env["MANY_ORDERS"] ?? 120) : 40;

let portal: TestPortal;
let second: Running | null = null;

beforeAll(async () => {
  const environment = { FULFILMENT_CONCURRENCY: String(CONCURRENCY) };
  portal = await startTestPortal({ today: "real", hears: true, environment });
  if (!isShared) return;
  const port = await freePort();
  second = runPortal({
    ...portal.environment,
    PORT: String(port),
    METRICS_PORT: String(await freePort()),
  });
  await answers(`http://127.0.0.1:${port}/health/ready`, second);
}, START_MS * 2);
afterAll(async () => {
  if (second) await end(second.process, "SIGTERM");
  await portal.stop();
});

describe("many orders that are approved at once", () => {
  it(
    "are all carried out, none twice",
    async () => {
      const desk = createOrderDesk(portal);
      const { sandbox, crm, network } = portal;
      const systems = [sandbox, crm, network];
      await network.shape({ queueSeconds: 0 });
      const orders: DeskOrder[] = [];
      while (orders.length < ORDERS) {
        const kinds = ["vpn", "vpn", "vpn", "vpn", "esim"] as const;
        orders.push(...(await Promise.all(kinds.map((kind) => desk.place(kind)))));
      }
      await Promise.all(systems.flatMap((control) => [control.clearCalls(), control.latency(LATENCY_MS)]));

      const startedAt = performance.now();
      for (let from = 0; from < orders.length; from += 20)
        await Promise.all(orders.slice(from, from + 20).map((order) => desk.approve(order)));
      const unfinished = async () => (await desk.ends(orders)).filter((each) => each === null).length;
      await expect.poll(unfinished, { timeout: DRAIN_MS, interval: 1_000 }).toBe(0);
      const tookMs = performance.now() - startedAt;

      const calls = (await Promise.all(systems.map((control) => control.calls()))).map(({ total }) => total);
      const perOrder = calls.reduce((sum, each) => sum + each, 0) / ORDERS;
      const workers = isShared ? 2 : 1;
      const leastMs = (ORDERS * perOrder * LATENCY_MS) / (workers * CONCURRENCY);
      await Promise.all(systems.map((control) => control.latency(0)));
      const violations = await desk.violations(orders);
      console.log(
        `many orders: ${ORDERS} orders, ${workers} workers, ${perOrder.toFixed(1)} calls each, ${Math.round(tookMs / 1000)} s, ` +
          `drain ratio ${(tookMs / leastMs).toFixed(2)}, ${violations.length} violations`,
      );
      expect(violations).toEqual([]);
      expect(new Set(await desk.ends(orders))).toEqual(new Set(["Processed"]));
    },
    DRAIN_MS + START_MS,
  );
});
