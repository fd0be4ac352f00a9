import { createHash } from "node:crypto";
import { addDays, monthStart } from "../dates.ts";
import { escapeHtml } from "../html.ts";
import type { WorldClient, WorldUser } from "../world/clients.ts";
import { SEEDED_WHMCS_PASSWORD } from "../world/clients.ts";
import type { WorldProduct } from "../world/catalogue.ts";
import { PRODUCT_GROUPS } from "../world/catalogue.ts";
import type { InvoiceStatus, WorldInvoice } from "../world/invoices.ts";
import type { WorldPayMethod } from "../world/pay-methods.ts";
import type { WorldOrder, WorldService } from "../world/services.ts";
import type { World } from "../world/world.ts";
import type {
  ClientRow,
  Database,
  InvoiceRow,
  OrderRow,
  PayMethodRow,
  ProductRow,
  ServiceRow,
  UserRow,
} from "./database.ts";
import {
  addInvoiceRow,
  addTransactionRow,
  NO_DATE,
  NO_TIME,
  payMethodsOf,
  SERVICE_FIELD_NAMES,
} from "./database.ts";

/** WHMCS's tables filled with the seeded world. */
export function seedDatabase(world: World): Database {
  const db: Database = {
    clients: new Map(world.clients.map((client) => [client.id, toClientRow(client)])),
    users: new Map(world.users.map((user) => [user.id, toUserRow(user)])),
    products: new Map([...world.products].map(([pid, product]) => [pid, toProductRow(product)])),
    services: new Map(),
    addons: new Map(),
    payMethods: new Map(),
    payMethodOrder: new Map(),
    invoices: new Map(),
    invoicesOfClient: new Map(),
    transactions: [],
    transactionsOfInvoice: new Map(),
    credits: [],
    orders: new Map(),
    cancelRequests: [],
    upgrades: [],
    emails: [],
    lastId: {
      client: 3_000,
      user: 8_100,
      service: 33_000,
      payMethod: 30_000,
      invoice: 25_000,
      item: 2_600_000,
      transaction: 300_000,
      credit: 500,
      order: 4_100,
      cancelRequest: 0,
      upgrade: 0,
    },
  };
  for (const service of world.services) {
    const client = db.clients.get(service.clientId);
    const product = db.products.get(service.pid);
    if (client && product)
      db.services.set(service.id, toServiceRow({ service, client, product, today: world.today }));
  }
  for (const method of world.payMethods) {
    db.payMethods.set(method.id, toPayMethodRow(method, world.today));
    db.payMethodOrder.set(method.clientId, [...(db.payMethodOrder.get(method.clientId) ?? []), method.id]);
  }
  for (const invoice of world.invoices) addInvoice(db, invoice);
  for (const order of world.orders) db.orders.set(order.id, toOrderRow(db, order));
  for (const client of db.clients.values())
    if (client.credit > 0)
      db.credits.push({
        id: client.id,
        clientid: client.id,
        date: addDays(world.today, -60),
        description: "Welcome campaign",
        amount: client.credit,
        relid: 0,
      });
  return db;
}

