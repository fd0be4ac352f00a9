import { z } from "zod";
import { CalendarDateSchema } from "../shared/dates.ts";
import { GENDERS } from "../users/customer.ts";
import { toFullWidthKana, toFullWidthName } from "./full-width.ts";

const name = z.string().transform((text, context) => {
  const wide = toFullWidthName(text);
  if (wide !== null) return wide;
  context.addIssue({ code: "custom", message: "has no full-width form" });
  return z.NEVER;
});
const kana = z.string().transform((text, context) => {
  const wide = toFullWidthKana(text);
  if (wide !== null) return wide;
  context.addIssue({ code: "custom", message: "is no reading in kana" });
  return z.NEVER;
});

/**
 * The network asks for both parts of a person's name (freebit.md, PA05-05). Who has one name, which shows by neither a first name nor a
 * reading of one, is known there by that name in both.
 */
function repeatOneName(input: unknown): unknown {
  if (typeof input !== "object" || input === null) return input;
  const { kind, lastName, firstName, lastNameKana, firstNameKana } = input as Record<string, unknown>;
  const hasOneName = kind === "person" && lastName && lastNameKana && !firstName && !firstNameKana;
  return hasOneName ? { ...input, firstName: lastName, firstNameKana: lastNameKana } : input;
}

/**
 * Whom a voice line belongs to, as the carrier has to know them. Taken as the order has it, kanji or Latin; what comes out is
 * full-width. A company has no first name, no gender and no birthday.
 */
const Parts = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("person"),
    lastName: name,
    firstName: name,
    lastNameKana: kana,
    firstNameKana: kana,
    gender: z.enum(GENDERS),
    birthDate: CalendarDateSchema,
  }),
  z.object({ kind: z.literal("company"), name, nameKana: kana }),
]);
export const SubscriberSchema = z.preprocess(repeatOneName, Parts);
export type Subscriber = z.output<typeof Parts>;
export type SubscriberInput = z.input<typeof Parts>;
