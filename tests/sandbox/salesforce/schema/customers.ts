import {
  address,
  field,
  longText,
  lookup,
  openPicklist,
  picklist,
  portalKey,
  text,
  type ObjectSchema,
} from "./field.ts";

/** The org's own: how staff has checked who somebody is, in the words of japan.md JP-ID-2, and what the document says. */
export const VERIFICATION_FIELDS = {
  method: "Id_Verification_Method__c",
  checkedName: "Id_Checked_Name__c",
  checkedAddress: "Id_Checked_Address__c",
  checkedBirthDate: "Id_Checked_Birthdate__c",
} as const;
const VERIFICATION_METHODS = [
  "jpki",
  "ic_chip_face",
  "wallet_credential",
  "mailed_original",
  "in_person_ic",
  "in_person_visual",
  "mfa_existing_customer",
  "document_image_upload",
];

/** Account, Contact and User (salesforce-data-model.md 2 and 3). */
export const customerObjects: readonly ObjectSchema[] = [
  {
    name: "User",
    prefix: "005",
    fields: [
      text("Name", 121, { required: true }),
      text("Username", 80, { required: true, unique: true }),
      field("Email", "email", { length: 128 }),
    ],
  },
  {
    name: "Account",
    prefix: "001",
    fields: [
      text("Name", 255, { required: true }),
      field("Phone", "phone", { length: 40 }),
      lookup("OwnerId", "User"),
      portalKey(),
      text("SF_Account_No__c", 30, {
        readOnly: true,
        unique: true,
        autoNumber: { prefix: "CN-", digits: 6, next: 100_101 },
      }),
      text("WH_Account__c", 255),
      picklist("Portal_Status__c", ["Not Yet", "Active", "Inactive"], { defaultValue: "Not Yet" }),
      picklist("Portal_Registration_Source__c", ["New Signup", "Migrated", "Portal Checkout"]),
      field("Portal_Last_SignIn__c", "datetime"),
      openPicklist("Internet_Eligibility__c"),
      picklist("Internet_Eligibility_Status__c", ["Not Requested", "Pending", "Eligible", "Ineligible"]),
      field("Internet_Eligibility_Request_Date_Time__c", "datetime"),
      field("Internet_Eligibility_Checked_Date_Time__c", "datetime"),
      longText("Internet_Eligibility_Notes__c", 32_768),
      lookup("Internet_Eligibility_Case_Id__c", "Case"),
      picklist("Id_Verification_Status__c", ["Not Submitted", "Submitted", "Verified", "Rejected"]),
      field("Id_Verification_Submitted_Date_Time__c", "datetime"),
      field("Id_Verification_Verified_Date_Time__c", "datetime"),
      picklist(VERIFICATION_FIELDS.method, VERIFICATION_METHODS),
      text(VERIFICATION_FIELDS.checkedName, 121),
      text(VERIFICATION_FIELDS.checkedAddress, 255),
      field(VERIFICATION_FIELDS.checkedBirthDate, "date"),
      text("Id_Verification_Note__c", 255),
      text("Id_Verification_Rejection_Message__c", 255),
      ...address("Billing"),
    ],
  },
  {
    name: "Contact",
    prefix: "003",
    fields: [
      lookup("AccountId", "Account", { children: "Contacts", cascade: true }),
      text("FirstName", 40),
      text("LastName", 80, { required: true }),
      text("Name", 121, {
        readOnly: true,
        formula: ({ FirstName, LastName }) => [FirstName, LastName].filter(Boolean).join(" "),
      }),
      field("Email", "email", { length: 80 }),
      field("Phone", "phone", { length: 40 }),
      field("MobilePhone", "phone", { length: 40 }),
      field("Birthdate", "date"),
      portalKey(),
      text("LastNameKana__c", 80),
      text("FirstNameKana__c", 80),
      picklist("Gender__c", ["Male", "Female"]),
      text("Nationality__c", 80),
      text("BuildingName__c", 255),
      text("RoomNumber__c", 40),
      ...address("Mailing"),
    ],
  },
];
