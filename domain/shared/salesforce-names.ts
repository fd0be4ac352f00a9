import type { VerificationMethod } from "../users/customer.ts";

/**
 * API names of the org: the only place where the portal knows them (salesforce-data-model.md 1). Names that the public
 * documents do not state are our reading; an org that calls a field otherwise is matched here and nowhere else.
 */
export const API_VERSION = "62.0";

export const PORTAL_KEY = "Portal_Key__c";

export const ACCOUNT = {
  object: "Account",
  fields: {
    id: "Id",
    name: "Name",
    customerNumber: "SF_Account_No__c",
    billingReference: "WH_Account__c",
    portalStatus: "Portal_Status__c",
    registrationSource: "Portal_Registration_Source__c",
    lastSignInAt: "Portal_Last_SignIn__c",
    eligibility: "Internet_Eligibility__c",
    eligibilityStatus: "Internet_Eligibility_Status__c",
    eligibilityRequestedAt: "Internet_Eligibility_Request_Date_Time__c",
    eligibilityCheckedAt: "Internet_Eligibility_Checked_Date_Time__c",
    eligibilityNotes: "Internet_Eligibility_Notes__c",
    eligibilityCaseId: "Internet_Eligibility_Case_Id__c",
    verificationStatus: "Id_Verification_Status__c",
    verificationSubmittedAt: "Id_Verification_Submitted_Date_Time__c",
    verificationVerifiedAt: "Id_Verification_Verified_Date_Time__c",
    verificationRejectionMessage: "Id_Verification_Rejection_Message__c",
  },
} as const;

export const CONTACT = {
  object: "Contact",
  /** Name of the account as a contact's parent in a query. */
  parent: "Account",
  fields: {
    id: "Id",
    accountId: "AccountId",
    firstName: "FirstName",
    lastName: "LastName",
    firstNameKana: "FirstNameKana__c",
    lastNameKana: "LastNameKana__c",
    email: "Email",
    phone: "Phone",
    birthDate: "Birthdate",
    gender: "Gender__c",
    nationality: "Nationality__c",
    postcode: "MailingPostalCode",
    prefecture: "MailingState",
    city: "MailingCity",
    street: "MailingStreet",
    country: "MailingCountry",
    building: "BuildingName__c",
    room: "RoomNumber__c",
  },
} as const;

export const DOCUMENT = {
  /** One version of a file; the file itself, a ContentDocument, is made with the first. */
  object: "ContentVersion",
  fields: { documentId: "ContentDocumentId", checksum: "Checksum", size: "ContentSize" },
  written: { title: "Title", fileName: "PathOnClient", accountId: "FirstPublishLocationId" },
  content: "VersionData",
} as const;

export const CASE = {
  object: "Case",
  fields: {
    id: "Id",
    accountId: "AccountId",
    contactId: "ContactId",
    opportunityId: "OpportunityId",
    subject: "Subject",
    description: "Description",
    origin: "Origin",
    type: "Type",
    status: "Status",
    priority: "Priority",
  },
} as const;

export const PRODUCT = {
  /** Name of the product as the parent of a price book entry in a query. */
  parent: "Product2",
  fields: {
    id: "Id",
    isActive: "IsActive",
    name: "Name",
    sku: "StockKeepingUnit",
    category: "Product2Categories1__c",
    isListed: "Portal_Catalog__c",
    isOrderable: "Portal_Accessible__c",
    itemClass: "Item_Class__c",
    cycle: "Billing_Cycle__c",
    position: "Catalog_Order__c",
    isDefault: "Is_Default__c",
    isAutoAdded: "Auto_Add__c",
    bundledWith: "Bundled_Addon__c",
    isBundled: "Is_Bundled_Addon__c",
    tier: "Internet_Plan_Tier__c",
    offering: "Internet_Offering_Type__c",
    features: "Feature_List__c",
    dataSize: "SIM_Data_Size__c",
    planType: "SIM_Plan_Type__c",
    isFamily: "SIM_Has_Family_Discount__c",
    region: "VPN_Region__c",
    billingProductId: "WH_Product_ID__c",
  },
} as const;

export const PRICEBOOK_ENTRY = {
  object: "PricebookEntry",
  fields: { id: "Id", pricebookId: "Pricebook2Id", price: "UnitPrice", isActive: "IsActive" },
} as const;

