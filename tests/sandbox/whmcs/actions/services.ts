import { isDay } from "../../dates.ts";
import type { Answer } from "../answer.ts";
import { found, inner, paged, typed } from "../answer.ts";
import type { Action, Actions, Context } from "../context.ts";
import type { AddonRow, ServiceRow } from "../database.ts";
import { gatewayName, nextId, NO_DATE } from "../database.ts";
import { decimal, parseDecimal } from "../money.ts";
import type { Params } from "../params.ts";
import type { Serialized } from "../php.ts";
import { Refusal } from "../refusal.ts";
import { orderNumber } from "../seed.ts";
import { changeProduct, recurringPrice } from "../upgrades.ts";
import { toText } from "./clients.ts";

function toServiceAnswer({ db }: Context, service: ServiceRow): Answer {
  const product = db.products.get(service.pid);
  return {
    id: service.id,
    qty: 1,
    clientid: service.clientid,
    orderid: service.orderid,
    // Services that were moved in without an order have none.
    ...(service.orderid > 0 ? { ordernumber: orderNumber(service.orderid) } : {}),
    pid: service.pid,
    regdate: service.regdate,
    name: typed(product?.name ?? ""),
    translated_name: typed(product?.name ?? ""),
    groupname: typed(product?.groupname ?? ""),
    translated_groupname: typed(product?.groupname ?? ""),
    domain: service.domain,
    dedicatedip: service.dedicatedip,
    serverid: service.serverid,
    servername: "",
    serverip: null,
    serverhostname: null,
    suspensionreason: typed(service.suspensionreason),
    firstpaymentamount: decimal(service.firstpaymentamount),
    recurringamount: decimal(service.recurringamount),
    paymentmethod: service.paymentmethod,
    paymentmethodname: gatewayName(service.paymentmethod),
    billingcycle: service.billingcycle,
    nextduedate: service.nextduedate,
    status: service.status,
    username: service.username,
    password: service.password,
    subscriptionid: service.subscriptionid,
    promoid: service.promoid,
    overideautosuspend: service.overideautosuspend,
    overidesuspenduntil: service.overidesuspenduntil,
    ns1: service.ns1,
    ns2: service.ns2,
    assignedips: service.assignedips,
    notes: typed(service.notes),
    diskusage: service.diskusage,
    disklimit: service.disklimit,
    bwusage: service.bwusage,
    bwlimit: service.bwlimit,
    lastupdate: service.lastupdate,
    customfields: inner(
      "customfield",
      (product?.fields ?? []).map((field) => ({
        id: field.id,
        name: field.name,
        translated_name: field.name,
        value: service.customfields.get(field.id) ?? "",
      })),
    ),
    configoptions: inner("configoption", []),
  };
}

const getClientsProducts: Action = (context, params) => {
  const clientId = params.id("clientid");
  const serviceId = params.id("serviceid");
  const pid = params.id("pid");
  const domain = params.text("domain");
  const username = params.text("username2");
  const rows = [...context.db.services.values()]
    .filter(
      (service) =>
        (clientId === 0 || service.clientid === clientId) &&
        (serviceId === 0 || service.id === serviceId) &&
        (pid === 0 || service.pid === pid) &&
        (domain === "" || service.domain === domain) &&
        (username === "" || service.username === username),
    )
    .sort((a, b) => a.id - b.id);
  const page = paged(rows, params.page());
  const echo = (name: string): string | null => (params.given(name) ? params.text(name) : null);
  return {
    clientid: echo("clientid"),
    serviceid: echo("serviceid"),
    pid: echo("pid"),
    domain: echo("domain"),
    ...page.counters,
    products: found(
      "product",
      page.rows.map((service) => toServiceAnswer(context, service)),
    ),
  };
};

