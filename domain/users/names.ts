import { z } from "zod";
import { toFullWidthKana, widenName } from "../sim/full-width.ts";
import { DASHES, tidyLine, tidyText } from "../shared/typed-text.ts";

/**
 * Names and readings as every form takes them. What is taken fits every system that is told of it later: the customer system has room
 * for 40 and 80 UTF-16 units, the mobile network for 50 full-width characters of each part.
 */
export const NAME_LENGTH = { lastName: 80, firstName: 40 } as const;
export type NameField = keyof typeof NAME_LENGTH;
export const NETWORK_LENGTH = 50;

/** What makes a text something else than a name: parts of web and mail addresses, and signs that no font has. */
const NO_NAME = /[:/\\@<>\p{Cn}\p{Co}\uFFFD]/u;

export type NameFault = "missing" | "long" | "signs" | "twoNames";
/** One name alone is the last name; the first name is empty then. */
export type PersonName = { lastName: string; firstName: string };

/** One part of a name, as it is written: kanji and accents stay, invisible signs go. */
export function readName(field: NameField, typed: string): { name: string } | { fault: NameFault } {
  const name = tidyLine(typed);
  if (name === "") return { fault: "missing" };
  const wide = widenName(name);
  if (wide === null || NO_NAME.test(name) || !/\p{L}/u.test(name)) return { fault: "signs" };
  const isLong = name.length > NAME_LENGTH[field] || [...wide].length > NETWORK_LENGTH;
  return isLong ? { fault: "long" } : { name };
}

/**
 * Both parts, or one where the person says that there is one (JP-NM-1): in whichever field it stands, it is kept as the last name,
 * which no system lets be empty.
 */
export function readPersonName(typed: {
  lastName: string;
  firstName: string;
  hasOneName: boolean;
}): { ok: true; name: PersonName } | { ok: false; faults: Partial<Record<NameField, NameFault>> } {
  const lastName = readName("lastName", typed.lastName);
  const firstName = readName("firstName", typed.firstName);
  if (typed.hasOneName) {
    const isEmpty = { last: tidyLine(typed.lastName) === "", first: tidyLine(typed.firstName) === "" };
    if (!isEmpty.last && !isEmpty.first) return { ok: false, faults: { firstName: "twoNames" } };
    const field = isEmpty.last && !isEmpty.first ? "firstName" : "lastName";
    const only = field === "firstName" ? firstName : lastName;
    if ("fault" in only) return { ok: false, faults: { [field]: only.fault } };
    return { ok: true, name: { lastName: only.name, firstName: "" } };
  }
  if ("name" in lastName && "name" in firstName)
    return { ok: true, name: { lastName: lastName.name, firstName: firstName.name } };
  return {
    ok: false,
    faults: {
      ...("fault" in lastName ? { lastName: lastName.fault } : {}),
      ...("fault" in firstName ? { firstName: firstName.fault } : {}),
    },
  };
}

/** The least that a system holds of either part of a reading: 40 characters, of a first name in an order. */
export const KANA_LENGTH = 40;
const KANA = /^[ァ-ヺーヽヾ・\s]+$/;

/**
 * The reading of a name: full-width katakana with single spaces, whatever was typed (JP-NM-2, JP-NM-3). Voice marks join the sign before
 * them; a hyphen after a kana is a long-vowel mark. Null when it is none, or longer than systems hold.
 */
export function readKana(typed: string): string | null {
  const joined = tidyText(typed)
    .replaceAll("\u309B", "\u3099")
    .replaceAll("\u309C", "\u309A")
    .normalize("NFKC")
    .replace(/[ぁ-ゖゝゞ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0x60))
    .normalize("NFC");
  const kana = tidyLine(joined.replace(DASHES, "ー").replace(/[･·•‧∙]/g, "・"));
  if (!KANA.test(kana) || !/^[ァ-ヺ]/.test(kana)) return null;
  const wide = toFullWidthKana(kana);
  return wide !== null && wide.length <= KANA_LENGTH ? kana : null;
}

/** One part of a reading; null when there is none. The message is a key of the catalogues. */
export const kanaSchema = (message: string) =>
  z
    .string()
    .default("")
    .transform((typed, context): string | null => {
      if (tidyLine(typed) === "") return null;
      const kana = readKana(typed);
      if (kana !== null) return kana;
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    });
