import { randomUUID } from "node:crypto";
import type { NetPrice } from "#domain/catalog/price.ts";
import { JPY } from "#domain/shared/money.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import {
  AccountIdSchema,
  PortalKeySchema,
  PricebookEntryIdSchema,
  PricebookIdSchema,
} from "#domain/shared/salesforce-ids.ts";
import { EidSchema } from "#domain/sim/ids.ts";
import { createSalesforce } from "#integrations/salesforce/salesforce.ts";
import type { RunningPortal } from "./portal.ts";

type Row = Record<string, unknown>;
export type DeskOrder = { id: string; number: string; kind: keyof typeof LINES };

/** Seeded customers whose orders need nothing else: a login, a payment method, yen. */
const CLIENTS = [1001, 1002, 1005, 1006, 1007] as const;
const idOf = (prefix: string, number: number) => `${prefix}5h${String(number).padStart(10, "0")}AAA`;
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
/** A data line has no identity check and a voice line none that these customers have passed. */
const LINES = { vpn: [33, 37], esim: [206, 210] } as const;
const PRICES = { 33: 2_500, 37: 3_000, 206: 880, 210: 1_500 } as const;

/** Orders from outside the portal's process, and what the systems have of them in the end. */
export function createOrderDesk(portal: RunningPortal) {
  const { environment } = portal;
  const salesforce = createSalesforce({
    loginUrl: environment["SALESFORCE_LOGIN_URL"] ?? "",
    clientId: environment["SALESFORCE_CLIENT_ID"] ?? "",
    username: environment["SALESFORCE_USERNAME"] ?? "",
    privateKey: environment["SALESFORCE_PRIVATE_KEY"] ?? "",
    pricebookId: PricebookIdSchema.parse(environment["SALESFORCE_PORTAL_PRICEBOOK_ID"]),
    verificationFields: { method: environment["SALESFORCE_VERIFICATION_METHOD_FIELD"] },
    now: () => new Date(),
    logger: SILENT,
  });
  let placed = 0;

  async function place(kind: keyof typeof LINES): Promise<DeskOrder> {
    placed += 1;
    const clientId = CLIENTS[placed % CLIENTS.length] ?? CLIENTS[0];
    const eid = EidSchema.parse(`89049032${String(placed).padStart(24, "0")}`);
    const { id, number } = await salesforce.placeOrder({
      orderKey: PortalKeySchema.parse(`ord-${randomUUID()}`),
      order: {
        accountId: AccountIdSchema.parse(idOf("001", clientId - 1_000)),
        opportunityId: null,
        effectiveOn: new Date().toISOString().slice(0, 10) as CalendarDate,
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
        lines: LINES[kind].map((pid) => ({
          priceEntryId: PricebookEntryIdSchema.parse(idOf("01u", pid)),
          quantity: 1,
          price: { currency: JPY, minor: PRICES[pid] } as NetPrice,
          cycle: pid === 37 || pid === 210 ? ("onetime" as const) : ("monthly" as const),
        })),
        choices:
          kind === "vpn"
            ? { kind: "vpn", region: "usa_sf" }
            : { kind: "sim", eid, hasVoiceMail: false, hasCallWaiting: false, porting: null },
      },
    });
    return { id, number, kind };
  }

  async function billingOrders(clientId: number): Promise<Row[]> {
    const found: Row[] = [];
    for (;;) {
      const response = await fetch(`${portal.sandboxUrl}/includes/api.php`, {
        method: "POST",
        body: new URLSearchParams({
          action: "GetOrders",
          identifier: environment["WHMCS_API_IDENTIFIER"] ?? "",
          secret: environment["WHMCS_API_SECRET"] ?? "",
          responsetype: "json",
          userid: String(clientId),
          limitstart: String(found.length),
          limitnum: "100",
        }),
      });
      const { orders } = (await response.json()) as { orders: { order?: Row[] } | "" };
      const rows = orders === "" ? [] : (orders.order ?? []);
      found.push(...rows);
      if (rows.length < 100) return found;
    }
  }

  return {
    place,
    /** As staff does; the portal hears of it by the flow's event. */
    approve: ({ number }: DeskOrder) => portal.crm.command("approve-order", { order: number }),
    /** What each order has come to: its status, or the code for which it waits for a person; null: neither. */
    async ends(orders: readonly DeskOrder[]): Promise<(string | null)[]> {
      const rows = new Map(((await portal.crm.view("orders")) as Row[]).map((row) => [row["Id"], row]));
      return orders.map(({ id }) => {
        const row = rows.get(id) ?? {};
        if (row["Status"] === "Processed") return "Processed";
        const code = row["Activation_Error_Code__c"];
        return row["Activation_Status__c"] === "Failed" && typeof code === "string" ? code : null;
      });
    },
    /** What is not once in each system, for orders that are processed, or at all for those that are not. */
    async violations(orders: readonly DeskOrder[]): Promise<string[]> {
      const wrong: string[] = [];
      const ends = await this.ends(orders);
      const billed = (await Promise.all(CLIENTS.map(billingOrders))).flat();
      const history = (await portal.crm.view("order-history")) as Row[];
      orders.forEach(({ id }, place) => {
        const isProcessed = ends[place] === "Processed";
        const bills = billed.filter(({ notes }) => notes === `sfOrderId=${id}`).length;
        const told = history.filter(({ order, to }) => order === id && to === "Processed").length;
        if (isProcessed ? bills !== 1 : bills > 1) wrong.push(`${id}: ${bills} billing orders`);
        if (told !== (isProcessed ? 1 : 0)) wrong.push(`${id}: ${told} write-backs`);
        if (ends[place] === null || ends[place] === "UNKNOWN") wrong.push(`${id}: lost`);
      });
      const { byAct } = (await portal.network.view("acts")) as { byAct: Record<string, number> };
      for (const [act, times] of Object.entries(byAct)) if (times !== 1) wrong.push(`${act}: ${times} times`);
      const rows = ((await portal.crm.view("orders")) as Row[]).map((row) => [row["Id"], row] as const);
      const numbers = new Map(rows.map(([id, row]) => [id, row["SIM_Phone_Number__c"]]));
      const lines = orders.filter(({ kind }, place) => kind === "esim" && ends[place] === "Processed");
      for (const { id } of lines)
        if (byAct[`PA05-41 ${String(numbers.get(id))}`] !== 1) wrong.push(`${id}: no line of its own`);
      if (new Set(lines.map(({ id }) => numbers.get(id))).size !== lines.length)
        wrong.push("two orders have one line");
      return wrong;
    },
  };
}
