import { Failure } from "./failure.ts";
import type { ObjectSchema, Row } from "./schema/field.ts";
import { findObject } from "./schema/objects.ts";
import type { Store } from "./store.ts";

const FIRST_STATUSES: ReadonlySet<unknown> = new Set(["Draft", "Pending Review"]);
const APPROVING: ReadonlySet<unknown> = new Set(["Approved", "Reactivate"]);

/** What the org does to orders by itself (salesforce-wire.md 15); gives the record as it is to be stored. */
export function runOrderRules(
  store: Store,
  object: ObjectSchema,
  { before, after }: { before: Row | null; after: Row },
): Row {
  if (object.name === "OrderItem") return checkItem(store, { before, after });
  if (object.name !== "Order") return after;
  if (before === null && !FIRST_STATUSES.has(after["Status"]))
    throw new Failure(
      "FIELD_INTEGRITY_EXCEPTION",
      "Status: An order is created as Draft or Pending Review.",
      {
        fields: ["Status"],
      },
    );
  const isApproved = APPROVING.has(after["Status"]) && before?.["Status"] !== after["Status"];
  if (!isApproved) return after;
  const items = rowsOf(store, "OrderItem").filter((item) => item["OrderId"] === after["Id"]);
  if (items.length === 0)
    throw new Failure("FIELD_INTEGRITY_EXCEPTION", "An order must have at least one product.", {
      fields: [],
    });
  // The org's flow: it asks the portal to go to work.
  return { ...after, Activation_Status__c: "Activating" };
}

function checkItem(store: Store, { before, after }: { before: Row | null; after: Row }): Row {
  if (before !== null) return after;
  const entry = rowsOf(store, "PricebookEntry").find((row) => row["Id"] === after["PricebookEntryId"]);
  const order = rowsOf(store, "Order").find((row) => row["Id"] === after["OrderId"]);
  const refuse = (message: string) =>
    new Failure("FIELD_INTEGRITY_EXCEPTION", message, { fields: ["PricebookEntryId"] });
  if (entry?.["IsActive"] !== true) throw refuse("Pricebook entry is inactive");
  if (order?.["Pricebook2Id"] !== entry["Pricebook2Id"])
    throw refuse("Pricebook Entry ID: pricebook entry is not in the order's price book");
  return { ...after, Product2Id: entry["Product2Id"] ?? null };
}

function rowsOf(store: Store, name: string): Row[] {
  const object = findObject(name);
  return object ? store.list(object) : [];
}
