import type { Answer } from "../answer.ts";
import { found, typed } from "../answer.ts";
import { isExpired } from "../billing.ts";
import type { Action, Actions, Context } from "../context.ts";
import type { PayMethodRow } from "../database.ts";
import { payMethodsOf } from "../database.ts";
import { GATEWAYS } from "../database.ts";
import type { Params } from "../params.ts";
import { addCard, deletePayMethod, makeDefault, touch } from "../pay-method-store.ts";
import { nextId } from "../database.ts";
import { Refusal } from "../refusal.ts";

function toAnswer(method: PayMethodRow): Answer {
  const isCard = method.type === "CreditCard" || method.type === "RemoteCreditCard";
  return {
    id: method.id,
    type: method.type,
    description: typed(method.description),
    gateway_name: method.gateway_name,
    contact_type: "Client",
    contact_id: method.clientid,
    ...(isCard
      ? {
          card_last_four: method.card_last_four,
          expiry_date: method.expiry_date,
          start_date: "",
          issue_number: "",
          card_type: method.card_type,
        }
      : { bank_name: typed(method.bank_name) }),
    remote_token: method.remote_token,
    last_updated: method.last_updated,
  };
}

const getPayMethods: Action = ({ db }, params) => {
  if (params.text("clientid") === "") throw new Refusal("Client ID Is Required");
  const clientId = params.id("clientid");
  if (!db.clients.has(clientId)) throw new Refusal("Client Not Found");
  const type = params.text("type");
  if (type !== "" && type !== "BankAccount" && type !== "CreditCard")
    throw new Refusal("Invalid Pay Method Type. Should be 'BankAccount' or 'CreditCard'");
  const wanted = params.id("paymethodid");
  const rows = payMethodsOf(db, clientId).filter(
    (method) => (wanted === 0 || method.id === wanted) && (type === "" || method.type.endsWith(type)),
  );
  return { clientid: params.text("clientid"), paymethods: found(null, rows.map(toAnswer)) };
};

const addPayMethod: Action = (context, params) => {
  const { db } = context;
  if (params.text("clientid") === "") throw new Refusal("Client ID Is Required");
  const client = db.clients.get(params.id("clientid"));
  if (!client) throw new Refusal("Client Not Found");
  const type = params.text("type");
  const gateway = params.text("gateway_module_name");
  if (gateway !== "" && !GATEWAYS.some((known) => known.module === gateway))
    throw new Refusal("Invalid Gateway Module Name");
  if (type === "CreditCard" || type === "RemoteCreditCard") {
    if (gateway === "banktransfer") throw new Refusal("Unsupported Gateway Type for Storage");
    const result = addCard(context, {
      clientId: client.id,
      number: params.text("card_number"),
      expiry: params.text("card_expiry"),
      description: params.text("description"),
      asDefault: params.flag("set_as_default"),
    });
    if (result === "bad_number") throw new Refusal("Card Number is invalid");
    if (result === "bad_expiry") throw new Refusal("Expiry Date is invalid");
    return { clientid: params.text("clientid"), paymethodid: String(result.id) };
  }
  if (type !== "BankAccount")
    throw new Refusal("Invalid Pay Method Type. Should be 'BankAccount' or 'CreditCard'");
  const id = nextId(db, "payMethod");
  db.payMethods.set(id, {
    id,
    clientid: client.id,
    type,
    description: params.text("description"),
    gateway_name: gateway,
    card_last_four: "",
    expiry_date: "",
    card_type: "",
    bank_name: params.text("bank_name"),
    remote_token: "",
    last_updated: touch(context),
  });
  db.payMethodOrder.set(client.id, [...(db.payMethodOrder.get(client.id) ?? []), id]);
  if (params.flag("set_as_default")) makeDefault(db, id);
  return { clientid: params.text("clientid"), paymethodid: String(id) };
};

function requireOwn({ db }: Context, params: Params): PayMethodRow {
  const method = db.payMethods.get(params.id("paymethodid"));
  if (!method) throw new Refusal("Invalid Pay Method ID");
  if (method.clientid !== params.id("clientid"))
    throw new Refusal("Pay Method does not belong to passed Client ID");
  return method;
}

const updatePayMethod: Action = (context, params) => {
  const method = requireOwn(context, params);
  const isCard = method.card_last_four !== "";
  const details = [
    "description",
    "card_number",
    "card_expiry",
    "card_start",
    "card_issue_number",
    "bank_name",
  ].filter((name) => params.given(name));
  const defaultOnly = details.length === 0 && params.flag("set_as_default");
  if (details.length === 0 && !(defaultOnly && context.shape.setDefaultAlone === "accepted"))
    throw new Refusal("No Details Provided for Update");
  if (params.given("card_number")) throw new Refusal("Unsupported Gateway Type for Update");
  if (params.given("card_expiry")) {
    const expiry = params.text("card_expiry");
    const next = `${expiry.slice(0, 2)}/${expiry.slice(2)}`;
    if (
      !isCard ||
      !/^(0[1-9]|1[0-2])\d{2}$/.test(expiry) ||
      isExpired({ ...method, expiry_date: next }, context.clock.today())
    )
      throw new Refusal("Error Updating Remote Pay Method: Invalid expiry date");
    method.expiry_date = next;
  }
  if (params.given("description")) method.description = params.text("description");
  if (params.given("bank_name") && !isCard) method.bank_name = params.text("bank_name");
  method.last_updated = touch(context);
  if (params.flag("set_as_default")) makeDefault(context.db, method.id);
  return { clientid: params.text("clientid"), paymethodid: params.text("paymethodid") };
};

export const payMethodActions: Actions = {
  GetPayMethods: getPayMethods,
  AddPayMethod: addPayMethod,
  UpdatePayMethod: updatePayMethod,
  DeletePayMethod: (context, params) => {
    deletePayMethod(context.db, requireOwn(context, params).id);
    return { paymethodid: params.text("paymethodid") };
  },
};
