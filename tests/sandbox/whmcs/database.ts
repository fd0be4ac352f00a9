import type { InvoiceStatus } from "../world/invoices.ts";

/** WHMCS's tables in memory, in its own words. Money in hundredths, dates as WHMCS's texts in Tokyo time. */
export const NO_DATE = "0000-00-00";
export const NO_TIME = "0000-00-00 00:00:00";

export const GATEWAYS = [
  { module: "stripe", displayname: "Credit Card" },
  { module: "banktransfer", displayname: "Bank Transfer" },
] as const;

export function gatewayName(module: string): string {
  return GATEWAYS.find((gateway) => gateway.module === module)?.displayname ?? "";
}

export const CLIENT_FIELD_IDS = [198, 199, 200, 201] as const;
export const CLIENT_FIELD_NAMES: Record<number, string> = {
  198: "Customer Number",
  199: "Date of Birth",
  200: "Gender",
  201: "Nationality",
};
export const SERVICE_FIELD_NAMES = [
  "OpportunityId",
  "SIM Number",
  "Serial Number",
  "EID",
  "Phone Number",
] as const;

export const INVOICE_STATUSES: readonly InvoiceStatus[] = [
  "Draft",
  "Unpaid",
  "Paid",
  "Cancelled",
  "Refunded",
  "Collections",
  "Payment Pending",
];

export type ClientRow = {
  id: number;
  owner_user_id: number;
  uuid: string;
  firstname: string;
  lastname: string;
  companyname: string;
  email: string;
  address1: string;
  address2: string;
  city: string;
  state: string;
  postcode: string;
  country: string;
  phonenumber: string;
  tax_id: string;
  notes: string;
  currency: number;
  defaultgateway: string;
  groupid: number;
  status: string;
  credit: number;
  taxexempt: boolean;
  latefeeoveride: boolean;
  overideduenotices: boolean;
  separateinvoices: boolean;
  disableautocc: boolean;
  overrideautoclose: boolean;
  marketing: boolean;
  allowSingleSignOn: boolean;
  language: string;
  lastlogin: string;
  datecreated: string;
  email_preferences: Record<string, string>;
  customfields: Map<number, string>;
};

export type UserRow = {
  id: number;
  firstname: string;
  lastname: string;
  email: string;
  password: string;
  language: string;
  datecreated: string;
  clients: { id: number; isOwner: boolean }[];
};

export type ProductRow = {
  pid: number;
  gid: number;
  groupname: string;
  name: string;
  slug: string;
  description: string;
  paytype: "recurring" | "onetime";
  /** Hundredths by currency code; one entry, under `monthly` also for one-time products. */
  price: Record<string, number>;
  /** Service custom fields; id and name. */
  fields: { id: number; name: string }[];
};

export type ServiceRow = {
  id: number;
  clientid: number;
  orderid: number;
  pid: number;
  regdate: string;
  domain: string;
  firstpaymentamount: number;
  recurringamount: number;
  paymentmethod: string;
  billingcycle: string;
  nextduedate: string;
  status: string;
  suspensionreason: string;
  username: string;
  password: string;
  notes: string;
  subscriptionid: string;
  promoid: number;
  overideautosuspend: number;
  overidesuspenduntil: string;
  dedicatedip: string;
  assignedips: string;
  ns1: string;
  ns2: string;
  serverid: number;
  diskusage: number;
  disklimit: number;
  bwusage: number;
  bwlimit: number;
  lastupdate: string;
  terminationdate: string;
  customfields: Map<number, string>;
  /** Ordered with `noinvoice`: the next billing run bills it. */
  unbilled: boolean;
};

export type AddonRow = {
  id: number;
  qty: number;
  userid: number;
  orderid: number;
  serviceid: number;
  addonid: number;
  name: string;
  setupfee: number;
  recurring: number;
  billingcycle: string;
  status: string;
  regdate: string;
  nextduedate: string;
  paymentmethod: string;
  notes: string;
};

export type PayMethodRow = {
  id: number;
  clientid: number;
  type: "RemoteCreditCard" | "CreditCard" | "BankAccount" | "RemoteBankAccount";
  description: string;
  gateway_name: string;
  card_last_four: string;
  /** `MM/YY`. */
  expiry_date: string;
  card_type: string;
  bank_name: string;
  remote_token: string;
  /** `DD/MM/YYYY HH:mm`. */
  last_updated: string;
};

export type ItemRow = {
  id: number;
  type: string;
  relid: number;
  description: string;
  amount: number;
  taxed: boolean;
};