/** A stable uuid of version 4 shape. */
export function uuidFrom(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function toClientRow(client: WorldClient): ClientRow {
  return {
    id: client.id,
    owner_user_id: client.userId,
    uuid: uuidFrom(`client ${client.id}`),
    firstname: client.firstName,
    lastname: client.lastName,
    companyname: client.companyName,
    email: client.email,
    address1: client.address.line1,
    address2: client.address.line2,
    city: client.address.city,
    state: client.address.state,
    postcode: client.address.postcode,
    country: "JP",
    phonenumber: client.phone,
    tax_id: "",
    notes: client.notes,
    currency: client.currency === "USD" ? 2 : 1,
    defaultgateway: client.gateway,
    groupid: 0,
    status: "Active",
    credit: hundredths(client.credit, client.currency),
    taxexempt: client.taxExempt,
    latefeeoveride: false,
    overideduenotices: false,
    separateinvoices: false,
    disableautocc: false,
    overrideautoclose: false,
    marketing: false,
    allowSingleSignOn: true,
    language: client.language === "ja" ? "japanese" : "english",
    lastlogin: "No Login Logged",
    datecreated: client.registeredOn,
    email_preferences: {
      general: "1",
      invoice: "1",
      support: "1",
      product: "1",
      domain: "1",
      affiliate: "0",
    },
    customfields: new Map([
      [198, client.customerNumber ?? ""],
      [199, client.birthDate],
      [200, client.gender],
      [201, ""],
    ]),
  };
}

function toUserRow(user: WorldUser): UserRow {
  return {
    id: user.id,
    firstname: user.firstName,
    lastname: user.lastName,
    email: user.email,
    password: SEEDED_WHMCS_PASSWORD,
    language: "",
    datecreated: `${user.registeredOn} 10:15:30`,
    clients: user.clients.map((client) => ({ ...client })),
  };
}

function toProductRow(product: WorldProduct): ProductRow {
  const group = PRODUCT_GROUPS[product.kind];
  // Only SIMs have a line to describe; every product leads back to its Opportunity.
  const names = product.kind === "sim" ? SERVICE_FIELD_NAMES : SERVICE_FIELD_NAMES.slice(0, 1);
  return {
    pid: product.pid,
    gid: group.gid,
    groupname: group.name,
    name: `ASI ${product.name}`,
    slug: product.sku.toLowerCase(),
    description: product.features.map(escapeHtml).join("<br />\r\n"),
    paytype: product.cycle === "Monthly" ? "recurring" : "onetime",
    price: { JPY: product.price * 100 },
    fields: names.map((name, index) => ({ id: product.pid * 10 + index + 1, name })),
  };
}

type ServiceSeed = { service: WorldService; client: ClientRow; product: ProductRow; today: string };

function toServiceRow({ service, client, product, today }: ServiceSeed): ServiceRow {
  const values = [
    service.opportunityId,
    service.line?.iccid,
    service.line?.cardNumber,
    service.line?.eid,
    service.line?.msisdn,
  ];
  const price = product.price["JPY"] ?? 0;
  return {
    ...newServiceDefaults(),
    id: service.id,
    clientid: client.id,
    orderid: service.orderId ?? 0,
    pid: service.pid,
    regdate: service.registeredOn,
    firstpaymentamount: price,
    recurringamount: price,
    paymentmethod: client.defaultgateway,
    billingcycle: "Monthly",
    nextduedate: monthStart(today, 1),
    status: service.status,
    suspensionreason: service.status === "Suspended" ? "Overdue on Payment" : "",
    // Present so that whoever reads them has something to strip.
    username: `svc${service.id}`,
    password: `s3cret-${service.id}`,
    customfields: new Map(product.fields.map((field, index) => [field.id, values[index] ?? ""])),
  };
}

export function newServiceDefaults() {
  return {
    domain: "",
    suspensionreason: "",
    username: "",
    password: "",
    notes: "",
    subscriptionid: "",
    promoid: 0,
    overideautosuspend: 0,
    overidesuspenduntil: NO_DATE,
    dedicatedip: "",
    assignedips: "",
    ns1: "",
    ns2: "",
    serverid: 0,
    diskusage: 0,
    disklimit: 0,
    bwusage: 0,
    bwlimit: 0,
    lastupdate: NO_TIME,
    terminationdate: NO_DATE,
    unbilled: false,
  };
}

function toPayMethodRow(method: WorldPayMethod, today: string): PayMethodRow {
  const updated = `${addDays(today, -90).split("-").reverse().join("/")} 10:01`;
  const common = { id: method.id, clientid: method.clientId, last_updated: updated };
  if (method.kind === "bank")
    return {
      ...common,
      type: "BankAccount",
      description: "Bank debit",
      gateway_name: "",
      card_last_four: "",
      expiry_date: "",
      card_type: "",
      bank_name: method.bankName,
      remote_token: "",
    };
  return {
    ...common,
    type: "RemoteCreditCard",
    description: `${method.brand} ${method.lastFour}`,
    gateway_name: "stripe",
    card_last_four: method.lastFour,
    expiry_date: `${method.expires.slice(5, 7)}/${method.expires.slice(2, 4)}`,
    card_type: method.brand,
    bank_name: "",
    remote_token: remoteToken(method.clientId, method.id),
  };
}

export function remoteToken(clientId: number, payMethodId: number): string {
  return JSON.stringify({ customer: `cus_sandbox${clientId}`, method: `pm_sandbox${payMethodId}` });
}

function addInvoice(db: Database, invoice: WorldInvoice): void {
  const client = db.clients.get(invoice.clientId);
  const currency = client?.currency === 2 ? "USD" : "JPY";
  const subtotal = hundredths(
    invoice.lines.reduce((sum, line) => sum + line.amount, 0),
    currency,
  );
  const tax = hundredths(invoice.tax, currency);
  const created = `${invoice.date} 00:05:12`;
  const paidAt = invoice.receivedAt ?? NO_TIME;
  const settled = invoice.status === "Paid" || invoice.status === "Refunded";
  const closedAt = `${invoice.dueDate} 15:00:00`;
  const row: InvoiceRow = {
    id: invoice.id,
    userid: invoice.clientId,
    invoicenum: isNumbered(invoice.status) ? invoiceNumber(invoice.id) : "",
    date: invoice.date,
    duedate: invoice.dueDate,
    datepaid: settled ? paidAt : NO_TIME,
    last_capture_attempt: settled && invoice.gateway === "stripe" ? paidAt : NO_TIME,
    date_refunded: invoice.status === "Refunded" ? closedAt : NO_TIME,
    date_cancelled: invoice.status === "Cancelled" ? closedAt : NO_TIME,
    subtotal,
    credit: 0,
    tax,
    tax2: 0,
    total: subtotal + tax,
    taxrate: invoice.taxRate,
    taxrate2: 0,
    status: invoice.status,
    paymentmethod: invoice.gateway,
    paymethodid:
      settled && invoice.gateway === "stripe" ? (payMethodsOf(db, invoice.clientId)[0]?.id ?? null) : null,
    notes: "",
    created_at: created,
    updated_at: settled ? paidAt : created,
    items: invoice.lines.map((line, index) => ({
      id: invoice.id * 100 + index + 1,
      type: line.serviceId === null ? "" : "Hosting",
      relid: line.serviceId ?? 0,
      description: line.description,
      amount: hundredths(line.amount, currency),
      taxed: line.taxed,
    })),
  };
  addInvoiceRow(db, row);
  if (invoice.receivedAt === null) return;
  const payment = {
    id: invoice.id * 10 + 1,
    userid: row.userid,
    gateway: row.paymentmethod,
    date: invoice.receivedAt,
    description: "Invoice Payment",
    amountin: hundredths(invoice.received, currency),
    fees: 0,
    amountout: 0,
    transid: `pi_sandbox${invoice.id}`,
    invoiceid: row.id,
    refundid: 0,
  };
  addTransactionRow(db, payment);
  if (invoice.status === "Refunded")
    addTransactionRow(db, {
      ...payment,
      id: payment.id + 1,
      date: closedAt,
      description: "Refund",
      amountin: 0,
      amountout: payment.amountin,
      transid: `re_sandbox${invoice.id}`,
      refundid: payment.id,
    });
}

/** Sequential number of an invoice that has been paid at some time (world.md 4). */
export function invoiceNumber(id: number): string {
  return `A${id + 500_000}`;
}

function isNumbered(status: InvoiceStatus): boolean {
  return status === "Paid" || status === "Refunded" || status === "Collections";
}

function toOrderRow(db: Database, order: WorldOrder): OrderRow {
  const lines = [...db.services.values()]
    .filter((service) => service.orderid === order.id)
    .map((service) => ({ serviceid: service.id, amount: service.firstpaymentamount }));
  const client = db.clients.get(order.clientId);
  return {
    id: order.id,
    ordernum: orderNumber(order.id),
    userid: order.clientId,
    requestor_id: client?.owner_user_id ?? 0,
    date: `${order.orderedOn} 13:59:35`,
    promocode: "",
    amount: lines.reduce((sum, line) => sum + line.amount, 0),
    paymentmethod: client?.defaultgateway ?? "stripe",
    invoiceid: 0,
    status: "Active",
    ipaddress: "198.51.100.4",
    notes: `sfOrderId=${order.salesforceOrderId}`,
    lines,
  };
}

export function orderNumber(id: number): number {
  return 7_858_250_000 + id;
}

function hundredths(minor: number, currency: "JPY" | "USD"): number {
  return currency === "JPY" ? minor * 100 : minor;
}
