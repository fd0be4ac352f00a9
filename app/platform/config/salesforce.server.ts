import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { PricebookIdSchema, type PricebookId } from "#domain/shared/salesforce-ids.ts";

/** The connected app, the user behind it, and the price book that the portal sells from (salesforce-data-model.md 1 and 11). */
export const salesforceShape = {
  SALESFORCE_LOGIN_URL: z
    .url({ protocol: /^https?$/, error: "must be an address such as https://login.salesforce.com" })
    .optional(),
  SALESFORCE_CLIENT_ID: z.string().optional(),
  SALESFORCE_USERNAME: z.string().optional(),
  SALESFORCE_PRIVATE_KEY: z
    .string()
    .transform(readKey)
    .refine(isRsaKey, "must be an RSA private key in PEM, or the path of a file with one")
    .optional(),
  SALESFORCE_PORTAL_PRICEBOOK_ID: PricebookIdSchema.optional(),
};
/** What an org may be without. */
export const salesforceOptionalShape = {
  SALESFORCE_VERIFICATION_METHOD_FIELD: z
    .string()
    .regex(/^[A-Za-z]\w{0,39}__c$/, "must be the API name of a field, such as Id_Verification_Method__c")
    .optional(),
};

type SalesforceEnvironment = {
  [Name in keyof typeof salesforceShape]?: z.output<(typeof salesforceShape)[Name]> | undefined;
} & { SALESFORCE_VERIFICATION_METHOD_FIELD?: string | undefined };

/** `sandbox`: nothing is configured, the stand-in that comes with the portal is used. Only outside production. */
export type SalesforceConfig =
  | { kind: "sandbox" }
  | {
      kind: "live";
      loginUrl: string;
      clientId: string;
      username: string;
      privateKey: string;
      pricebookId: PricebookId;
      /** Undefined: the org does not say how an identity was checked. */
      verificationMethodField: string | undefined;
    };

const NAMES = Object.keys(salesforceShape) as (keyof typeof salesforceShape)[];

export function salesforceOf(env: SalesforceEnvironment): SalesforceConfig {
  const {
    SALESFORCE_LOGIN_URL: loginUrl,
    SALESFORCE_CLIENT_ID: clientId,
    SALESFORCE_USERNAME: username,
    SALESFORCE_PRIVATE_KEY: privateKey,
    SALESFORCE_PORTAL_PRICEBOOK_ID: pricebookId,
    SALESFORCE_VERIFICATION_METHOD_FIELD: verificationMethodField,
  } = env;
  if (!loginUrl || !clientId || !username || !privateKey || !pricebookId) return { kind: "sandbox" };
  return { kind: "live", loginUrl, clientId, username, privateKey, pricebookId, verificationMethodField };
}

export function faultsOfSalesforce(env: SalesforceEnvironment): string[] {
  const missing = NAMES.filter((name) => !env[name]);
  if (missing.length === 0 || missing.length === NAMES.length) return [];
  return missing.map((name) => `${name}: is needed as soon as one of ${NAMES.join(", ")} is set`);
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
