import { z } from "zod";
import { tidyLine } from "../shared/typed-text.ts";
import { PREFECTURE_NAMES } from "./prefectures.ts";
import { HOMES } from "./schema.ts";

/**
 * What is typed beside a postcode. Messages are keys of the catalogues; lengths are the least that every system holds
 * (salesforce-data-model.md 3), refused and never cut (JP-AD-8). Kanji stay as they are (JP-NM-2).
 */
const text = (missing: string, max: number) =>
  z
    .string(missing)
    .transform(tidyLine)
    .pipe(z.string(missing).min(1, missing).max(max, "address.fault.tooLong"));
const optional = (max: number) =>
  z
    .string()
    .transform(tidyLine)
    .refine((line) => line.length <= max, "address.fault.tooLong")
    .optional();

/** The town where the postcode stands for more than towns, else it is the chosen one's. */
export const TownNameSchema = z.object({ townName: optional(100).transform((name) => name ?? "") });

export const AddressByHandSchema = TownNameSchema.extend({
  prefecture: z.enum(PREFECTURE_NAMES, "address.fault.prefecture"),
  city: text("address.fault.city", 40),
});

export const AddressRestSchema = z
  .object({
    block: text("address.fault.block", 100),
    home: z.enum(HOMES, "address.fault.home"),
    building: optional(100).transform((name) => name || null),
    room: optional(40).transform((name) => name || null),
  })
  // A technician and a parcel find a flat by these alone (JP-AD-6).
  .refine(({ home, building }) => home === "house" || building !== null, {
    path: ["building"],
    message: "address.fault.building",
  })
  .refine(({ home, room }) => home === "house" || room !== null, {
    path: ["room"],
    message: "address.fault.room",
  });
