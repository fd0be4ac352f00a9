import { z } from "zod";
import type { ControlTarget } from "../control.ts";
import { Failure } from "./failure.ts";
import { update } from "./records.ts";
import type { ObjectSchema, Row, Value } from "./schema/field.ts";
import { findObject } from "./schema/objects.ts";
import { readField, type Store } from "./store.ts";

const OrderBody = z.object({ order: z.string().regex(/^\d{1,8}$/) });
const EligibilityBody = z.object({ account: z.string(), answer: z.string(), notes: z.string() });
const SkuBody = z.object({ sku: z.string().min(1) });
const PriceBody = z.object({ sku: z.string().min(1), price: z.string().regex(/^\d{1,7}$/) });
const CaseBody = z.object({ case: z.string().regex(/^\d{1,8}$/), status: z.string().min(1) });

/**
 * What staff does in Salesforce, since no portal has a page for it: it reviews orders, answers what an address can get, keeps the
 * price book and works on cases. Each goes through the org's own rules, so that its flows run.
 */
export function agentControls(store: () => Store): Pick<ControlTarget, "commands" | "views"> {
  return {
    commands: {
      "approve-order": {
        about: "approve an order: the flow sets its activation to Activating",
        fields: { order: "00000007" },
        run: (body) => {
          const order = byNumber(store(), "Order", OrderBody.parse(body).order);
          change(store(), "Order", order, { Status: "Approved" });
        },
      },
      "reject-order": {
        about: "reject an order; its opportunity becomes Void",
        fields: { order: "00000007" },
        run: (body) => {
          const order = byNumber(store(), "Order", OrderBody.parse(body).order);
          change(store(), "Order", order, { Status: "Rejected" });
          const inquiry = rowsOf(store(), "Opportunity").find(({ Id }) => Id === order["OpportunityId"]);
          if (inquiry) change(store(), "Opportunity", inquiry, { StageName: "Void" });
        },
      },
      "answer-eligibility": {
        about: "say what a customer's address can get (empty: nothing), by customer number",
        fields: { account: "CN-100022", answer: "Apartment 100M/1G", notes: "" },
        run: (body) => answerEligibility(store(), EligibilityBody.parse(body)),
      },
      "withdraw-product": {
        about: "take a product out of the portal; who has it keeps it",
        fields: { sku: "VPN-REMOTE-ACCESS-UK-LONDON" },
        run: (body) => {
          const product = bySku(store(), SkuBody.parse(body).sku);
          change(store(), "Product2", product, { Portal_Catalog__c: false, Portal_Accessible__c: false });
        },
      },
      "set-price": {
        about: "change the price of a product, in yen without tax",
        fields: { sku: "VPN-REMOTE-ACCESS-UK-LONDON", price: "2600" },
        run: (body) => {
          const { sku, price } = PriceBody.parse(body);
          const product = bySku(store(), sku);
          const entry = rowsOf(store(), "PricebookEntry").find((row) => row["Product2Id"] === product["Id"]);
          if (!entry) throw new RangeError(`no price of ${sku}`);
          change(store(), "PricebookEntry", entry, { UnitPrice: Number(price) });
        },
      },
      "set-case-status": {
        about: "move a case on: New, In Progress, Awaiting Customer, Closed",
        fields: { case: "00000008", status: "In Progress" },
        run: (body) => {
          const { case: number, status } = CaseBody.parse(body);
          change(store(), "Case", byNumber(store(), "Case", number), { Status: status });
        },
      },
    },
    views: {
      orders: { about: "every order", view: () => viewOf(store(), "Order") },
      cases: { about: "every case", view: () => viewOf(store(), "Case") },
      opportunities: { about: "every opportunity", view: () => viewOf(store(), "Opportunity") },
    },
  };
}

function answerEligibility(
  store: Store,
  { account: number, answer, notes }: z.infer<typeof EligibilityBody>,
): void {
  const account = rowsOf(store, "Account").find((row) => row["SF_Account_No__c"] === number.trim());
  if (!account) throw new RangeError(`no account ${number}`);
  const isEligible = answer.trim() !== "";
  change(store, "Account", account, {
    Internet_Eligibility__c: isEligible ? answer.trim() : null,
    Internet_Eligibility_Status__c: isEligible ? "Eligible" : "Ineligible",
    Internet_Eligibility_Checked_Date_Time__c: store.stamp(),
    Internet_Eligibility_Notes__c: notes.trim() || null,
  });
  const inquiries = rowsOf(store, "Opportunity").filter(
    (row) =>
      row["AccountId"] === account["Id"] &&
      row["StageName"] === "Introduction" &&
      String(row["CommodityType"]).endsWith("Internet"),
  );
  for (const inquiry of inquiries)
    change(store, "Opportunity", inquiry, { StageName: isEligible ? "Ready" : "Void" });
  const review = rowsOf(store, "Case").find(
    (row) => row["Id"] === account["Internet_Eligibility_Case_Id__c"],
  );
  if (review) change(store, "Case", review, { Status: "Closed" });
}

function change(store: Store, name: string, row: Row, values: Record<string, Value>): void {
  try {
    update(store, objectOf(name), String(row["Id"]), values);
  } catch (error) {
    // The control tells a person what was wrong with what they typed.
    if (error instanceof Failure) throw new RangeError(error.message);
    throw error;
  }
}

function byNumber(store: Store, name: "Order" | "Case", number: string): Row {
  const wanted = number.padStart(8, "0");
  const row = rowsOf(store, name).find((each) => each[`${name}Number`] === wanted);
  if (!row) throw new RangeError(`no ${name.toLowerCase()} ${number}`);
  return row;
}

function bySku(store: Store, sku: string): Row {
  const row = rowsOf(store, "Product2").find((each) => each["StockKeepingUnit"] === sku);
  if (!row) throw new RangeError(`no product ${sku}`);
  return row;
}

function viewOf(store: Store, name: string) {
  const object = objectOf(name);
  return store
    .list(object)
    .map((row) =>
      Object.fromEntries(object.fields.map((field) => [field.name, readField(store, field, row)])),
    );
}

function rowsOf(store: Store, name: string): Row[] {
  return store.list(objectOf(name));
}

function objectOf(name: string): ObjectSchema {
  const object = findObject(name);
  if (object === null) throw new RangeError(`no object ${name}`);
  return object;
}
