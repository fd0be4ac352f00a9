import type { Answer } from "../answer.ts";
import { found, inner, paged, typed } from "../answer.ts";
import { createInvoice } from "../billing.ts";
import type { Action, Actions, Context } from "../context.ts";
import type { ClientRow, ItemRow, OrderRow, ProductRow, ServiceRow } from "../database.ts";
import { GATEWAYS, gatewayName, nextId, NO_DATE, NO_TIME } from "../database.ts";
import { currencyOf, decimal, parseDecimal } from "../money.ts";
import type { Params } from "../params.ts";
import { readSerializedMap } from "../php.ts";
import { Refusal } from "../refusal.ts";
import { newServiceDefaults, orderNumber } from "../seed.ts";
import { writeServiceFields } from "./services.ts";

export function requireGateway(text: string): string {
  const gateway = GATEWAYS.find((known) => known.module === text);
  if (!gateway)
    throw new Refusal(
      `Invalid Payment Method. Valid options include ${GATEWAYS.map((known) => known.module).join(",")}`,
    );
  return gateway.module;
}

/** Billing cycles are compared by their letters alone (whmcs.md 6). */
export function cycleKey(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, "");
}

type CartItem = { product: ProductRow; cycle: "Monthly" | "One Time"; price: number; key: string };

const ITEM_ARRAYS = [
  "pid",
  "qty",
  "billingcycle",
  "domain",
  "hostname",
  "customfields",
  "configoptions",
  "priceoverride",
  "addons",
  "addonsqty",
];

const addOrder: Action = (context, params) => {
  const { db, hooks, clock, shape } = context;
  const client = db.clients.get(params.id("clientid"));
  if (!client) throw new Refusal("Client ID Not Found");
  if (client.status === "Closed") throw new Refusal("Unable to add order when client status is Closed");
  const gateway = requireGateway(params.text("paymentmethod"));
  for (const name of ITEM_ARRAYS) params.array(name);
  if (params.id("addonid") > 0 || params.given("addonids")) refuseAddonOrder(context, params, client);
  const items = readCart(context, params, client);
  if (items.length === 0) throw new Refusal("No items added to cart so order cannot proceed");

  const orderId = nextId(db, "order");
  const noInvoice = params.flag("noinvoice");
  const services = items.map((item) =>
    addService(context, { item, client, gateway, orderId, params, unbilled: noInvoice }),
  );
  const order: OrderRow = {
    id: orderId,
    ordernum: orderNumber(orderId),
    userid: client.id,
    requestor_id: client.owner_user_id,
    date: clock.text(),
    promocode: params.text("promocode"),
    amount: services.reduce((sum, service) => sum + service.firstpaymentamount, 0),
    paymentmethod: gateway,
    invoiceid: 0,
    status: "Pending",
    ipaddress: params.text("clientip") || context.callerIp,
    notes: shape.dropOrderNotes ? "" : params.text("notes"),
    lines: services.map((service) => ({ serviceid: service.id, amount: service.firstpaymentamount })),
  };
  db.orders.set(orderId, order);
  if (!noInvoice)
    order.invoiceid = createInvoice(context, {
      client,
      paymentMethod: gateway,
      source: "api",
      items: services.map((service) => toInvoiceItem(context, service)),
    }).id;
  const ids = services.map((service) => service.id);
  hooks.emit("AfterShoppingCartCheckout", {
    OrderID: order.id,
    OrderNumber: order.ordernum,
    ServiceIDs: ids,
    AddonIDs: [],
    DomainIDs: [],
    RenewalIDs: [],
    PaymentMethod: gateway,
    InvoiceID: order.invoiceid,
    TotalDue: decimal(order.amount),
  });
  return {
    orderid: String(orderId),
    serviceids: ids.join(","),
    addonids: "",
    domainids: "",
    invoiceid: order.invoiceid === 0 ? 0 : String(order.invoiceid),
  };
};

/** No addon is defined in this installation, so every order of one is refused with the reason that comes first. */
function refuseAddonOrder({ db }: Context, params: Params, client: ClientRow): never {
  const serviceIds = [params.text("serviceid"), ...params.texts("serviceids").values()].filter(
    (text) => text !== "",
  );
  for (const id of serviceIds)
    if (db.services.get(Number(id))?.clientid !== client.id)
      throw new Refusal("Service ID not owned by Client ID provided");
  throw new Refusal("Addon ID invalid");
}

/** Items that can be sold; unknown and unpriced products are dropped in silence (whmcs.md 6). */
function readCart({ db }: Context, params: Params, client: ClientRow): CartItem[] {
  const currency = currencyOf(client.currency).code;
  const cycles = params.texts("billingcycle");
  const overrides = params.texts("priceoverride");
  const items: CartItem[] = [];
  for (const [key, pid] of params.texts("pid")) {
    const product = db.products.get(Number(pid));
    const price = product?.price[currency];
    if (!product || price === undefined) continue;
    const wanted = cycleKey(cycles.get(key) ?? "");
    const allowed = product.paytype === "onetime" ? ["", "onetime", "monthly"] : ["", "monthly"];
    if (!allowed.includes(wanted)) continue;
    items.push({
      product,
      key,
      cycle: product.paytype === "onetime" ? "One Time" : "Monthly",
      price: parseDecimal(overrides.get(key) ?? "") ?? price,
    });
  }
  return items;
}

type NewService = {
  item: CartItem;
  client: ClientRow;
  gateway: string;
  orderId: number;
  params: Params;
  unbilled: boolean;
};

