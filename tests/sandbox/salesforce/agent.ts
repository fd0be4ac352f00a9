import { z } from "zod";
import type { ControlTarget } from "../control-target.ts";
import { Failure } from "./failure.ts";
import { remove, update } from "./records.ts";
import { VERIFICATION_FIELDS } from "./schema/customers.ts";
import type { ObjectSchema, Row, Value } from "./schema/field.ts";
import { findObject } from "./schema/objects.ts";
import { readField, type Store } from "./store.ts";

const OrderBody = z.object({ order: z.string().regex(/^\d{1,8}$/) });
const CardBody = OrderBody.extend({ card: z.string().regex(/^a00\w{15}$/) });
const NumberBody = OrderBody.extend({ number: z.string().regex(/^\d{11}$/) });
const MoveBody = OrderBody.extend({ account: z.string() });
const EligibilityBody = z.object({ account: z.string(), answer: z.string(), notes: z.string() });
const SkuBody = z.object({ sku: z.string().min(1) });
const PriceBody = z.object({ sku: z.string().min(1), price: z.string().regex(/^\d{1,7}$/) });
const VerifyBody = z.object({
  account: z.string(),
  method: z.string(),
  name: z.string().default(""),
  address: z.string().default(""),
  birthDate: z.string().default(""),
});
const BirthDateBody = z.object({ account: z.string(), birthDate: z.string() });
const DayBody = OrderBody.extend({ day: z.iso.date() });
const RejectBody = z.object({ account: z.string(), message: z.string() });
const CaseBody = z.object({ case: z.string().regex(/^\d{1,8}$/), status: z.string().min(1) });

/**
 * What staff does in Salesforce, since no portal has a page for it: it reviews orders, answers what an address can get, checks who
 * people are, keeps the price book and works on cases. Each goes through the org's own rules, so that its flows run.
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
      "reactivate-order": {
        about: "let an order run again, after what stopped it was seen to",
        fields: { order: "00000007" },
        run: (body) => {
          const order = byNumber(store(), "Order", OrderBody.parse(body).order);
          change(store(), "Order", order, { Status: "Reactivate", Activation_Status__c: "Activating" });
        },
      },
      "plan-installation": {
        about: "plan the day of an internet line's installation with the customer",
        fields: { order: "00000007", day: "2026-12-10" },
        run: (body) => {
          const { order, day } = DayBody.parse(body);
          change(store(), "Order", byNumber(store(), "Order", order), {
            Activation_Type__c: "Scheduled",
            Activation_Scheduled_At__c: `${day}T00:00:00.000+0900`,
          });
        },
      },
      "confirm-installation": {
        about: "say that an internet line was installed: its activation is Activating again",
        fields: { order: "00000007" },
        run: (body) => {
          const order = byNumber(store(), "Order", OrderBody.parse(body).order);
          change(store(), "Order", order, { Activation_Status__c: "Activating" });
        },
      },
      "choose-card": {
        about: "give an order a physical card of the stock, by its id",
        fields: { order: "00000009", card: "a005h0000000101AAA" },
        run: (body) => {
          const { order, card } = CardBody.parse(body);
          change(store(), "Order", byNumber(store(), "Order", order), { Assign_Physical_SIM__c: card });
        },
      },
      "enter-number": {
        about: "enter the number of an order's line, as found at the mobile network",
        fields: { order: "00000008", number: "09000008003" },
        run: (body) => {
          const { order, number } = NumberBody.parse(body);
          change(store(), "Order", byNumber(store(), "Order", order), { SIM_Phone_Number__c: number });
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
      "delete-order": {
        about: "delete an order, with its lines",
        fields: { order: "00000007" },
        run: (body) => {
          const order = byNumber(store(), "Order", OrderBody.parse(body).order);
          remove(store(), objectOf("Order"), String(order["Id"]));
        },
      },
      "move-order": {
        about: "give an order to another customer, by number",
        fields: { order: "00000007", account: "CN-100008" },
        run: (body) => {
          const { order, account } = MoveBody.parse(body);
          const owner = byCustomerNumber(store(), account)["Id"] ?? null;
          change(store(), "Order", byNumber(store(), "Order", order), { AccountId: owner });
        },
      },
      "answer-eligibility": {
        about: "say what a customer's address can get (empty: nothing), by customer number",
        fields: { account: "CN-100022", answer: "Apartment 100M/1G", notes: "" },
        run: (body) => answerEligibility(store(), EligibilityBody.parse(body)),
      },
      "verify-identity": {
        about:
          "say that a customer's identity was checked, how (jpki, ic_chip_face, in_person_ic, document_image_upload…), and what the document says",
        fields: { account: "CN-100008", method: "ic_chip_face", name: "", address: "", birthDate: "" },
        run: (body) => {
          const { account, method, name, address, birthDate } = VerifyBody.parse(body);
          change(store(), "Account", byCustomerNumber(store(), account), {
            Id_Verification_Status__c: "Verified",
            Id_Verification_Verified_Date_Time__c: store().stamp(),
            [VERIFICATION_FIELDS.method]: method.trim() || null,
            [VERIFICATION_FIELDS.checkedName]: name.trim() || null,
            [VERIFICATION_FIELDS.checkedAddress]: address.trim() || null,
            [VERIFICATION_FIELDS.checkedBirthDate]: birthDate.trim() || null,
            Id_Verification_Rejection_Message__c: null,
          });
        },
      },
      "set-birth-date": {
        about: "correct the date of birth of a customer's contacts (empty: none), by customer number",
        fields: { account: "CN-100007", birthDate: "2014-05-05" },
        run: (body) => {
          const { account, birthDate } = BirthDateBody.parse(body);
          const { Id } = byCustomerNumber(store(), account);
          for (const contact of rowsOf(store(), "Contact").filter(({ AccountId }) => AccountId === Id))
            change(store(), "Contact", contact, { Birthdate: birthDate || null });
        },
      },
      "reject-identity": {
        about: "refuse a customer's document, with what they are told",
        fields: { account: "CN-100008", message: "The photo is not readable." },
        run: (body) => {
          const { account, message } = RejectBody.parse(body);
          change(store(), "Account", byCustomerNumber(store(), account), {
            Id_Verification_Status__c: "Rejected",
            Id_Verification_Rejection_Message__c: message.trim() || null,
          });
        },
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
      "order-items": { about: "every line of every order", view: () => viewOf(store(), "OrderItem") },
      opportunities: { about: "every opportunity", view: () => viewOf(store(), "Opportunity") },
      "sim-cards": { about: "every physical card", view: () => viewOf(store(), "SIM_Inventory__c") },
      cases: { about: "every case", view: () => viewOf(store(), "Case") },
      documents: { about: "every uploaded file", view: () => viewOf(store(), "ContentVersion") },
      accounts: { about: "every account", view: () => viewOf(store(), "Account") },
    },
  };
}

function answerEligibility(
  store: Store,
  { account: number, answer, notes }: z.infer<typeof EligibilityBody>,
): void {
  const account = byCustomerNumber(store, number);
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

function byCustomerNumber(store: Store, number: string): Row {
  const row = rowsOf(store, "Account").find((each) => each["SF_Account_No__c"] === number.trim());
  if (!row) throw new RangeError(`no account ${number}`);
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
