import type { Language } from "#domain/shared/money.ts";
import { enStatic } from "./en-static.ts";
import { en } from "./en.ts";
import { jaStatic } from "./ja-static.ts";
import { ja } from "./ja.ts";
import type { Messages } from "./keys.ts";

const ALL: Record<Language, Messages> = { en: { ...en, ...enStatic }, ja: { ...ja, ...jaStatic } };

/** Every text of a language, those of the pages without scripts included. */
export function messagesOf(language: Language): Messages {
  return ALL[language];
}
