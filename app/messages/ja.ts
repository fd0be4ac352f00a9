import type { en } from "./en.ts";
import type { TranslationOf } from "./keys.ts";
import { access } from "./access/ja.ts";
import { account } from "./account/ja.ts";
import { address } from "./address/ja.ts";
import { answers } from "./answers/ja.ts";
import { auth } from "./auth/ja.ts";
import { cancel } from "./cancel/ja.ts";
import { checkout } from "./checkout/ja.ts";
import { common } from "./common/ja.ts";
import { configure } from "./configure/ja.ts";
import { emailChange } from "./email-change/ja.ts";
import { errors } from "./errors/ja.ts";
import { dataExport } from "./export/ja.ts";
import { fulfilment } from "./fulfilment/ja.ts";
import { getStarted } from "./get-started/ja.ts";
import { guest } from "./guest/ja.ts";
import { legal } from "./legal/ja.ts";
import { live } from "./live/ja.ts";
import { orders } from "./orders/ja.ts";
import { passkeys } from "./passkeys/ja.ts";
import { profile } from "./profile/ja.ts";
import { reasons } from "./reasons/ja.ts";
import { secondStep } from "./second-step/ja.ts";
import { security } from "./security/ja.ts";
import { shop } from "./shop/ja.ts";
import { tasks } from "./tasks/ja.ts";
import { verification } from "./verification/ja.ts";
import { visitors } from "./visitors/ja.ts";

export const ja = {
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
} satisfies TranslationOf<typeof en>;
