import { startTestPortal, type TestPortal } from "../../support/portal.ts";
import { expect, test as base } from "./test.ts";

/** For tests of what staff and systems do to an order: a portal of its own, which hears of it. */
export const test = base.extend<object, { portal: TestPortal }>({
  portal: [
    // Playwright reads the names of the fixtures that are needed: one that every test has anyway.
    async ({ browserName: _ }, use) => {
      const portal = await startTestPortal({ today: "real", hears: true });
      // It counts as listening from the first sign of life on, which takes minutes otherwise.
      await portal.crm.shape({ keepaliveMs: 100 });
      await untilListening(portal);
      await use(portal);
      await portal.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

/** Until then a change is found by looking alone, which takes a minute. */
async function untilListening({ url }: TestPortal): Promise<void> {
  const states = async () => {
    const { events } = (await (await fetch(`${url}/health`)).json()) as {
      events: { topics: { state: string }[] };
    };
    return events.topics.map(({ state }) => state);
  };
  await expect.poll(states, { timeout: 30_000 }).toEqual(Array.from({ length: 8 }, () => "listening"));
}