export const ORDER = {
  object: "Order",
  /** Name of an order's lines in a query. */
  items: "OrderItems",
  fields: {
    id: "Id",
    number: "OrderNumber",
    accountId: "AccountId",
    opportunityId: "OpportunityId",
    kind: "Type",
    status: "Status",
    orderedAt: "CreatedDate",
    changedAt: "LastModifiedDate",
    activationType: "Activation_Type__c",
    scheduledAt: "Activation_Scheduled_At__c",
    activation: "Activation_Status__c",
    errorCode: "Activation_Error_Code__c",
    attemptedAt: "Activation_Last_Attempt_At__c",
    billingOrderId: "WHMCS_Order_ID__c",
  },
  /** Read only to carry the order out. */
  sim: {
    simType: "SIM_Type__c",
    eid: "EID__c",
    voiceMail: "SIM_Voice_Mail__c",
    callWaiting: "SIM_Call_Waiting__c",
    simCardId: "Assign_Physical_SIM__c",
    phoneNumber: "SIM_Phone_Number__c",
    isPorting: "MNP_Application__c",
    reservationNumber: "MNP_Reservation_Number__c",
    portingExpiresOn: "MNP_Expiry_Date__c",
    portingNumber: "MNP_Phone_Number__c",
    portingLastName: "Porting_LastName__c",
    portingFirstName: "Porting_FirstName__c",
    portingLastNameKana: "Porting_LastName_Katakana__c",
    portingFirstNameKana: "Porting_FirstName_Katakana__c",
    portingGender: "Porting_Gender__c",
    portingBirthDate: "Porting_DateOfBirth__c",
  },
  /** Written when the order is placed, for staff. */
  written: {
    effectiveOn: "EffectiveDate",
    pricebookId: "Pricebook2Id",
    errorMessage: "Activation_Error_Message__c",
    tier: "Internet_Plan_Tier__c",
    accessMode: "Access_Mode__c",
    installation: "Installation_Type__c",
    weekendInstallation: "Weekend_Install__c",
    homePhone: "Hikari_Denwa__c",
    region: "VPN_Region__c",
    postcode: "BillingPostalCode",
    prefecture: "BillingState",
    city: "BillingCity",
    street: "BillingStreet",
    country: "BillingCountry",
    isAddressChanged: "Address_Changed__c",
  },
} as const;

export const ORDER_ITEM = {
  object: "OrderItem",
  fields: {
    id: "Id",
    priceEntryId: "PricebookEntryId",
    productId: "Product2Id",
    quantity: "Quantity",
    price: "UnitPrice",
    cycle: "Billing_Cycle__c",
    serviceId: "WHMCS_Service_ID__c",
  },
  orderId: "OrderId",
} as const;

export const OPPORTUNITY = {
  object: "Opportunity",
  fields: {
    id: "Id",
    accountId: "AccountId",
    stage: "StageName",
    serviceId: "WHMCS_Service_ID__c",
  },
  written: {
    name: "Name",
    closesOn: "CloseDate",
    commodity: "CommodityType",
    source: "Opportunity_Source__c",
    applicationStage: "Application_Stage__c",
    billingLink: "WH_Registeration__c",
  },
  createdAt: "CreatedDate",
} as const;

export const SIM_CARD = {
  object: "SIM_Inventory__c",
  fields: {
    id: "Id",
    phoneNumber: "Phone_Number__c",
    cardNumber: "Product_Number__c",
    iccid: "ICCID__c",
    simType: "SIM_Type__c",
    status: "Status__c",
    accountId: "Assigned_Account__c",
    orderId: "Assigned_Order__c",
  },
} as const;

/** Objects whose changes the bus tells of, and what it calls them. */
export const CHANGE_EVENTS = {
  order: "Order",
  orderItem: "OrderItem",
  case: "Case",
  product: "Product2",
  priceEntry: "PricebookEntry",
} as const;

/** When any field of a record was last written; the clock by which changes are looked for. */
export const STAMP = "SystemModstamp";

/** What the org's flows call the id that an event is about; another name is taken when it alone holds such an id. */
export const EVENT_FIELDS = {
  orderId: ["OrderId__c", "Order_Id__c"],
  accountId: ["Account_Id__c", "AccountId__c"],
  caseId: ["Case_Id__c", "CaseId__c"],
} as const;

/** Fields of an order and its lines that its owner sees; the others are the portal's own marks (salesforce-data-model.md 9). */
export const VISIBLE_FIELDS: Readonly<Record<"Order" | "OrderItem", ReadonlySet<string>>> = {
  Order: new Set([
    // It has moved to another customer: both lists change.
    "AccountId",
    "Status",
    "TotalAmount",
    "EffectiveDate",
    "BillingAddress",
    "BillingStreet",
    "BillingCity",
    "BillingState",
    "BillingPostalCode",
    "BillingCountry",
    "Type",
    "Activation_Type__c",
    "Installation_Type__c",
    "Access_Mode__c",
    "Hikari_Denwa__c",
    "VPN_Region__c",
    "SIM_Type__c",
    "EID__c",
    "Address_Changed__c",
  ]),
  OrderItem: new Set(["Quantity", "UnitPrice", "Description", "Product2Id", "Billing_Cycle__c"]),
};

export type ObjectNames = { object: string; fields: Readonly<Record<string, string>> };

