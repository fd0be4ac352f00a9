import type { Prefecture } from "#domain/address/prefectures.ts";
import type { Town } from "#domain/address/schema.ts";

/** A town as the page shows it, in both scripts. */
export type TownView = { key: string; japanese: string; latin: string | null };

/** Where the form of an address stands; one form in three steps, each sent to the server. */
export type AddressForm = {
  step: "postcode" | "town" | "rest";
  /** What was typed and chosen so far. */
  values: Record<string, string>;
  /** To choose among, when a postcode stands for several. */
  towns: TownView[];
  /** The town of the postcode; null while there is none, and when it is entered by hand. */
  town: TownView | null;
  /** The postcode stands for more than towns: the rest of a city, say. */
  asksTownName: boolean;
  byHand: boolean;
  /** Nobody knows this postcode. */
  isUnknown: boolean;
  prefectures: readonly { name: Prefecture; latin: string }[];
  /** Shown texts by field. */
  errors: Record<string, string>;
};

/** Values of `addressStep`, by what their buttons do. The button that saves sends none: it is the page's. */
export const ADDRESS_STEPS = {
  lookUp: "look-up",
  choose: "choose",
  byHand: "by-hand",
  restart: "restart",
} as const;

/** What the first button of a form asks for, in a field of its own: a form may be sent without any button. */
export const DEFAULT_STEP = "defaultStep";

/** The step that was asked for; "": the page's own button, which saves. */
export function addressStepOf(fields: Record<string, string | undefined>): string {
  return fields["addressStep"] || fields[DEFAULT_STEP] || "";
}

export function toTownView(
  { prefecture, city, town, latin }: Town,
  { key, prefectureLatin }: { key: string; prefectureLatin: string },
): TownView {
  return {
    key,
    japanese: `${prefecture}${city}${town}`,
    latin: latin ? [latin.town, latin.city, prefectureLatin].filter(Boolean).join(", ") : null,
  };
}
