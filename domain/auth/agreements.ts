import type { CalendarDate } from "../shared/dates.ts";

/** A text that people agree to, and the day in Tokyo from which it holds. */
export type AgreementText = { version: string; from: string };
type Texts = readonly [AgreementText, ...AgreementText[]];

/** The terms, in the order of their days; each change of them is one more. Earlier ones stay: people have agreed to them. */
export const TERMS: Texts = [
  { version: "2026-11-01", from: "2026-11-01" },
  { version: "2026-12-01", from: "2026-12-01" },
];

/** The same for the sentence by which people agree to advertising by mail (JP-SC-4). */
export const OFFERS: Texts = [
  { version: "2026-11-01", from: "2026-11-01" },
  { version: "2026-12-01", from: "2026-12-01" },
];

/** The version that somebody agrees to on this day; before the first of them that is the first. */
export function versionOn(texts: Texts, day: CalendarDate): string {
  const [first] = texts;
  return (texts.findLast(({ from }) => from <= day) ?? first).version;
}
