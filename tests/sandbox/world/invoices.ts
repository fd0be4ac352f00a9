import { addDays, monthEnd, monthStart } from "../dates.ts";
import { HOSTILE_TEXT } from "./clients.ts";

export type InvoiceStatus =
  "Draft" | "Unpaid" | "Paid" | "Cancelled" | "Refunded" | "Collections" | "Payment Pending";

export type WorldInvoiceLine = {
  /** Null: not for a service. */
  serviceId: number | null;
  description: string;
  /** Smallest unit of the currency, without tax. */
  amount: number;
  taxed: boolean;
};

export type WorldInvoice = {
  id: number;
  clientId: number;
  status: InvoiceStatus;
  date: string;
  dueDate: string;
  lines: WorldInvoiceLine[];
  tax: number;
  /** Percent. */
  taxRate: number;
  /** Money received, smallest unit; less than the total when partly paid. */
  received: number;
  /** `YYYY-MM-DD HH:mm:ss` in Tokyo; null when nothing was received. */
  receivedAt: string | null;
  gateway: "stripe" | "banktransfer";
};

/** 1 MB. */
export const LONG_LINE_BYTES = 1_048_576;

/** Invoices of world.md 4. `today` is D. */
export function seedInvoices(today: string): WorldInvoice[] {
  const seed = new InvoiceSeed(today);
  return [
    ...amelia(seed),
    ...hanako(seed),
    ...bulk(seed),
    ...late(seed),
    ...hostile(seed),
    ...kenji(seed),
    ...grace(seed),
    ...legacy(seed),
  ];
}

type Draft = {
  id: number;
  clientId: number;
  status: InvoiceStatus;
  lines: WorldInvoiceLine[];
  month?: number;
  date?: string;
  dueDate?: string;
  tax?: number;
  taxRate?: number;
  received?: number;
  gateway?: "stripe" | "banktransfer";
};

class InvoiceSeed {
  readonly today: string;
  constructor(today: string) {
    this.today = today;
  }

  /** Dated the 1st of the month `month` away, due the 15th; 10 % summed and rounded down once. */
  invoice(draft: Draft): WorldInvoice {
    const date = draft.date ?? monthStart(this.today, draft.month ?? 0);
    const taxRate = draft.taxRate ?? 10;
    const taxable = draft.lines.filter((line) => line.taxed).reduce((sum, line) => sum + line.amount, 0);
    const tax = draft.tax ?? Math.floor((taxable * taxRate) / 100);
    const subtotal = draft.lines.reduce((sum, line) => sum + line.amount, 0);
    const paid = draft.status === "Paid" || draft.status === "Refunded";
    const received = draft.received ?? (paid ? subtotal + tax : 0);
    return {
      id: draft.id,
      clientId: draft.clientId,
      status: draft.status,
      date,
      dueDate: draft.dueDate ?? `${date.slice(0, 8)}15`,
      lines: draft.lines,
      tax,
      taxRate,
      received,
      receivedAt: received > 0 ? this.receivedAt(date) : null,
      gateway: draft.gateway ?? "stripe",
    };
  }

  /** Two days after the invoice, but never after D. */
  private receivedAt(date: string): string {
    const day = addDays(date, 2);
    return day < this.today ? `${day} 11:20:45` : `${this.today} 08:30:00`;
  }

  /** ` (2026/11/01 - 2026/11/30)`, the way WHMCS marks the period on a line. */
  period(month: number): string {
    const first = monthStart(this.today, month);
    return ` (${first.replaceAll("-", "/")} - ${monthEnd(first).replaceAll("-", "/")})`;
  }
}

function line(serviceId: number | null, description: string, amount: number, taxed = true): WorldInvoiceLine {
  return { serviceId, description, amount, taxed };
}

function amelia(seed: InvoiceSeed): WorldInvoice[] {
  const plan = (month: number): WorldInvoiceLine =>
    line(30_011, `SIM Data & Voice 10GB${seed.period(month)}`, 1_980);
  const vpn = "SonixNet VPN Remote Access USA (San Francisco)";
  return [
    seed.invoice({ id: 10_001, clientId: 1001, status: "Paid", month: -2, lines: [plan(-2)] }),
    seed.invoice({
      id: 10_002,
      clientId: 1001,
      status: "Paid",
      month: -1,
      lines: [
        plan(-1),
        line(null, "SIM Data Top-up: 3GB for 09000001001", 1_500),
        line(30_012, `${vpn}, prorated${seed.period(-1)}`, 1_500),
      ],
    }),
    seed.invoice({
      id: 10_003,
      clientId: 1001,
      status: "Unpaid",
      month: 0,
      dueDate: addDays(seed.today, 5),
      lines: [plan(0), line(30_012, `${vpn}${seed.period(0)}`, 2_500)],
    }),
  ];
}

function hanako(seed: InvoiceSeed): WorldInvoice[] {
  const monthly = Array.from({ length: 13 }, (_, index) => {
    const month = index - 12;
    return seed.invoice({
      id: 10_101 + index,
      clientId: 1002,
      status: "Paid",
      month,
      lines: [
        line(30_021, `インターネット ホーム1G（ゴールド）${seed.period(month)}`, 6_500),
        line(30_022, `SIM データ＋音声 25GB${seed.period(month)}`, 2_980),
      ],
    });
  });
  const date = addDays(seed.today, -40);
  const used = `${Number(monthStart(date, -1).slice(5, 7))}月利用分`;
  const counted = seed.invoice({
    id: 10_114,
    clientId: 1002,
    status: "Paid",
    date,
    dueDate: addDays(date, 14),
    // Counted line by line, 3 × floor(10.5): what JP-MO-7 forbids and JP-MO-8 wants reported.
    tax: 30,
    lines: [
      line(null, `国内通話料 ${used} その1`, 105),
      line(null, `国内通話料 ${used} その2`, 105),
      line(null, `国内通話料 ${used} その3`, 105),
      line(null, `国際ローミング ${used}（不課税）`, 3_000, false),
    ],
  });
  return [...monthly, counted];
}

