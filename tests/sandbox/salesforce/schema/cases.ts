import {
  field,
  flag,
  longText,
  lookup,
  openPicklist,
  picklist,
  portalKey,
  text,
  type ObjectSchema,
} from "./field.ts";

const CLOSED: ReadonlySet<unknown> = new Set(["Closed", "完了済み"]);

/** Case and what hangs on it (salesforce-data-model.md 8). */
export const caseObjects: readonly ObjectSchema[] = [
  {
    name: "Case",
    prefix: "500",
    fields: [
      text("CaseNumber", 30, {
        readOnly: true,
        unique: true,
        autoNumber: { prefix: "", digits: 8, next: 1_001 },
      }),
      lookup("AccountId", "Account", { children: "Cases" }),
      lookup("ContactId", "Contact", { children: "Cases" }),
      lookup("OpportunityId", "Opportunity", { children: "Cases" }),
      text("Subject", 255),
      longText("Description", 32_000),
      openPicklist("Origin"),
      openPicklist("Type"),
      openPicklist("Reason"),
      openPicklist("Status", { defaultValue: "New" }),
      picklist("Priority", ["High", "Medium", "Low"], { defaultValue: "Medium" }),
      portalKey(),
      field("IsClosed", "boolean", { readOnly: true, formula: ({ Status }) => CLOSED.has(Status) }),
    ],
  },
  {
    name: "CaseComment",
    prefix: "00a",
    fields: [
      lookup("ParentId", "Case", {
        parent: "Parent",
        children: "CaseComments",
        cascade: true,
        required: true,
        createOnly: true,
      }),
      longText("CommentBody", 4_000),
      flag("IsPublished"),
    ],
  },
  {
    name: "EmailMessage",
    prefix: "02s",
    fields: [
      lookup("ParentId", "Case", { parent: "Parent", children: "EmailMessages", cascade: true }),
      text("Subject", 3_000),
      longText("TextBody", 131_072),
      flag("Incoming"),
      field("FromAddress", "email", { length: 1_000 }),
      field("MessageDate", "datetime"),
      openPicklist("Status"),
    ],
  },
];
