import { z } from "zod";
import { readWire } from "../shared/wire.ts";
import { toLatin, toLatinCity } from "./romaji.ts";
import { TownSchema, type Town } from "./schema.ts";
import { splitTowns, type TownName } from "./town-names.ts";

/** An answer of `searchcode`: keys without a value are null. Offices and digital addresses have further ones. */
const AnswerWire = z.object({
  addresses: z.array(
    z.object({
      pref_name: z.string(),
      city_name: z.string(),
      city_kana: z.string().nullish(),
      town_name: z.string().nullish(),
      town_kana: z.string().nullish(),
    }),
  ),
});

/**
 * The towns of a postcode. Latin letters come from the readings by the rules that the embedded towns have too: the service's
 * own are in capitals, and one address must not change its spelling with the source.
 */
export function toTowns(answer: unknown): Town[] {
  const { addresses } = readWire(AnswerWire, answer);
  const towns = addresses.flatMap((wire, index) =>
    splitTowns(wire.town_name ?? "", wire.town_kana ?? "").map((name) =>
      readWire(
        TownSchema,
        {
          prefecture: wire.pref_name,
          city: wire.city_name,
          town: name.town,
          latin: toLatinNames(wire, name),
        },
        `addresses.${index}`,
      ),
    ),
  );
  // An office has a line for itself beside its town's.
  return [...new Map(towns.map((town) => [JSON.stringify(town), town])).values()];
}

function toLatinNames(
  { city_name, city_kana }: z.infer<typeof AnswerWire>["addresses"][number],
  { town, reading }: TownName,
): Town["latin"] {
  const city = toLatinCity(city_name, city_kana ?? "");
  const latinTown = toLatin(reading, town);
  if (city === null || latinTown === null || (latinTown === "" && town !== "")) return null;
  return { city, town: latinTown };
}