function toAddonAnswer(addon: AddonRow): Answer {
  return {
    id: String(addon.id),
    qty: String(addon.qty),
    userid: String(addon.userid),
    orderid: String(addon.orderid),
    serviceid: String(addon.serviceid),
    addonid: String(addon.addonid),
    name: typed(addon.name),
    setupfee: decimal(addon.setupfee),
    recurring: decimal(addon.recurring),
    billingcycle: addon.billingcycle,
    tax: "",
    status: addon.status,
    regdate: addon.regdate,
    nextduedate: addon.nextduedate,
    nextinvoicedate: addon.nextduedate,
    paymentmethod: addon.paymentmethod,
    paymentmethodname: gatewayName(addon.paymentmethod),
    notes: typed(addon.notes),
  };
}

const getClientsAddons: Action = ({ db }, params) => {
  const services = params
    .text("serviceid")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const clientId = params.id("clientid");
  const definition = params.id("addonid");
  const rows = [...db.addons.values()].filter(
    (addon) =>
      (services.length === 0 || services.includes(String(addon.serviceid))) &&
      (clientId === 0 || addon.userid === clientId) &&
      (definition === 0 || addon.addonid === definition),
  );
  return {
    serviceid: params.text("serviceid"),
    clientid: params.text("clientid"),
    totalresults: rows.length,
    addons: found("addon", rows.map(toAddonAnswer)),
  };
};

const TEXT_KEYS = [
  "domain",
  "subscriptionid",
  "notes",
  "ns1",
  "ns2",
  "dedicatedip",
  "assignedips",
  "paymentmethod",
  "billingcycle",
  "status",
] as const;
const NUMBER_KEYS = ["serverid", "promoid", "diskusage", "disklimit", "bwusage", "bwlimit"] as const;
const DATE_KEYS = ["regdate", "nextduedate", "terminationdate", "overidesuspenduntil"] as const;
const UNSETTABLE: ReadonlySet<string> = new Set([
  ...TEXT_KEYS,
  ...DATE_KEYS,
  "suspendreason",
  "serviceusername",
  "servicepassword",
]);

const updateClientProduct: Action = (context, params) => {
  const { db, hooks } = context;
  const service = db.services.get(params.id("serviceid"));
  if (!service) throw new Refusal("Service ID Not Found");
  const pid = params.id("pid");
  if (pid > 0 && pid !== service.pid) {
    const amount = service.recurringamount;
    changeProduct(context, service.id, pid);
    // Only the record is edited: the price stays until autorecalc or recurringamount says otherwise (whmcs.md 6).
    service.recurringamount = amount;
  }
  for (const key of TEXT_KEYS) if (params.text(key) !== "") service[key] = params.text(key);
  for (const key of NUMBER_KEYS) if (params.text(key) !== "") service[key] = params.id(key);
  for (const key of DATE_KEYS) if (isDay(params.text(key))) service[key] = params.text(key);
  if (params.text("suspendreason") !== "") service.suspensionreason = params.text("suspendreason");
  if (params.text("serviceusername") !== "") service.username = params.text("serviceusername");
  if (params.text("servicepassword") !== "") service.password = params.text("servicepassword");
  if (params.given("overideautosuspend"))
    service.overideautosuspend = params.text("overideautosuspend") === "on" ? 1 : 0;
  for (const name of params.texts("unset").values()) if (UNSETTABLE.has(name)) unset(service, name);
  writeServiceFields(context, service, params.serialized("customfields"));
  if (params.flag("autorecalc"))
    service.recurringamount = recurringPrice(context, service.id) ?? service.recurringamount;
  for (const key of ["firstpaymentamount", "recurringamount"] as const) {
    const amount = parseDecimal(params.text(key));
    if (amount !== null) service[key] = amount;
  }
  hooks.emit("ServiceEdit", { userid: service.clientid, serviceid: service.id });
  return { serviceid: params.text("serviceid") };
};

function unset(service: ServiceRow, name: string): void {
  if (name === "suspendreason") service.suspensionreason = "";
  if (name === "serviceusername") service.username = "";
  if (name === "servicepassword") service.password = "";
  for (const key of TEXT_KEYS) if (key === name) service[key] = "";
  for (const key of DATE_KEYS) if (key === name) service[key] = NO_DATE;
}

