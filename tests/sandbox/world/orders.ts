import { addDays, monthStart } from "../dates.ts";
import { eidOf, iccidOf, salesforceId } from "./ids.ts";

export type WorldCrmOrder = {
  /** Of the order, its opportunity and its lines; world.md 5. */
  number: number;
  /** By the number of the series. */
  customer: number;
  kind: "Internet" | "SIM" | "VPN";
  status: "Pending Review" | "Approved" | "Processed";
  activation: "Activating" | "Activated" | null;
  orderedOn: string;
  /** WHMCS products, in the order of the lines; each with the service it became. */
  lines: { pid: number; serviceId: number | null }[];
  billingOrder: number | null;
  /** Made by the portal, so that it carries its key. */
  isFromPortal: boolean;
  sim: { form: "esim"; eid: string; msisdn: string | null } | { form: "card" } | null;
  porting: { number: string; reservation: string; expiresOn: string } | null;
};

/** Orders of world.md 5. `today` is D. */
export function seedCrmOrders(today: string): WorldCrmOrder[] {
  const old = monthStart(today, -24);
  const recent = monthStart(today, -12);
  const done = { status: "Processed", activation: "Activated", isFromPortal: false, porting: null } as const;
  const open = { billingOrder: null, isFromPortal: true } as const;
  const line = (pid: number, serviceId: number | null = null) => ({ pid, serviceId });
  const esim = (msisdn: string) => ({ form: "esim" as const, eid: eidOf(msisdn), msisdn });
  return [
    {
      ...done,
      number: 1,
      customer: 1,
      kind: "SIM",
      orderedOn: recent,
      lines: [line(202, 30_011)],
      billingOrder: 4001,
      sim: esim("09000001001"),
    },
    {
      ...done,
      number: 2,
      customer: 2,
      kind: "Internet",
      orderedOn: old,
      lines: [line(182, 30_021)],
      billingOrder: 4002,
      sim: null,
    },
    {
      ...done,
      number: 3,
      customer: 1,
      kind: "VPN",
      orderedOn: recent,
      lines: [line(33, 30_012)],
      billingOrder: 4003,
      sim: null,
    },
    {
      ...done,
      number: 4,
      customer: 2,
      kind: "SIM",
      orderedOn: recent,
      lines: [line(203, 30_022)],
      billingOrder: 4004,
      sim: { form: "card" },
    },
    {
      ...done,
      number: 6,
      customer: 6,
      kind: "SIM",
      isFromPortal: true,
      orderedOn: addDays(today, -3),
      lines: [line(201, 30_061), line(210)],
      billingOrder: 4006,
      sim: esim("09000001006"),
    },
    {
      ...open,
      number: 7,
      customer: 7,
      kind: "Internet",
      status: "Pending Review",
      activation: null,
      orderedOn: addDays(today, -1),
      lines: [line(185), line(242)],
      sim: null,
      porting: null,
    },
    {
      ...open,
      number: 8,
      customer: 7,
      kind: "SIM",
      status: "Approved",
      activation: "Activating",
      orderedOn: addDays(today, -2),
      lines: [line(202), line(210)],
      sim: { form: "esim", eid: eidOf("09000001007"), msisdn: null },
      porting: null,
    },
    {
      ...open,
      number: 9,
      customer: 8,
      kind: "SIM",
      status: "Pending Review",
      activation: null,
      orderedOn: addDays(today, -1),
      lines: [line(201), line(210)],
      sim: { form: "card" },
      porting: { number: "09000007008", reservation: "1112345678", expiresOn: addDays(today, 11) },
    },
  ];
}

export type WorldOpportunity = {
  number: number;
  customer: number;
  kind: "Internet" | "SIM" | "VPN";
  stage: "Introduction" | "Post Processing" | "Active";
  serviceId: number | null;
  since: string;
};

/** Those without an order of the portal; the orders have theirs by their own numbers. */
export function seedOpportunities(today: string): WorldOpportunity[] {
  const old = monthStart(today, -24);
  return [
    { number: 5, customer: 5, kind: "SIM", stage: "Active", serviceId: 30_051, since: old },
    {
      number: 10,
      customer: 8,
      kind: "SIM",
      stage: "Active",
      serviceId: 30_081,
      since: monthStart(today, -12),
    },
    { number: 21, customer: 21, kind: "SIM", stage: "Active", serviceId: 32_011, since: old },
    {
      number: 22,
      customer: 22,
      kind: "Internet",
      stage: "Introduction",
      serviceId: null,
      since: addDays(today, -2),
    },
  ];
}

export type WorldSimCard = { id: string; msisdn: string; cardNumber: string; iccid: string };

/** Free cards of the stock, world.md 3. */
export function seedSimCards(): WorldSimCard[] {
  return Array.from({ length: 25 }, (_, index) => {
    const msisdn = `0900000${6_101 + index}`;
    return {
      id: salesforceId("a00", 101 + index),
      msisdn,
      // The stock counts by itself: the number's last three digits.
      cardNumber: `AX${String(101 + index).padStart(13, "0")}`,
      iccid: iccidOf(msisdn),
    };
  });
}
