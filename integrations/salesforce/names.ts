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

export const CASE = {
  object: "Case",
  fields: {
    id: "Id",
    accountId: "AccountId",
    contactId: "ContactId",
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
export const NEW_CASE_STATUS = "New";
export const COUNTRY = "JP";

/** Our word for a field, for messages and forms; null for a field we do not know. */
export function wordOf(field: string): string | null {
  for (const { fields } of [ACCOUNT, CONTACT, CASE])
    for (const [word, name] of Object.entries(fields)) if (name === field) return word;
  return null;
}
