import type { enStatic } from "./en-static.ts";
import { legal } from "./ja/legal.ts";
import type { TranslationOf } from "./keys.ts";
import { orders } from "./ja/orders.ts";
import { secondStep } from "./ja/second-step.ts";
import { security } from "./ja/security.ts";
import { shop } from "./ja/shop.ts";
import { visitors } from "./ja/visitors.ts";

export const jaStatic = {
  ...visitors,
  ...legal,
  ...secondStep,
  ...security,
  ...shop,
  ...orders,
} satisfies TranslationOf<typeof enStatic>;