function bulk(seed: InvoiceSeed): WorldInvoice[] {
  return Array.from({ length: 5_000 }, (_, index) => {
    const n = index + 1;
    const cards = 1 + (n % 40);
    const month = -143 + Math.floor((index * 144) / 5_000);
    const base = {
      id: 20_000 + n,
      clientId: 1003,
      gateway: "banktransfer" as const,
      lines: [line(null, `SIM Data Only 5GB, ${cards} cards${seed.period(month)}`, 880 * cards)],
    };
    if (n <= 4_970) return seed.invoice({ ...base, status: "Paid", month });
    if (n <= 4_980) return seed.invoice({ ...base, status: "Cancelled", month });
    if (n <= 4_990)
      return seed.invoice({ ...base, status: "Unpaid", month, dueDate: addDays(seed.today, 12) });
    return seed.invoice({
      ...base,
      status: "Unpaid",
      date: addDays(seed.today, -20),
      dueDate: addDays(seed.today, -3),
    });
  });
}

function late(seed: InvoiceSeed): WorldInvoice[] {
  const plan = (month: number): WorldInvoiceLine =>
    line(30_051, `SIM Data & Voice 3GB (old)${seed.period(month)}`, 900);
  const states: [number, InvoiceStatus, number][] = [
    [10_501, "Refunded", -5],
    [10_502, "Cancelled", -4],
    [10_503, "Collections", -3],
    [10_504, "Unpaid", -2],
    [10_505, "Unpaid", -1],
  ];
  return [
    ...states.map(([id, status, month]) =>
      seed.invoice({ id, clientId: 1005, status, month, lines: [plan(month)] }),
    ),
    seed.invoice({
      id: 10_506,
      clientId: 1005,
      status: "Unpaid",
      month: 0,
      dueDate: addDays(seed.today, 7),
      received: 2_000,
      lines: [
        plan(0),
        line(null, "SIM Data Top-up: 8GB for 09000001005", 4_000),
        line(null, "Paper invoice fee", 80),
      ],
    }),
  ];
}

function hostile(seed: InvoiceSeed): WorldInvoice[] {
  const plan = "SIM Data & Voice 5GB";
  const date = addDays(seed.today, -3);
  const base = { clientId: 1006, date, dueDate: addDays(date, 14) };
  return [
    seed.invoice({
      ...base,
      id: 10_601,
      status: "Paid",
      lines: [line(30_061, `${plan} ${HOSTILE_TEXT}`, 1_280)],
    }),
    seed.invoice({
      ...base,
      id: 10_602,
      status: "Unpaid",
      dueDate: addDays(seed.today, 3),
      lines: [line(30_061, longText(`${plan} ${HOSTILE_TEXT} `), 1_280)],
    }),
    seed.invoice({
      ...base,
      id: 10_603,
      status: "Payment Pending",
      lines: [line(30_061, `${plan}\r\n${HOSTILE_TEXT}\n`, 1_280)],
    }),
  ];
}

/** Exactly 1 MB of UTF-8, cut at a character and filled up with dots. */
function longText(part: string): string {
  const bytes = Buffer.byteLength(part);
  const repeated = part.repeat(Math.floor(LONG_LINE_BYTES / bytes));
  return repeated + ".".repeat(LONG_LINE_BYTES - Buffer.byteLength(repeated));
}

function kenji(seed: InvoiceSeed): WorldInvoice[] {
  return Array.from({ length: 6 }, (_, index) =>
    seed.invoice({
      id: 10_801 + index,
      clientId: 1008,
      status: "Paid",
      month: index - 5,
      lines: [line(30_081, `SIM データ専用 5GB${seed.period(index - 5)}`, 880)],
    }),
  );
}

function grace(seed: InvoiceSeed): WorldInvoice[] {
  const base = { clientId: 1009, taxRate: 0 };
  return [
    seed.invoice({
      ...base,
      id: 10_901,
      status: "Paid",
      month: -1,
      lines: [line(null, `Remote support${seed.period(-1)}`, 1_999, false)],
    }),
    seed.invoice({
      ...base,
      id: 10_902,
      status: "Unpaid",
      month: 0,
      dueDate: addDays(seed.today, 9),
      lines: [line(null, `Remote support${seed.period(0)}`, 2_199, false)],
    }),
  ];
}

function legacy(seed: InvoiceSeed): WorldInvoice[] {
  return Array.from({ length: 9 }, (_, index) => {
    const month = index - 8;
    return seed.invoice({
      id: 11_001 + index,
      clientId: 2001,
      status: "Paid",
      month,
      lines: [
        line(32_011, `SIM Data & Voice 5GB${seed.period(month)}`, 1_280),
        line(32_012, `SonixNet VPN Remote Access UK (London)${seed.period(month)}`, 2_500),
      ],
    });
  });
}
