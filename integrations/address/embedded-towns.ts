import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { toLatin, toLatinCity } from "#domain/address/romaji.ts";
import { TownSchema, type FindTowns, type Postcode, type Town } from "#domain/address/schema.ts";
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
  const start = `\n${postcode.replace("-", "")}\t`;
  const found: Town[] = [];
  for (let at = lines.indexOf(start); at !== -1 && lines.startsWith(start, at);) {
    const end = lines.indexOf("\n", at + 1);
    const [, cityCode = "", town = "", reading = ""] = lines.slice(at + 1, end).split("\t");
    const [, prefecture, city = "", cityReading = ""] = cities.get(cityCode) ?? [];
    found.push(readWire(TownSchema, { prefecture, city, town, latin: toLatinNames() }));

    function toLatinNames(): Town["latin"] {
      const latinCity = toLatinCity(city, cityReading);
      const latinTown = toLatin(reading);
      // A town without a reading in the file has no name in Latin letters either.
      if (latinCity === null || latinTown === null || (latinTown === "" && town !== "")) return null;
      return { city: latinCity, town: latinTown };
    }
    at = end;
  }
  return found;
}
