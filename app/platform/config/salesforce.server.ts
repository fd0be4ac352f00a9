import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { PricebookIdSchema, type PricebookId } from "#domain/shared/salesforce-ids.ts";
import type { VerificationFields } from "#domain/users/salesforce.ts";

const ownField = z
  .string()
  .regex(/^[A-Za-z]\w{0,39}__c$/, "must be the API name of a field, such as Id_Verification_Method__c")
  .optional();

/** The connected app, the user behind it, and the price book that the portal sells from (salesforce-data-model.md 1 and 11). */
export const salesforceShape = {
  SALESFORCE_LOGIN_URL: z.url({
    protocol: /^https?$/,
    error: "must be an address such as https://login.salesforce.com",
  }),
  SALESFORCE_CLIENT_ID: z.string(),
  SALESFORCE_USERNAME: z.string(),
  SALESFORCE_PRIVATE_KEY: z
    .string()
    .transform(readKey)
    .refine(isRsaKey, "must be an RSA private key in PEM, or the path of a file with one"),
  SALESFORCE_PORTAL_PRICEBOOK_ID: PricebookIdSchema,
  /** What an org may be without. */
  SALESFORCE_VERIFICATION_METHOD_FIELD: ownField,
  SALESFORCE_CHECKED_NAME_FIELD: ownField,
  SALESFORCE_CHECKED_ADDRESS_FIELD: ownField,
  SALESFORCE_CHECKED_BIRTH_DATE_FIELD: ownField,
};

export type SalesforceConfig = {
  loginUrl: string;
  clientId: string;
  username: string;
  privateKey: string;
  pricebookId: PricebookId;
  /** What the org says of an identity check besides its outcome. */
  verificationFields: VerificationFields;
};

export function salesforceOf(env: z.output<z.ZodObject<typeof salesforceShape>>): SalesforceConfig {
  return {
    loginUrl: env.SALESFORCE_LOGIN_URL,
    clientId: env.SALESFORCE_CLIENT_ID,
    username: env.SALESFORCE_USERNAME,
    privateKey: env.SALESFORCE_PRIVATE_KEY,
    pricebookId: env.SALESFORCE_PORTAL_PRICEBOOK_ID,
    verificationFields: {
      method: env.SALESFORCE_VERIFICATION_METHOD_FIELD,
      checkedName: env.SALESFORCE_CHECKED_NAME_FIELD,
      checkedAddress: env.SALESFORCE_CHECKED_ADDRESS_FIELD,
      checkedBirthDate: env.SALESFORCE_CHECKED_BIRTH_DATE_FIELD,
    },
  };
}

/** Environment files hold one line per value, so line ends may be written as `\n`. */
function readKey(text: string): string {
  if (text.includes("-----BEGIN")) return text.replaceAll("\\n", "\n");
  try {
    return readFileSync(text, "utf8");
  } catch {
    return "";
  }
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}