export type InvoiceRow = {
  id: number;
  userid: number;
  invoicenum: string;
  date: string;
  duedate: string;
  datepaid: string;
  last_capture_attempt: string;
  date_refunded: string;
  date_cancelled: string;
  subtotal: number;
  credit: number;
  tax: number;
  tax2: number;
  total: number;
  taxrate: number;
  taxrate2: number;
  status: InvoiceStatus;
  paymentmethod: string;
  paymethodid: number | null;
  notes: string;
  created_at: string;
  updated_at: string;
  items: ItemRow[];
};

export type TransactionRow = {
  id: number;
  userid: number;
  gateway: string;
  date: string;
  description: string;
  amountin: number;
  fees: number;
  amountout: number;
  transid: string;
  invoiceid: number;
  refundid: number;
};

export type CreditRow = {
  id: number;
  clientid: number;
  date: string;
  description: string;
  amount: number;
  relid: number;
};

export type OrderRow = {
  id: number;
  ordernum: number;
  userid: number;
  requestor_id: number;
  date: string;
  promocode: string;
  amount: number;
  paymentmethod: string;
  invoiceid: number;
  status: string;
  ipaddress: string;
  notes: string;
  /** Service ids with the amount each had in the order. */
  lines: { serviceid: number; amount: number }[];
};

export type CancelRequestRow = { id: number; date: string; relid: number; reason: string; type: string };
export type UpgradeRow = {
  id: number;
  serviceid: number;
  orderid: number;
  invoiceid: number;
  newpid: number;
};
export type SentEmail = { at: string; template: string; subject: string; relatedId: number };

export type Database = {
  clients: Map<number, ClientRow>;
  users: Map<number, UserRow>;
  products: Map<number, ProductRow>;
  services: Map<number, ServiceRow>;
  addons: Map<number, AddonRow>;
  payMethods: Map<number, PayMethodRow>;
  /** Pay method ids of a client, the default first. */
  payMethodOrder: Map<number, number[]>;
  invoices: Map<number, InvoiceRow>;
  invoicesOfClient: Map<number, InvoiceRow[]>;
  transactions: TransactionRow[];
  transactionsOfInvoice: Map<number, TransactionRow[]>;
  credits: CreditRow[];
  orders: Map<number, OrderRow>;
  cancelRequests: CancelRequestRow[];
  upgrades: UpgradeRow[];
  emails: SentEmail[];
  /** Last id given out, by table. */
  lastId: Record<Sequence, number>;
};
export type Sequence =
  | "client"
  | "user"
  | "service"
  | "payMethod"
  | "invoice"
  | "item"
  | "transaction"
  | "credit"
  | "order"
  | "cancelRequest"
  | "upgrade";

export function nextId(db: Database, sequence: Sequence): number {
  db.lastId[sequence] += 1;
  return db.lastId[sequence];
}

export function addInvoiceRow(db: Database, invoice: InvoiceRow): void {
  db.invoices.set(invoice.id, invoice);
  const list = db.invoicesOfClient.get(invoice.userid);
  if (list) list.push(invoice);
  else db.invoicesOfClient.set(invoice.userid, [invoice]);
}

export function addTransactionRow(db: Database, transaction: TransactionRow): void {
  db.transactions.push(transaction);
  const list = db.transactionsOfInvoice.get(transaction.invoiceid);
  if (list) list.push(transaction);
  else db.transactionsOfInvoice.set(transaction.invoiceid, [transaction]);
}

export function invoicesOf(db: Database, clientId: number): readonly InvoiceRow[] {
  return db.invoicesOfClient.get(clientId) ?? [];
}

export function servicesOf(db: Database, clientId: number): ServiceRow[] {
  return [...db.services.values()].filter((service) => service.clientid === clientId);
}

/** The default first. */
export function payMethodsOf(db: Database, clientId: number): PayMethodRow[] {
  return (db.payMethodOrder.get(clientId) ?? []).flatMap((id) => db.payMethods.get(id) ?? []);
}

export function usersOf(db: Database, clientId: number): { user: UserRow; isOwner: boolean }[] {
  return [...db.users.values()].flatMap((user) => {
    const link = user.clients.find((client) => client.id === clientId);
    return link ? [{ user, isOwner: link.isOwner }] : [];
  });
}

/** Addresses are compared without regard to case. */
export function findUserByEmail(db: Database, email: string): UserRow | null {
  const wanted = email.trim().toLowerCase();
  for (const user of db.users.values()) if (user.email.toLowerCase() === wanted) return user;
  return null;
}

export function findClientByEmail(db: Database, email: string): ClientRow | null {
  const wanted = email.trim().toLowerCase();
  for (const client of db.clients.values()) if (client.email.toLowerCase() === wanted) return client;
  return null;
}
