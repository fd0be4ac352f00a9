import { z } from "zod";
import { PREFECTURE_NAMES } from "./prefectures.ts";

/** As it is shown and stored everywhere: `106-0044` (JP-AD-2). */
export const PostcodeSchema = z
  .string()
  .regex(/^\d{3}-\d{4}$/)
  .brand<"Postcode">();
export type Postcode = z.infer<typeof PostcodeSchema>;

/** What a postcode stands for. One postcode may stand for several, even in two prefectures (JP-AD-3). */
export const TownSchema = z.object({
  prefecture: z.enum(PREFECTURE_NAMES),
  /** City and ward, or county and town: `大阪市北区`. */
  city: z.string().min(1),
  /** Empty where the postcode stands for the rest of a city, or there are no towns. */
  town: z.string(),
  /** Null: the reading of one of them is not known. */
  latin: z.object({ city: z.string().min(1), town: z.string() }).nullable(),
  /** Of a postcode that is a building's or one of its floors': `六本木ヒルズ森タワー 8階`. */
  building: z.string().min(1).optional(),
});
export type Town = z.infer<typeof TownSchema>;

export const HOMES = ["house", "apartment"] as const;

/** A whole address in Japan. */
export const AddressSchema = TownSchema.extend({
  postcode: PostcodeSchema,
  /** As typed: `１丁目９番２号`. */
  block: z.string().min(1),
  building: z.string().nullable(),
  room: z.string().nullable(),
  /** False: entered by hand, nobody has compared it with the postcode. */
  isVerified: z.boolean(),
});
export type Address = z.infer<typeof AddressSchema>;

/** Somebody who knows what a postcode stands for; nothing at all for one that they do not know. */
export type FindTowns = (postcode: Postcode) => Promise<Town[]>;
