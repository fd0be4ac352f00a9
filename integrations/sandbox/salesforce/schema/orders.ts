import {
  address,
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

const amount = (value: unknown): number => (typeof value === "number" ? value : 0);
const money = { length: 0, scale: 2 };

/** Catalogue, Order, OrderItem and Opportunity (salesforce-data-model.md 4 to 7). */
export const orderObjects: readonly ObjectSchema[] = [
  {
    name: "Product2",
    prefix: "01t",
    fields: [
      text("Name", 255, { required: true }),
      longText("Description", 4_000),
      flag("IsActive"),
      text("StockKeepingUnit", 255, { externalId: true, unique: true }),
      picklist("Product2Categories1__c", ["Internet", "SIM", "VPN", "Other"]),
      flag("Portal_Catalog__c"),
      flag("Portal_Accessible__c"),
      picklist("Item_Class__c", ["Service", "Installation", "Add-on", "Activation"]),
      picklist("Billing_Cycle__c", ["Monthly", "Onetime"]),
      field("Catalog_Order__c", "double"),
      longText("Feature_List__c", 32_768),
      field("WH_Product_ID__c", "double"),
      text("WH_Product_Name__c", 255),
    ],
  },
  {
    name: "Pricebook2",
    prefix: "01s",
    fields: [text("Name", 255, { required: true }), flag("IsActive"), flag("IsStandard")],
  },
  {
    name: "PricebookEntry",
    prefix: "01u",
    fields: [
      lookup("Pricebook2Id", "Pricebook2", {
        parent: "Pricebook2",
        children: "PricebookEntries",
        required: true,
        createOnly: true,
      }),
      lookup("Product2Id", "Product2", {
        parent: "Product2",
        children: "PricebookEntries",
        required: true,
        createOnly: true,
      }),
      field("UnitPrice", "currency", { ...money, required: true }),
      flag("IsActive"),
    ],
  },
  {
    name: "Order",
    prefix: "801",
    fields: [
      text("OrderNumber", 30, {
        readOnly: true,
        unique: true,
        autoNumber: { prefix: "", digits: 8, next: 1_001 },
      }),
      lookup("AccountId", "Account", { children: "Orders", required: true }),
      lookup("OpportunityId", "Opportunity", { children: "Orders" }),
      lookup("Pricebook2Id", "Pricebook2", { parent: "Pricebook2" }),
      field("EffectiveDate", "date", { required: true }),
      picklist(
        "Status",
        ["Draft", "Pending Review", "Approved", "Reactivate", "Processed", "Rejected", "Cancelled"],
        { required: true },
      ),
      openPicklist("Type"),
      longText("Description", 32_000),
      portalKey(),
      picklist("Activation_Type__c", ["Immediate", "Scheduled"]),
      field("Activation_Scheduled_At__c", "datetime"),
      picklist("Activation_Status__c", ["Not Started", "Activating", "Scheduled", "Activated", "Failed"]),
      text("Activation_Error_Code__c", 255),
      text("Activation_Error_Message__c", 255),
      field("Activation_Last_Attempt_At__c", "datetime"),
      text("WHMCS_Order_ID__c", 255),
      ...address("Billing"),
      flag("Address_Changed__c"),
      field("TotalAmount", "currency", {
        ...money,
        readOnly: true,
        formula: (_, children) =>
          children("OrderItem", "OrderId").reduce(
            (total, item) => total + amount(item["Quantity"]) * amount(item["UnitPrice"]),
            0,
          ),
      }),
    ],
  },
  {
    name: "OrderItem",
    prefix: "802",
    fields: [
      lookup("OrderId", "Order", { children: "OrderItems", cascade: true, required: true, createOnly: true }),
      lookup("PricebookEntryId", "PricebookEntry", { required: true, createOnly: true }),
      lookup("Product2Id", "Product2", { parent: "Product2", readOnly: true }),
      field("Quantity", "double", { required: true, scale: 2 }),
      field("UnitPrice", "currency", { ...money, required: true }),
      text("Description", 255),
      picklist("Billing_Cycle__c", ["Monthly", "Onetime"]),
      text("WHMCS_Service_ID__c", 255),
      portalKey(),
    ],
  },
  {
    name: "Opportunity",
    prefix: "006",
    fields: [
      text("Name", 120, { required: true }),
      lookup("AccountId", "Account", { children: "Opportunities" }),
      picklist(
        "StageName",
        [
          "Introduction",
          "Ready",
          "Post Processing",
          "Active",
          "△Cancelling",
          "〇Cancelled",
          "Void",
          "Pending",
          "Completed",
        ],
        { required: true },
      ),
      field("CloseDate", "date", { required: true }),
      longText("Description", 32_000),
      openPicklist("Application_Stage__c"),
      openPicklist("CommodityType"),
      openPicklist("Opportunity_Source__c"),
      field("WHMCS_Service_ID__c", "double"),
      portalKey(),
    ],
  },
];
