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
export const NEW_CASE_STATUS = "New";
export const COUNTRY = "JP";

/** Our word for a field, for messages and forms; null for a field we do not know. */
export function wordOf(field: string): string | null {
  for (const { fields } of [ACCOUNT, CONTACT, CASE])
    for (const [word, name] of Object.entries(fields)) if (name === field) return word;
  return null;
}
