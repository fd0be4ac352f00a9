import { addDays, monthStart } from "../dates.ts";
import { cardNumberOf, eidOf, iccidOf, imsiOf, salesforceId } from "./ids.ts";

export type WorldLine = {
  msisdn: string;
  form: "esim" | "card";
  iccid: string;
  imsi: string;
  /** eSIM only. */
  eid: string | null;
  /** Physical card only. */
  cardNumber: string | null;
};

export type WorldService = {
  id: number;
  clientId: number;
  pid: number;
  status: "Active" | "Suspended" | "Cancelled";
  registeredOn: string;
  orderId: number | null;
  opportunityId: string | null;
  line: WorldLine | null;
};

function line(msisdn: string, form: "esim" | "card"): WorldLine {
  return {
    msisdn,
    form,
    iccid: iccidOf(msisdn),
    imsi: imsiOf(msisdn),
    eid: form === "esim" ? eidOf(msisdn) : null,
    cardNumber: form === "card" ? cardNumberOf(msisdn) : null,
  };
}

/** WHMCS services and their lines, world.md 3. `today` is D. */
export function seedServices(today: string): WorldService[] {
  const old = monthStart(today, -24);
  const recent = monthStart(today, -12);
  const opportunity = (number: number): string => salesforceId("006", number);
  const base = { status: "Active", orderId: null, opportunityId: null, line: null } as const;
  const fleet = Array.from({ length: 40 }, (_, index): WorldService => ({
    ...base,
    id: 30_301 + index,
    clientId: 1003,
    pid: 206,
    registeredOn: old,
    status: index < 38 ? "Active" : "Cancelled",
    line: line(`0900000${3_001 + index}`, "card"),
  }));
  return [
    {
      ...base,
      id: 30_011,
      clientId: 1001,
      pid: 202,
      registeredOn: recent,
      orderId: 4001,
      opportunityId: opportunity(1),
      line: line("09000001001", "esim"),
    },
    {
      ...base,
      id: 30_012,
      clientId: 1001,
      pid: 33,
      registeredOn: recent,
      orderId: 4003,
      opportunityId: opportunity(3),
    },
    {
      ...base,
      id: 30_021,
      clientId: 1002,
      pid: 182,
      registeredOn: old,
      orderId: 4002,
      opportunityId: opportunity(2),
    },
    {
      ...base,
      id: 30_022,
      clientId: 1002,
      pid: 203,
      registeredOn: recent,
      orderId: 4004,
      opportunityId: opportunity(4),
      line: line("09000001002", "card"),
    },
    ...fleet,
    {
      ...base,
      id: 30_051,
      clientId: 1005,
      pid: 213,
      registeredOn: old,
      status: "Suspended",
      opportunityId: opportunity(5),
      line: line("09000001005", "card"),
    },
    {
      ...base,
      id: 30_061,
      clientId: 1006,
      pid: 201,
      registeredOn: addDays(today, -3),
      orderId: 4006,
      opportunityId: opportunity(6),
      line: line("09000001006", "esim"),
    },
    {
      ...base,
      id: 30_081,
      clientId: 1008,
      pid: 206,
      registeredOn: recent,
      opportunityId: opportunity(10),
      line: line("09000001008", "esim"),
    },
    {
      ...base,
      id: 32_011,
      clientId: 2001,
      pid: 201,
      registeredOn: old,
      opportunityId: opportunity(21),
      line: line("09000002001", "card"),
    },
    { ...base, id: 32_012, clientId: 2001, pid: 54, registeredOn: old },
  ];
}

export type WorldOrder = { id: number; clientId: number; salesforceOrderId: string; orderedOn: string };

/** WHMCS orders behind the services that came through the portal, world.md 5. The order of 1006 takes its own number. */
export function seedOrders(today: string): WorldOrder[] {
  const order = (id: number, clientId: number, orderedOn: string): WorldOrder => ({
    id,
    clientId,
    orderedOn,
    salesforceOrderId: salesforceId("801", id - 4_000),
  });
  return [
    order(4001, 1001, monthStart(today, -12)),
    order(4002, 1002, monthStart(today, -24)),
    order(4003, 1001, monthStart(today, -12)),
    order(4004, 1002, monthStart(today, -12)),
    order(4006, 1006, addDays(today, -3)),
  ];
}
