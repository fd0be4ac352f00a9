import type { enStatic } from "./en-static.ts";
import { legal } from "./ja/legal.ts";
import type { TranslationOf } from "./keys.ts";
import { visitors } from "./ja/visitors.ts";

export const jaStatic = { ...visitors, ...legal } satisfies TranslationOf<typeof enStatic>;
