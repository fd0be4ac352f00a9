import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { toLatin, toLatinCity } from "#domain/address/romaji.ts";
import { TownSchema, type FindTowns, type Postcode, type Town } from "#domain/address/schema.ts";
import { splitBuilding, splitTowns, type TownName } from "#domain/address/town-names.ts";
import { readWire } from "#domain/shared/wire.ts";

/** Cities by their code, and the lines of all towns, each after a line end. */
type Towns = { cities: Map<string, string[]>; lines: string };

/**
 * The towns of all postcodes, from the file that comes with the portal (assets/postcodes): no network, no waiting. It is read
 * with the first question, some 10 MB of memory; a failed read is tried again by the next. Of an office
 * with a postcode of its own it holds the town. Throws the file system's error.
 */
export function createEmbeddedTowns({ file }: { file: string }): FindTowns {
  let loading: Promise<Towns> | null = null;
  return async (postcode) => {
    loading ??= load(file);
    try {
      return find(await loading, postcode);
    } catch (error) {
      loading = null;
      throw error;
    }
  };
}

async function load(file: string): Promise<Towns> {
  const text = (await promisify(brotliDecompress)(await readFile(file))).toString("utf8");
  const end = text.indexOf("\n\n");
  const cities = text
    .slice(0, end)
    .split("\n")
    .map((line): [string, string[]] => [line.slice(0, 5), line.split("\t")]);
  return { cities: new Map(cities), lines: text.slice(end + 1) };
}

function find({ cities, lines }: Towns, postcode: Postcode): Town[] {
  const digits = postcode.replace("-", "");
  const start = `\n${digits}\t`;
  const found: Town[] = [];
  for (let at = lines.indexOf(start); at !== -1 && lines.startsWith(start, at);) {
    const end = lines.indexOf("\n", at + 1);
    const [, cityCode = "", name = "", reading = ""] = lines.slice(at + 1, end).split("\t");
    const [, prefecture, city = "", cityReading = ""] = cities.get(cityCode) ?? [];
    const building = isBuilding(lines, { digits, cityCode, name })
      ? splitBuilding({ postcode: digits, name, reading }, (town) => readingOf(lines, cityCode, town))
      : null;
    for (const each of building === null ? splitTowns(name, reading) : [building]) {
      const latin = toLatinNames({ city, cityReading, ...each });
      const more = each.building === undefined ? {} : { building: each.building };
      found.push(readWire(TownSchema, { prefecture, city, town: each.town, latin, ...more }));
    }
    at = end;
  }
  return found;
}

/** Its postcodes are those of its floors, and one that ends in 90 is for the rest of it. */
function isBuilding(
  lines: string,
  { digits, cityCode, name }: { digits: string; cityCode: string; name: string },
): boolean {
  const block = digits.slice(0, 5);
  return ["90", "02"].every((floor) => lines.includes(`\n${block}${floor}\t${cityCode}\t${name}\t`));
}

function readingOf(lines: string, cityCode: string, town: string): string | null {
  const row = `\t${cityCode}\t${town}\t`;
  const at = lines.indexOf(row);
  return at === -1 ? null : lines.slice(at + row.length, lines.indexOf("\n", at + 1));
}

function toLatinNames({
  city,
  cityReading,
  town,
  reading,
}: { city: string; cityReading: string } & TownName): Town["latin"] {
  const latinCity = toLatinCity(city, cityReading);
  const latinTown = toLatin(reading, town);
  // A town without a reading in the file has no name in Latin letters either.
  if (latinCity === null || latinTown === null || (latinTown === "" && town !== "")) return null;
  return { city: latinCity, town: latinTown };
}
