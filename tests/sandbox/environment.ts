import type { Sandbox } from "./start.ts";

/** What the plans of the catalogue are at the mobile network, by SKU (world.md). */
const PLANS = {
  "SIM-DATA-VOICE-5GB": "SBX_5G:voice",
  "SIM-DATA-VOICE-10GB": "SBX_10G:voice",
  "SIM-DATA-VOICE-25GB": "SBX_25G:voice",
  "SIM-DATA-VOICE-50GB": "SBX_50G:voice",
  "SIM-DATA-VOICE-50GB-FAMILY": "SBX_50G:voice",
  "SIM-DATA-ONLY-5GB": "SBX_DATA_5G:data_sms",
  "SIM-DATA-ONLY-10GB": "SBX_DATA_10G:data_sms",
  "SIM-DATA-ONLY-25GB": "SBX_DATA_25G:data_sms",
  "SIM-VOICE-ONLY": "SBX_VOICE:voice",
  "SIM-OLD-3GB": "SBX_3G:voice",
};

/** What every installation on the sandboxes' world is configured with, wherever they listen. */
export const WORLD_ENVIRONMENT = {
  WHMCS_CUSTOMER_NUMBER_FIELD: "198",
  WHMCS_ORDER_GATEWAY: "stripe",
  FREEBIT_PLANS: Object.entries(PLANS)
    .map(([sku, plan]) => `${sku}=${plan}`)
    .join(","),
  MOBILE_ESIM_HOST: "smdp.example.com",
  MOBILE_APN_NAME: "mihon.example",
  MOBILE_APN_USER: "user@mihon.example",
  MOBILE_APN_PASSWORD: "mihon",
};

/** The variables that point a portal at the sandboxes which run. Line ends of the key are written as `\n`. */
export function environmentOf({
  whmcs,
  salesforce,
  freebit,
}: Omit<Sandbox, "close">): Record<string, string> {
  return {
    ...(whmcs && {
      WHMCS_API_URL: whmcs.url,
      WHMCS_API_IDENTIFIER: whmcs.identifier,
      WHMCS_API_SECRET: whmcs.secret,
      WHMCS_CUSTOMER_NUMBER_FIELD: WORLD_ENVIRONMENT.WHMCS_CUSTOMER_NUMBER_FIELD,
      WHMCS_ORDER_GATEWAY: WORLD_ENVIRONMENT.WHMCS_ORDER_GATEWAY,
    }),
    ...(salesforce && {
      SALESFORCE_LOGIN_URL: salesforce.url,
      SALESFORCE_CLIENT_ID: salesforce.clientId,
      SALESFORCE_USERNAME: salesforce.username,
      SALESFORCE_PORTAL_PRICEBOOK_ID: salesforce.pricebookId,
      SALESFORCE_VERIFICATION_METHOD_FIELD: salesforce.verificationFields.method,
      SALESFORCE_CHECKED_NAME_FIELD: salesforce.verificationFields.checkedName,
      SALESFORCE_CHECKED_ADDRESS_FIELD: salesforce.verificationFields.checkedAddress,
      SALESFORCE_CHECKED_BIRTH_DATE_FIELD: salesforce.verificationFields.checkedBirthDate,
      SALESFORCE_PUBSUB_ENDPOINT: salesforce.eventsEndpoint,
      ...(salesforce.privateKey !== null && {
        SALESFORCE_PRIVATE_KEY: salesforce.privateKey.trim().replaceAll("\n", "\\n"),
      }),
    }),
    ...(freebit && {
      FREEBIT_BASE_URL: freebit.url,
      FREEBIT_OEM_ID: freebit.oemId,
      FREEBIT_OEM_KEY: freebit.oemKey,
      FREEBIT_PLANS: WORLD_ENVIRONMENT.FREEBIT_PLANS,
    }),
  };
}
