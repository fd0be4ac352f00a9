import type { Database } from "#db/client.server.ts";
import { findProcess, listAllAttempts } from "#db/repositories/processes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { NetPrice } from "#domain/catalog/price.ts";
import type { NewOrder } from "#domain/orders/schema.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import { WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import { JPY } from "#domain/shared/money.ts";
import {
  AccountIdSchema,
  OrderIdSchema,
  PortalKeySchema,
  PricebookEntryIdSchema,
  type OrderId,
} from "#domain/shared/salesforce-ids.ts";
import type { Services } from "~/services.ts";
import { startTestDeps } from "~/features/deps.testing.ts";
import { PROCESS_TIMES } from "~/platform/config/processes.server.ts";
import { createProcesses, type Processes } from "~/platform/process/processes.server.ts";
import { PROCESSES } from "~/server/processes.server.ts";
import { fulfilOrder } from "./fulfil-order.server.ts";
import { lookAtOrder } from "./look-at-order.server.ts";
import { toOrderAttempt, toOrderJournal } from "./order-journal.ts";

const idOf = (prefix: string, number: number) => `${prefix}5h${String(number).padStart(10, "0")}AAA`;
export const orderOf = (number: number) => OrderIdSchema.parse(idOf("801", number));

/** Wren, whose identity is checked; the SIM products of world.md 2 by their numbers in the billing system. */
const WREN = { accountId: AccountIdSchema.parse(idOf("001", 7)), clientId: WhmcsClientIdSchema.parse(1007) };
export const PRICES = { 33: 2_500, 37: 3_000, 202: 1_980, 206: 880, 210: 1_500, 211: 300 } as const;
type Pid = keyof typeof PRICES;
const ONCE: readonly Pid[] = [37, 210];

export const lineOf = (pid: Pid) => ({
  priceEntryId: PricebookEntryIdSchema.parse(idOf("01u", pid)),
  quantity: 1,
  price: { currency: JPY, minor: PRICES[pid] } as NetPrice,
  cycle: ONCE.includes(pid) ? ("onetime" as const) : ("monthly" as const),
});

type Row = Record<string, unknown>;

/** A worker of its own, on a clock that is not the database's. */
export function workerOf(deps: Services): Processes {
  const { database, encryption, now, logger } = deps;
  return createProcesses<Services>({
    database,
    encryption,
    now,
    logger,
    definitions: PROCESSES,
    services: () => deps,
    times: { ...PROCESS_TIMES, clockMs: Number.MAX_SAFE_INTEGER },
  });
}

/** What an event of an order sets going: what is due is carried out as far as it goes now. */
export async function workOrder(deps: Services, orderId: OrderId): Promise<void> {
  await lookAtOrder(deps, { orderId });
  await workerOf(deps).runDue();
}

const processOf = (database: Database, orderId: OrderId) =>
  asSystem(database, (tx) => findProcess(tx, fulfilOrder.name, orderId));

/** An order's way; null for one that the portal has not begun. */
export async function journalOf(database: Database, orderId: OrderId) {
  const found = await processOf(database, orderId);
  return found && toOrderJournal(found);
}

export type FulfilmentBench = Awaited<ReturnType<typeof startFulfilmentBench>>;

