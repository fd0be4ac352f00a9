import { access } from "./access/en.ts";
import { account } from "./account/en.ts";
import { address } from "./address/en.ts";
import { answers } from "./answers/en.ts";
import { auth } from "./auth/en.ts";
import { cancel } from "./cancel/en.ts";
import { checkout } from "./checkout/en.ts";
import { common } from "./common/en.ts";
import { configure } from "./configure/en.ts";
import { emailChange } from "./email-change/en.ts";
import { errors } from "./errors/en.ts";
import { dataExport } from "./export/en.ts";
import { fulfilment } from "./fulfilment/en.ts";
import { getStarted } from "./get-started/en.ts";
import { guest } from "./guest/en.ts";
import { legal } from "./legal/en.ts";
import { live } from "./live/en.ts";
import { orders } from "./orders/en.ts";
import { passkeys } from "./passkeys/en.ts";
import { profile } from "./profile/en.ts";
import { reasons } from "./reasons/en.ts";
import { secondStep } from "./second-step/en.ts";
import { security } from "./security/en.ts";
import { shop } from "./shop/en.ts";
import { tasks } from "./tasks/en.ts";
import { verification } from "./verification/en.ts";
import { visitors } from "./visitors/en.ts";

/** Every text, by area. The server alone needs them. */
export const en = {
  ...access,
  ...account,
  ...address,
  ...answers,
  ...auth,
  ...cancel,
  ...checkout,
  ...common,
  ...configure,
  ...emailChange,
  ...errors,
  ...dataExport,
  ...fulfilment,
  ...getStarted,
  ...guest,
  ...legal,
  ...live,
  ...orders,
  ...passkeys,
  ...profile,
  ...reasons,
  ...secondStep,
  ...security,
  ...shop,
  ...tasks,
  ...verification,
  ...visitors,
} as const;
