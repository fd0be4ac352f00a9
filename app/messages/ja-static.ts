import type { enStatic } from "./en-static.ts";
import { dataExport } from "./ja/export.ts";
import { legal } from "./ja/legal.ts";
import type { TranslationOf } from "./keys.ts";
import { secondStep } from "./ja/second-step.ts";
import { security } from "./ja/security.ts";
import { visitors } from "./ja/visitors.ts";

export const jaStatic = {
  ...visitors,
  ...legal,
  ...secondStep,
  ...security,
  ...dataExport,
} satisfies TranslationOf<typeof enStatic>;
