import type { enStatic } from "./en-static.ts";
import { address } from "./ja/address.ts";
import { answers } from "./ja/answers.ts";
import { cancel } from "./ja/cancel.ts";
import { checkout } from "./ja/checkout.ts";
import { configure } from "./ja/configure.ts";
import { getStarted } from "./ja/get-started.ts";
import { emailChange } from "./ja/email-change.ts";
import { dataExport } from "./ja/export.ts";
import { fulfilment } from "./ja/fulfilment.ts";
import { guest } from "./ja/guest.ts";
import { legal } from "./ja/legal.ts";
import { live } from "./ja/live.ts";
import { passkeys } from "./ja/passkeys.ts";
import type { TranslationOf } from "./keys.ts";
import { orders } from "./ja/orders.ts";
import { profile } from "./ja/profile.ts";
import { reasons } from "./ja/reasons.ts";
import { secondStep } from "./ja/second-step.ts";
import { security } from "./ja/security.ts";
import { shop } from "./ja/shop.ts";
import { tasks } from "./ja/tasks.ts";
import { verification } from "./ja/verification.ts";
import { visitors } from "./ja/visitors.ts";

export const jaStatic = {
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
} satisfies TranslationOf<typeof enStatic>;