/** Picklist values by our words. */
export const PORTAL_STATUS = { not_yet: "Not Yet", active: "Active", inactive: "Inactive" } as const;
export const REGISTRATION_SOURCE = {
  new_signup: "New Signup",
  migrated: "Migrated",
  portal_checkout: "Portal Checkout",
} as const;
export const ELIGIBILITY_STATUS = {
  not_requested: "Not Requested",
  pending: "Pending",
  eligible: "Eligible",
  ineligible: "Ineligible",
} as const;
export const VERIFICATION_STATUS = {
  not_submitted: "Not Submitted",
  submitted: "Submitted",
  verified: "Verified",
  rejected: "Rejected",
} as const;
/** The words of japan.md JP-ID-2 are the picklist's values; its labels are the org's. The field's name is configured: no org has it by nature. */
export const VERIFICATION_METHOD = {
  jpki: "jpki",
  ic_chip_face: "ic_chip_face",
  wallet_credential: "wallet_credential",
  mailed_original: "mailed_original",
  in_person_ic: "in_person_ic",
  in_person_visual: "in_person_visual",
  mfa_existing_customer: "mfa_existing_customer",
  document_image_upload: "document_image_upload",
} as const satisfies Record<VerificationMethod, string>;
export const GENDER = { male: "Male", female: "Female" } as const;
export const CASE_ORIGIN = { customer: "Portal Support", portal: "Portal Notification" } as const;
export const CASE_PRIORITY = { low: "Low", medium: "Medium", high: "High" } as const;
export const CATEGORY = { internet: "Internet", sim: "SIM", vpn: "VPN", other: "Other" } as const;
export const ITEM_CLASS = {
  service: "Service",
  installation: "Installation",
  add_on: "Add-on",
  activation: "Activation",
} as const;
export const BILLING_CYCLE = { monthly: "Monthly", onetime: "Onetime" } as const;
export const TIER = { silver: "Silver", gold: "Gold", platinum: "Platinum" } as const;
export const OFFERING = {
  home_1g: "Home 1G",
  home_10g: "Home 10G",
  apartment_1g: "Apartment 1G",
  apartment_100m: "Apartment 100M",
} as const;
export const SIM_PLAN_TYPE = {
  data_voice: "DataSmsVoice",
  data_only: "DataOnly",
  voice_only: "VoiceOnly",
} as const;
export const VPN_REGION = { usa_sf: "USA-SF", uk_london: "UK-London", global: "Global" } as const;
export const ORDER_KIND = { internet: "Internet", sim: "SIM", vpn: "VPN" } as const;
export const ORDER_STATUS = {
  draft: "Draft",
  pending_review: "Pending Review",
  approved: "Approved",
  reactivate: "Reactivate",
  processed: "Processed",
  rejected: "Rejected",
  cancelled: "Cancelled",
} as const;
/** What older orders say for Processed. */
export const PROCESSED_BEFORE = "Completed";
export const ACTIVATION_TYPE = { immediate: "Immediate", scheduled: "Scheduled" } as const;
export const ACTIVATION_STATUS = {
  not_started: "Not Started",
  activating: "Activating",
  scheduled: "Scheduled",
  activated: "Activated",
  failed: "Failed",
} as const;
export const ACCESS_MODE = {
  ipoe_own_router: "IPoE-BYOR",
  ipoe_home_gateway: "IPoE-HGW",
  pppoe: "PPPoE",
} as const;
export const INSTALLATION_TYPE = {
  once: "Single",
  months_12: "12 Months",
  months_24: "24 Months",
} as const;
export const SIM_TYPE = { esim: "eSIM", physical: "Physical SIM" } as const;
export const PORTING_GENDER = { male: "M", female: "W", company: "C" } as const;
export const STAGE = {
  introduction: "Introduction",
  ready: "Ready",
  post_processing: "Post Processing",
  active: "Active",
  cancelling: "△Cancelling",
  cancelled: "〇Cancelled",
  void: "Void",
  pending: "Pending",
  completed: "Completed",
} as const;
/** Of an opportunity; internet is sold to persons and to companies under a name each. */
export const COMMODITY = {
  internet: "Personal SonixNet Home Internet",
  corporate_internet: "Corporate SonixNet Home Internet",
  sim: "SIM",
  vpn: "VPN",
} as const;
export const OPPORTUNITY_SOURCE = {
  eligibility_request: "Portal - Internet Eligibility Request",
  sim_order: "Portal - SIM Order",
  order: "Portal - Order Placement",
} as const;
export const FIRST_APPLICATION_STAGE = "INTRO-1";
export const SIM_CARD_STATUS = { available: "Available", assigned: "Assigned" } as const;
export const NEW_CASE_STATUS = "New";
export const COUNTRY = "JP";

/** Our word for a field, for messages and forms; null for a field we do not know. */
export function wordOf(field: string): string | null {
  for (const fields of [ACCOUNT.fields, CONTACT.fields, CASE.fields, ORDER.written, ORDER.sim])
    for (const [word, name] of Object.entries(fields)) if (name === field) return word;
  return null;
}
