import { readSerializedMap } from "../php.ts";
import type { Answer } from "../answer.ts";
import { found, paged, typed } from "../answer.ts";
import type { Action, Actions, Context } from "../context.ts";
import type { ClientRow } from "../database.ts";
import {
  CLIENT_FIELD_IDS,
  CLIENT_FIELD_NAMES,
  findClientByEmail,
  findUserByEmail,
  invoicesOf,
  nextId,
  servicesOf,
} from "../database.ts";
import { toClientAnswer } from "../client-answer.ts";
import { clientStats } from "../client-stats.ts";
import { CURRENCIES } from "../money.ts";
import type { Params } from "../params.ts";
import { Refusal } from "../refusal.ts";
import { uuidFrom } from "../seed.ts";

const SORT_KEYS = [
  "id",
  "firstname",
  "lastname",
  "companyname",
  "email",
  "groupid",
  "datecreated",
  "status",
] as const;
const PROFILE_KEYS = [
  "firstname",
  "lastname",
  "companyname",
  "email",
  "address1",
  "address2",
  "city",
  "state",
  "postcode",
  "country",
  "phonenumber",
  "tax_id",
  "language",
  "notes",
  "status",
] as const;
const REQUIRED: readonly [string, string][] = [
  ["firstname", "You did not enter your first name"],
  ["lastname", "You did not enter your last name"],
  ["email", "You did not enter your email address"],
  ["address1", "You did not enter your  address line 1"],
  ["city", "You did not enter your city"],
  ["state", "You did not enter your state"],
  ["postcode", "You did not enter your postcode"],
  ["phonenumber", "You did not enter your phone number"],
];

export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

const getClients: Action = ({ db }, params) => {
  const search = params.text("search").trim().toLowerCase();
  const status = params.text("status").toLowerCase();
  const key = SORT_KEYS.find((candidate) => candidate === params.text("orderby").toLowerCase()) ?? "lastname";
  const direction = params.text("sorting").toUpperCase() === "DESC" ? -1 : 1;
  const matches = [...db.clients.values()].filter((client) => {
    if (status !== "" && client.status.toLowerCase() !== status) return false;
    const texts = [
      client.email,
      client.firstname,
      client.lastname,
      `${client.firstname} ${client.lastname}`,
      client.companyname,
    ];
    return search === "" || texts.some((text) => text.toLowerCase().startsWith(search));
  });
  matches.sort((a, b) => direction * (compare(a[key], b[key]) || a.id - b.id));
  const { counters, rows } = paged(matches, params.page());
  return {
    ...counters,
    clients: found(
      "client",
      rows.map((client) => ({
        id: client.id,
        firstname: typed(client.firstname),
        lastname: typed(client.lastname),
        companyname: typed(client.companyname),
        email: client.email,
        datecreated: client.datecreated,
        groupid: client.groupid,
        status: client.status,
      })),
    ),
  };
};

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const getClientsDetails: Action = (context, params) => {
  const { db, shape } = context;
  const id = params.id("clientid");
  const email = params.text("email");
  if (id === 0 && email === "") throw new Refusal("Either clientid Or email Is Required");
  const client = id > 0 ? db.clients.get(id) : findClientByEmail(db, email);
  if (!client) throw new Refusal("Client Not Found");
  const fields = toClientAnswer(context, client);
  const answer: Answer = shape.legacyTopLevel ? { ...fields, client: fields } : { client: fields };
  if (params.flag("stats")) answer["stats"] = clientStats(context, client);
  return answer;
};

const addClient: Action = (context, params) => {
  const { db, clock, hooks } = context;
  const ownerId = params.id("owner_user_id");
  const owner = ownerId > 0 ? db.users.get(ownerId) : undefined;
  if (ownerId > 0 && !owner) throw new Refusal("Invalid Owner User ID");
  checkNewClient(context, params);
  const email = params.text("email").trim();
  if (!owner) {
    if (params.text("password2") === "") throw new Refusal("You did not enter a password");
    if (findUserByEmail(db, email)) throw new Refusal("A user already exists with that email address");
    if (findClientByEmail(db, email))
      throw new Refusal("The email address entered is not available for use.");
  }

  const id = nextId(db, "client");
  const user = owner ?? {
    id: nextId(db, "user"),
    firstname: params.text("firstname"),
    lastname: params.text("lastname"),
    email,
    password: params.text("password2"),
    language: params.text("language"),
    datecreated: clock.text(),
    clients: [],
  };
  user.clients.push({ id, isOwner: true });
  db.users.set(user.id, user);
  const client: ClientRow = {
    id,
    owner_user_id: user.id,
    uuid: uuidFrom(`client ${id} ${clock.now().getTime()}`),
    firstname: "",
    lastname: "",
    companyname: "",
    email,
    address1: "",
    address2: "",
    city: "",
    state: "",
    postcode: "",
    country: "",
    phonenumber: "",
    tax_id: "",
    notes: "",
    currency: currencyId(params) ?? 1,
    defaultgateway: params.text("paymentmethod"),
    groupid: params.id("groupid"),
    status: "Active",
    credit: 0,
    taxexempt: false,
    latefeeoveride: false,
    overideduenotices: false,
    separateinvoices: false,
    disableautocc: false,
    overrideautoclose: false,
    marketing: params.flag("marketingoptin"),
    allowSingleSignOn: true,
    language: "",
    lastlogin: "No Login Logged",
    datecreated: clock.today(),
    email_preferences: {
      general: "1",
      invoice: "1",
      support: "1",
      product: "1",
      domain: "1",
      affiliate: "1",
    },
    customfields: new Map(CLIENT_FIELD_IDS.map((field) => [field, ""])),
  };
  for (const key of PROFILE_KEYS) if (key !== "status" && params.given(key)) client[key] = params.text(key);
  client.email = email;
  writeClientFields(client, params);
  db.clients.set(id, client);
  hooks.emit("ClientAdd", { client_id: id, user_id: user.id, userid: id, email });
  const answer: Answer = { clientid: id, owner_id: user.id };
  if (params.given("cardnum") || params.given("cardtype") || params.given("expdate"))
    answer["warning"] =
      "Credit card related parameters are now deprecated and may be removed in a future version. Use AddPayMethod instead.";
  return answer;
};

