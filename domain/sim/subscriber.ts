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
 * Whom a voice line belongs to, as the carrier has to know them. Taken as the order has it, kanji or Latin; what comes out is
 * full-width. A company has no first name, no gender and no birthday.
 */
export const SubscriberSchema = z.discriminatedUnion("kind", [
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
export type Subscriber = z.output<typeof SubscriberSchema>;
export type SubscriberInput = z.input<typeof SubscriberSchema>;
