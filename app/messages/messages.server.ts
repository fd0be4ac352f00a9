import type { Language } from "#domain/shared/money.ts";
import { en } from "./en.ts";
import { ja } from "./ja.ts";
import type { Messages } from "./keys.ts";

const ALL: Record<Language, Messages> = { en, ja };

export function messagesOf(language: Language): Messages {
  return ALL[language];
}
