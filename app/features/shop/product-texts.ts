import type { Addon, SimPlan } from "#domain/catalog/offers.ts";
import type { Language } from "#domain/shared/money.ts";
import type { I18n } from "~/platform/i18n/i18n.tsx";

const ADDONS = {
  "INTERNET-INSTALL-WEEKEND": "shop.addon.weekend",
  "INTERNET-ADDON-HIKARI-DENWA": "shop.addon.homePhone",
  "INTERNET-ADDON-HIKARI-DENWA-INSTALL": "shop.addon.homePhoneSetup",
  "SIM-ADDON-VOICE-MAIL": "shop.addon.voiceMail",
  "SIM-ADDON-CALL-WAITING": "shop.addon.callWaiting",
} as const;

/** In the page's language; a new add-on has the name that staff has given it until there are words for it here. */
export function addonName({ sku, name }: Pick<Addon, "sku" | "name">, { t }: I18n): string {
  return sku in ADDONS ? t(ADDONS[sku as keyof typeof ADDONS]) : name;
}

export function simPlanName({ dataGb }: SimPlan, { t }: I18n): string {
  return dataGb === null ? t("shop.plan.voice") : t("shop.plan.data", { size: dataGb });
}

/** Staff writes a plan's lines in both languages into one field: those in Japanese script are for Japanese pages. */
export function linesFor(language: Language, lines: readonly string[]): string[] {
  const isJapanese = (line: string) => /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(line);
  return lines.filter((line) => isJapanese(line) === (language === "ja"));
}

/** Where an order of a plan begins, with the plan chosen already; undefined where no order can begin. */
export function planHref(configure: string | undefined, { sku }: { sku: string }): string | undefined {
  return configure === undefined ? undefined : `${configure}?plan=${encodeURIComponent(sku)}`;
}
