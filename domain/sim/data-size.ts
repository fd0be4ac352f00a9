import { z } from "zod";

/** Usage is counted in KB and capacity in MB: branded, since taking one for the other is wrong by a thousand. */
export const KilobytesSchema = z.int().min(0).brand<"Kilobytes">();
export type Kilobytes = z.infer<typeof KilobytesSchema>;

export const MegabytesSchema = z.number().min(0).brand<"Megabytes">();
export type Megabytes = z.infer<typeof MegabytesSchema>;

/** Freebit counts 1,024 KB to a MB; a GB that is sold has 1,000 MB (freebit.md 4.5 and 4.6). */
const KB_OF_MB = 1_024;
const MB_OF_GB = 1_000;

/** Exact, so it may have a fraction: rounding is for the display. */
export function toMegabytes(usage: Kilobytes): Megabytes {
  return (usage / KB_OF_MB) as Megabytes;
}

export function gigabytes(count: number): Megabytes {
  return MegabytesSchema.parse(count * MB_OF_GB);
}

export function sumKilobytes(usages: readonly Kilobytes[]): Kilobytes {
  return usages.reduce<number>((sum, usage) => sum + usage, 0) as Kilobytes;
}
