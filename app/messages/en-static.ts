import { address } from "./en/address.ts";
import { answers } from "./en/answers.ts";
import { cancel } from "./en/cancel.ts";
import { checkout } from "./en/checkout.ts";
import { configure } from "./en/configure.ts";
import { getStarted } from "./en/get-started.ts";
import { emailChange } from "./en/email-change.ts";
import { dataExport } from "./en/export.ts";
import { fulfilment } from "./en/fulfilment.ts";
import { guest } from "./en/guest.ts";
import { legal } from "./en/legal.ts";
import { live } from "./en/live.ts";
import { orders } from "./en/orders.ts";
import { passkeys } from "./en/passkeys.ts";
import { profile } from "./en/profile.ts";
import { reasons } from "./en/reasons.ts";
import { secondStep } from "./en/second-step.ts";
import { security } from "./en/security.ts";
import { shop } from "./en/shop.ts";
import { tasks } from "./en/tasks.ts";
import { verification } from "./en/verification.ts";
import { visitors } from "./en/visitors.ts";

/** Texts of the pages that are sent without scripts; the server alone needs them. */
export const enStatic = {
  ...visitors,
  ...legal,
  ...reasons,
  ...secondStep,
  ...passkeys,
  ...emailChange,
  ...security,
  ...shop,
  ...getStarted,
  ...address,
  ...dataExport,
  ...profile,
  ...orders,
  ...fulfilment,
  ...answers,
  ...cancel,
  ...checkout,
  ...configure,
  ...live,
  ...verification,
  ...tasks,
  ...guest,
} as const;
