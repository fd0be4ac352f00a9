import type { enStatic } from "./en-static.ts";
import { address } from "./ja/address.ts";
import { legal } from "./ja/legal.ts";
import type { TranslationOf } from "./keys.ts";
import { profile } from "./ja/profile.ts";
import { secondStep } from "./ja/second-step.ts";
import { security } from "./ja/security.ts";
import { visitors } from "./ja/visitors.ts";

export const jaStatic = {
  ...visitors,
  ...legal,
  ...secondStep,
  ...security,
  ...address,
  ...profile,
} satisfies TranslationOf<typeof enStatic>;
