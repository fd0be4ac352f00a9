import { createContext, useContext, useMemo, type ReactNode } from "react";
import { formatDate, formatInstant, formatLongDate, formatMonth } from "#domain/shared/date-rules.ts";
import type { CalendarDate, CalendarMonth } from "#domain/shared/dates.ts";
import { formatMoney, plainNumber } from "#domain/shared/money-format.ts";
import type { Language, Money } from "#domain/shared/money.ts";
import type { Brand } from "~/messages/brand.ts";
import type { Messages } from "~/messages/keys.ts";
import { createTranslator, type Translator } from "./translator.tsx";

export type I18n = Translator & {
  brand: Brand;
  /** `¥1,980` / `1,980円`. */
  money: (money: Money) => string;
  number: (value: number) => string;
  date: (date: CalendarDate) => string;
  /** With the day of the week: a date that somebody must keep. */
  longDate: (date: CalendarDate) => string;
  month: (month: CalendarMonth) => string;
  /** `14:05 JST` of today, with the day otherwise. Takes ISO text, since loader data is JSON. */
  instant: (iso: string) => string;
};

const I18nContext = createContext<I18n | null>(null);

export type I18nProviderProps = {
  language: Language;
  messages: Messages;
  brand: Brand;
  /** ISO text from the loader: server and browser must agree on what "today" is. */
  now: string;
  children: ReactNode;
};

/** Gives every component below it one language, its messages, and one idea of "now". */
export function I18nProvider({ language, messages, brand, now, children }: I18nProviderProps) {
  const value = useMemo(
    () => createI18n({ language, messages, brand, now: new Date(now) }),
    [language, messages, brand, now],
  );
  return <I18nContext.Provider value={value}>{children}</I18nContext.Provider>;
}

/** The page's language tools. Throws outside an `I18nProvider`. */
export function useI18n(): I18n {
  const value = useContext(I18nContext);
  if (!value) throw new Error("useI18n needs an I18nProvider above it");
  return value;
}

/** The same tools where there is no React tree: `meta` functions, mail, PDF. */
export function createI18n(input: { language: Language; messages: Messages; brand: Brand; now: Date }): I18n {
  const { language, brand, now } = input;
  return {
    ...createTranslator(language, input.messages),
    brand,
    money: (money) => formatMoney(money, language),
    number: (value) => plainNumber(value, language),
    date: (date) => formatDate(date, language),
    longDate: (date) => formatLongDate(date, language),
    month: (month) => formatMonth(month, language),
    instant: (iso) => formatInstant(new Date(iso), language, now),
  };
}