/** Writes the fields the service's product has; unknown ids and unreadable values are dropped in silence. */
export function writeServiceFields(
  { db }: Context,
  service: ServiceRow,
  values: Map<string, Serialized> | null,
): void {
  if (!values) return;
  for (const field of db.products.get(service.pid)?.fields ?? []) {
    const value = values.get(String(field.id));
    if (value !== undefined) service.customfields.set(field.id, toText(value));
  }
}

const updateClientAddon: Action = ({ db }, params) => {
  const addon = db.addons.get(params.id("id"));
  if (!addon) throw new Refusal("Addon ID Not Found");
  let changed = false;
  for (const key of ["status", "name", "billingcycle", "nextduedate", "notes"] as const) {
    if (!params.given(key)) continue;
    addon[key] = params.text(key);
    changed = true;
  }
  for (const key of ["setupfee", "recurring"] as const) {
    const amount = parseDecimal(params.text(key));
    if (amount === null) continue;
    addon[key] = amount;
    changed = true;
  }
  if (!changed) throw new Refusal("Nothing to Update");
  return { id: params.text("id") };
};

const addCancelRequest: Action = ({ db, clock, hooks }, params) => {
  const service = db.services.get(params.id("serviceid"));
  if (!service) throw new Refusal("Service ID Not Found");
  if (db.cancelRequests.some((request) => request.relid === service.id))
    throw new Refusal("Existing Cancellation Request Exists");
  const type = params.text("type") === "Immediate" ? "Immediate" : "End of Billing Period";
  const reason = params.text("reason");
  db.cancelRequests.push({
    id: nextId(db, "cancelRequest"),
    date: clock.text(),
    relid: service.id,
    reason,
    type,
  });
  hooks.emit("CancellationRequest", { userid: service.clientid, relid: service.id, reason, type });
  return { serviceid: params.text("serviceid"), userid: String(service.clientid) };
};

const getCancelledPackages: Action = ({ db }, params) => {
  const page = paged(db.cancelRequests, params.page());
  const counters = Object.fromEntries(
    Object.entries(page.counters).map(([key, value]) => [key, String(value)]),
  );
  return {
    ...counters,
    packages: found(
      "package",
      page.rows.map((request) => ({
        id: String(request.id),
        date: request.date,
        relid: String(request.relid),
        reason: typed(request.reason),
        type: request.type,
        created_at: request.date,
        updated_at: request.date,
      })),
    ),
  };
};

function requireModule({ db, shape }: Context, params: Params): ServiceRow {
  const id = params.text("serviceid") === "" ? params.id("accountid") : params.id("serviceid");
  if (id === 0) throw new Refusal("Service ID is required");
  const service = db.services.get(id);
  if (!service) throw new Refusal("Service ID not found");
  if (!shape.modules) throw new Refusal("Service not assigned to a module");
  return service;
}

function moduleAction(hook: string, change: (service: ServiceRow, params: Params) => void): Action {
  return (context, params) => {
    const service = requireModule(context, params);
    change(service, params);
    context.hooks.emit(hook, { userid: service.clientid, serviceid: service.id });
    return {};
  };
}

export const serviceActions: Actions = {
  GetClientsProducts: getClientsProducts,
  GetClientsAddons: getClientsAddons,
  UpdateClientProduct: updateClientProduct,
  UpdateClientAddon: updateClientAddon,
  AddCancelRequest: addCancelRequest,
  GetCancelledPackages: getCancelledPackages,
  ModuleCreate: moduleAction("AfterModuleCreate", (service) => {
    service.status = "Active";
  }),
  ModuleSuspend: moduleAction("AfterModuleSuspend", (service, params) => {
    service.status = "Suspended";
    service.suspensionreason = params.text("suspendreason") || "Overdue on Payment";
  }),
  ModuleUnsuspend: moduleAction("AfterModuleUnsuspend", (service) => {
    service.status = "Active";
    service.suspensionreason = "";
  }),
  ModuleTerminate: moduleAction("AfterModuleTerminate", (service) => {
    service.status = "Terminated";
  }),
  ModuleChangePackage: moduleAction("AfterModuleChangePackage", () => undefined),
};