/** Real parts and sandboxes, with staff's side of an order and jobs that are worked one after the other, each at its time. */
export async function startFulfilmentBench() {
  const bench = await startTestDeps();
  let placed = 0;
  let deps = bench.freshDeps();
  let at = deps.now();
  const crm = <T>(method: string, path: string, body?: unknown) => bench.crmControl<T>(method, path, body);

  /** When something goes on by itself; null for never, and for an order that waits for its day. */
  async function nextJob(orderId: OrderId): Promise<Date | null> {
    const { rows } = await asSystem(bench.database, (tx) =>
      tx.raw(
        "DELETE FROM pgboss.job WHERE name = 'look-at-order' AND singleton_key = $1 AND state = 'created' RETURNING start_after",
        [orderId],
      ),
    );
    if (rows.length > 0) return new Date(rows[0]?.start_after as string | Date);
    const process = await processOf(bench.database, orderId);
    if (!process?.wakeAt) return null;
    const isScheduled = process.state === "waiting" && process.step === "await_start";
    const waits = isScheduled || toOrderJournal(process).scheduledFor !== null;
    return process.state === "waiting" && waits && process.wakeAt > at ? null : process.wakeAt;
  }

  async function moveTo(moment: Date): Promise<void> {
    if (moment <= at) return;
    bench.wait(moment.getTime() - at.getTime());
    at = moment;
    const now = moment.toISOString();
    await Promise.all([
      bench.networkControl("POST", "/clock", { now }),
      bench.control("POST", "/clock", { now }),
    ]);
  }

  /** A technician comes at once, so that an internet order has no day to wait for; `false`: nobody comes. */
  let isInstalledAtOnce = true;

  async function run(orderId: OrderId) {
    await workOrder(deps, orderId);
    const process = await processOf(bench.database, orderId);
    const isAwaited = process?.state === "waiting" && process.step === "await_start";
    if (!isAwaited || !isInstalledAtOnce || process.facts["isInstallationAwaited"] !== true) return;
    await crm("POST", "/confirm-installation", { order: await numberOf(orderId) });
    await workOrder(deps, orderId);
  }

  /** Read when staff looks at an order first: later its system may be disturbed, and a technician needs none. */
  const numbers = new Map<OrderId, string | undefined>();

  async function numberOf(orderId: OrderId): Promise<string | undefined> {
    if (!numbers.has(orderId)) numbers.set(orderId, (await deps.salesforce.findOrder({ orderId }))?.number);
    return numbers.get(orderId);
  }

  return {
    ...bench,
    crm,
    get deps(): Services {
      return deps;
    },
    /** New adapters, as after a restart: no circuit is open and nothing is cached. */
    restart() {
      deps = bench.freshDeps();
    },
    /** Until the next restart. */
    configure(config: Services["config"]) {
      deps = { ...deps, config };
    },
    async begin() {
      await bench.reset();
      await Promise.all([
        crm("POST", "/reset"),
        bench.control("POST", "/reset"),
        bench.networkControl("POST", "/reset"),
      ]);
      isInstalledAtOnce = true;
      numbers.clear();
      deps = bench.freshDeps();
      at = deps.now();
      const now = at.toISOString();
      await Promise.all([
        bench.networkControl("POST", "/clock", { now }),
        bench.control("POST", "/clock", { now }),
      ]);
      await asSystem(bench.database, (tx) => tx.raw("DELETE FROM notifications WHERE source_id LIKE '801%'"));
    },
    async place(
      order: Partial<NewOrder> & Pick<NewOrder, "choices">,
      pids: readonly Pid[],
    ): Promise<OrderId> {
      placed += 1;
      const key = `10000000-0000-4000-8000-${String(placed).padStart(12, "0")}`;
      const made = await deps.salesforce.placeOrder({
        orderKey: PortalKeySchema.parse(`ord-${key}`),
        order: {
          accountId: WREN.accountId,
          opportunityId: null,
          effectiveOn: "2026-11-23" as CalendarDate,
          scheduledAt: null,
          address: {
            postcode: "150-0002",
            prefecture: "東京都",
            city: "渋谷区",
            street: "渋谷2-21-1",
            building: null,
            room: null,
          },
          isAddressChanged: false,
          lines: pids.map(lineOf),
          ...order,
        },
      });
      return made.id;
    },
    async staff(command: string, orderId: OrderId, more: Record<string, string> = {}): Promise<void> {
      await crm("POST", `/${command}`, { order: await numberOf(orderId), ...more });
    },
    run,
    installAtOnce(isAtOnce: boolean) {
      isInstalledAtOnce = isAtOnce;
    },
    moveTo,
    nextJob,
    later: (ms: number) => moveTo(new Date(at.getTime() + ms)),
    /** Works the order's jobs, each when it is due, until none waits. Returns how many there were. */
    async work(orderId: OrderId): Promise<number> {
      for (let jobs = 1; jobs < 60; jobs += 1) {
        await run(orderId);
        const next = await nextJob(orderId);
        if (next === null) return jobs;
        await moveTo(next);
      }
      throw new Error("the order never comes to an end");
    },
    journal: (orderId: OrderId) => journalOf(bench.database, orderId),
    async attempts(orderId: OrderId) {
      const process = await processOf(bench.database, orderId);
      if (process === null) return [];
      const { id: processId } = process;
      const rows = await asSystem(bench.database, (tx) => listAllAttempts(tx, { processId, limit: 200 }));
      return rows.map(toOrderAttempt).toReversed();
    },
    async told(): Promise<string[]> {
      const { rows } = await asSystem(bench.database, (tx) =>
        tx.raw("SELECT type FROM notifications WHERE source_id LIKE '801%' ORDER BY created_at, type"),
      );
      return rows.map((row) => String(row.type));
    },
    async mails(): Promise<string[]> {
      const { rows } = await asSystem(bench.database, (tx) =>
        tx.raw("SELECT template FROM mail_outbox ORDER BY created_at, template"),
      );
      return rows.map((row) => String(row.template));
    },
    /** As staff sees it in the customer system. */
    async stored(orderId: OrderId): Promise<Row> {
      const orders = await crm<Row[]>("GET", "/orders");
      return orders.find((order) => order["Id"] === orderId) ?? {};
    },
    /** What the billing system and the network have of one order. */
    async ledger(orderId: OrderId) {
      const orders = await deps.whmcs.listOrders({ clientId: WREN.clientId });
      const made = orders.filter((order) => order.orderId === orderId);
      const services = (
        await Promise.all(
          made.map(({ id }) =>
            deps.whmcs.listOrderedServices({ clientId: WREN.clientId, billingOrderId: id }),
          ),
        )
      ).flat();
      const acts = await bench.networkControl<{ byAct: Record<string, number> }>("GET", "/acts");
      return { orders: made, services, acts: acts.byAct };
    },
  };
}