function checkNewClient({ shape }: Context, params: Params): void {
  const relaxed = params.flag("skipvalidation");
  for (const [name, message] of REQUIRED)
    if (params.text(name).trim() === "" && (!relaxed || name === "email")) throw new Refusal(message);
  if (!isEmail(params.text("email").trim())) throw new Refusal("The email address you entered was not valid");
  if (relaxed) return;
  if (!/^[A-Za-z]{2}$/.test(params.text("country"))) throw new Refusal("Valid country required");
  if (!/^[0-9+().\- ]+$/.test(params.text("phonenumber")))
    throw new Refusal("Invalid telephone phone number");
  const fields = params.serialized("customfields");
  for (const id of shape.requiredClientFields)
    if (!fields?.get(String(id)))
      throw new Refusal(
        `You did not provide required custom field value for ${CLIENT_FIELD_NAMES[id] ?? id}`,
      );
}

function currencyId(params: Params): number | null {
  return CURRENCIES.find((currency) => currency.id === params.id("currency"))?.id ?? null;
}

/** Unreadable values are dropped without a word, as PHP's `unserialize` gives false (whmcs.md 1.2). */
function writeClientFields(client: ClientRow, params: Params): void {
  const fields = readSerializedMap(params.text("customfields"));
  if (!fields) return;
  for (const [key, value] of fields)
    if (client.customfields.has(Number(key))) client.customfields.set(Number(key), toText(value));
}

export function toText(value: unknown): string {
  if (value === true) return "1";
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

const updateClient: Action = ({ db, hooks }, params) => {
  const id = params.id("clientid");
  const client = id > 0 ? db.clients.get(id) : findClientByEmail(db, params.text("clientemail"));
  if (!client) throw new Refusal("Client ID Not Found");
  if (params.given("email")) {
    const email = params.text("email").trim();
    if (!isEmail(email)) throw new Refusal("The email address entered is not valid");
    const holder = findClientByEmail(db, email);
    if (holder && holder.id !== client.id) throw new Refusal("Duplicate Email Address");
  }
  const old: Record<string, string> = {};
  const changed: Record<string, string> = {};
  for (const key of PROFILE_KEYS) {
    if (!params.given(key)) continue;
    const value = key === "email" ? params.text(key).trim() : params.text(key);
    if (client[key] === value) continue;
    old[key] = client[key];
    client[key] = value;
    changed[key] = value;
  }
  if (params.given("paymentmethod")) client.defaultgateway = params.text("paymentmethod");
  if (params.given("currency")) client.currency = currencyId(params) ?? client.currency;
  if (params.given("groupid")) client.groupid = params.id("groupid");
  if (params.given("marketingoptin")) client.marketing = params.flag("marketingoptin");
  for (const key of [
    "latefeeoveride",
    "overideduenotices",
    "taxexempt",
    "separateinvoices",
    "disableautocc",
    "overrideautoclose",
  ] as const)
    if (params.given(key)) client[key] = params.flag(key);
  for (const [key, value] of params.texts("email_preferences"))
    if (Object.hasOwn(client.email_preferences, key))
      client.email_preferences[key] = value === "" || value === "0" ? "0" : "1";
  writeClientFields(client, params);
  // Notes may hold anything an administrator wrote: picked by name, never forwarded whole (whmcs.md 9).
  delete old["notes"];
  hooks.emit("ClientEdit", { userid: client.id, email: client.email, status: client.status, olddata: old });
  return { clientid: params.text("clientid") || client.id };
};

const closeClient: Action = ({ db, clock, hooks }, params) => {
  const client = db.clients.get(params.id("clientid"));
  if (!client) throw new Refusal("Client ID Not Found");
  client.status = "Closed";
  for (const service of servicesOf(db, client.id)) {
    if (service.status === "Pending") service.status = "Cancelled";
    if (service.status === "Active" || service.status === "Suspended") service.status = "Terminated";
  }
  for (const invoice of invoicesOf(db, client.id)) {
    if (invoice.status !== "Unpaid") continue;
    invoice.status = "Cancelled";
    invoice.date_cancelled = clock.text();
    hooks.emit("InvoiceCancelled", { invoiceid: invoice.id });
  }
  hooks.emit("ClientClose", { userid: client.id });
  return {};
};

export const clientActions: Actions = {
  GetClients: getClients,
  GetClientsDetails: getClientsDetails,
  AddClient: addClient,
  UpdateClient: updateClient,
  CloseClient: closeClient,
};