function addService(
  context: Context,
  { item, client, gateway, orderId, params, unbilled }: NewService,
): ServiceRow {
  const { db, clock } = context;
  const once = item.cycle === "One Time";
  const service: ServiceRow = {
    ...newServiceDefaults(),
    id: nextId(db, "service"),
    clientid: client.id,
    orderid: orderId,
    pid: item.product.pid,
    regdate: clock.today(),
    domain: params.texts("domain").get(item.key) ?? "",
    firstpaymentamount: item.price,
    recurringamount: once ? 0 : item.price,
    paymentmethod: gateway,
    billingcycle: item.cycle,
    nextduedate: once ? NO_DATE : clock.today(),
    status: "Pending",
    customfields: new Map(item.product.fields.map((field) => [field.id, ""])),
    unbilled,
    lastupdate: NO_TIME,
  };
  writeServiceFields(context, service, readSerializedMap(params.texts("customfields").get(item.key) ?? ""));
  db.services.set(service.id, service);
  return service;
}

export function toInvoiceItem({ db }: Context, service: ServiceRow): Omit<ItemRow, "id"> {
  const name = db.products.get(service.pid)?.name ?? "";
  return {
    type: "Hosting",
    relid: service.id,
    description: name,
    amount: service.firstpaymentamount,
    taxed: true,
  };
}

function requirePending({ db }: Context, params: Params): OrderRow {
  const order = db.orders.get(params.id("orderid"));
  if (!order || order.status !== "Pending") throw new Refusal("Order ID not found or Status not Pending");
  return order;
}

const acceptOrder: Action = (context, params) => {
  const { db, hooks, shape } = context;
  const order = requirePending(context, params);
  hooks.emit("AcceptOrder", { orderid: order.id });
  order.status = "Active";
  for (const line of order.lines) {
    const service = db.services.get(line.serviceid);
    if (!service || service.status !== "Pending") continue;
    if (!shape.acceptLeavesPending || shape.modules) service.status = "Active";
    if (params.text("serviceusername") !== "") service.username = params.text("serviceusername");
  }
  return {};
};

const cancelOrder: Action = (context, params) => {
  const { db, hooks, shape, clock } = context;
  const order = requirePending(context, params);
  hooks.emit("CancelOrder", { orderid: order.id });
  order.status = "Cancelled";
  if (!shape.cancelOrderCascades) return {};
  for (const line of order.lines) {
    const service = db.services.get(line.serviceid);
    if (service) service.status = "Cancelled";
  }
  const invoice = db.invoices.get(order.invoiceid);
  if (invoice?.status === "Unpaid") {
    invoice.status = "Cancelled";
    invoice.date_cancelled = clock.text();
    hooks.emit("InvoiceCancelled", { invoiceid: invoice.id });
  }
  return {};
};

const getOrders: Action = (context, params) => {
  const { db } = context;
  const id = params.id("id");
  const clientId = params.id("userid");
  const requestor = params.id("requestor_id");
  const status = params.text("status").toLowerCase();
  const rows = [...db.orders.values()]
    .filter(
      (order) =>
        (id === 0 || order.id === id) &&
        (clientId === 0 || order.userid === clientId) &&
        (requestor === 0 || order.requestor_id === requestor) &&
        (status === "" || order.status.toLowerCase() === status),
    )
    .sort((a, b) => b.id - a.id);
  const page = paged(rows, params.page());
  return {
    ...page.counters,
    orders: found(
      "order",
      page.rows.map((order) => toOrderAnswer(context, order)),
      { whenEmpty: "string" },
    ),
  };
};

function toOrderAnswer({ db }: Context, order: OrderRow): Answer {
  const client = db.clients.get(order.userid);
  const currency = currencyOf(client?.currency ?? 1);
  const lines = order.lines.flatMap((line) => {
    const service = db.services.get(line.serviceid);
    const product = db.products.get(service?.pid ?? 0);
    if (!service || !product) return [];
    return [
      {
        type: "product",
        relid: service.id,
        producttype: "Other Product/Service",
        product: typed(`${product.groupname} - ${product.name}`),
        domain: service.domain,
        billingcycle: service.billingcycle,
        amount: decimal(line.amount),
        status: service.status,
      },
    ];
  });
  return {
    id: order.id,
    ordernum: order.ordernum,
    userid: order.userid,
    contactid: 0,
    requestor_id: order.requestor_id,
    admin_requestor_id: 0,
    date: order.date,
    nameservers: "",
    transfersecret: "",
    renewals: "",
    renewalsByType: { domains: [], services: [], addons: [] },
    promocode: order.promocode,
    promotype: "",
    promovalue: "",
    orderdata: "{}",
    amount: decimal(order.amount),
    paymentmethod: order.paymentmethod,
    invoiceid: order.invoiceid,
    status: order.status,
    ipaddress: order.ipaddress,
    fraudmodule: "",
    fraudoutput: "",
    notes: typed(order.notes),
    paymentmethodname: gatewayName(order.paymentmethod),
    paymentstatus: db.invoices.get(order.invoiceid)?.status ?? "No Invoice",
    name: typed(`${client?.firstname ?? ""} ${client?.lastname ?? ""}`),
    currencyprefix: currency.prefix,
    // No leading blank here, unlike in GetInvoices (whmcs.md 5, "Currencies").
    currencysuffix: currency.suffix.trim(),
    frauddata: "",
    validationdata: "",
    lineitems: inner("lineitem", lines),
  };
}

export const orderActions: Actions = {
  AddOrder: addOrder,
  AcceptOrder: acceptOrder,
  CancelOrder: cancelOrder,
  GetOrders: getOrders,
};
