import { generateKeyPairSync } from "node:crypto";

const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

/** The least that the portal can be started with: a demo and the access to every provider. */
export const demoEnvironment: Readonly<Record<string, string>> = {
  PORTAL_MODE: "demo",
  WHMCS_API_URL: "https://billing.example.jp",
  WHMCS_API_IDENTIFIER: "id",
  WHMCS_API_SECRET: "secret",
  WHMCS_CUSTOMER_NUMBER_FIELD: "7",
  WHMCS_ORDER_GATEWAY: "stripe",
  SALESFORCE_LOGIN_URL: "https://login.salesforce.com",
  SALESFORCE_CLIENT_ID: "consumer",
  SALESFORCE_USERNAME: "portal@example.com",
  SALESFORCE_PRIVATE_KEY: String(key.export({ type: "pkcs8", format: "pem" })),
  SALESFORCE_PORTAL_PRICEBOOK_ID: "01s5h0000000001AAA",
  FREEBIT_BASE_URL: "https://mvno.example.net/emptool/api",
  FREEBIT_OEM_ID: "oem",
  FREEBIT_OEM_KEY: "key",
  FREEBIT_PLANS: "SIM-A=PLAN_1:voice",
};
