/** The post's names of towns, which hold more than a town: several at once, or a building with a postcode for each of its floors. */

export type TownName = { town: string; reading: string; building?: string };

/** 甲、乙 are two towns. Readings that do not fit are of nobody. */
export function splitTowns(town: string, reading: string): TownName[] {
  const towns = town.split("、");
  const readings = reading.split("、");
  return towns.map((each, index) => ({
    town: each,
    reading: readings.length === towns.length ? (readings[index] ?? "") : "",
  }));
}

/** Without a floor: the cellar, or nobody knows which. */
const NO_FLOOR = 90;

/**
 * Town and building of 六本木六本木ヒルズ森タワー. The last two digits of such a building's postcodes are its floors. `readingOf`: the reading
 * of a town of that name in the same city; null when there is none. Null when no town is found in the name.
 */
export function splitBuilding(
  { postcode, name, reading }: { postcode: string; name: string; reading: string },
  readingOf: (town: string) => string | null,
): TownName | null {
  for (let end = name.length - 1; end > 0; end -= 1) {
    const town = name.slice(0, end);
    const own = readingOf(town);
    if (own === null) continue;
    const floor = Number(postcode.slice(-2));
    const building = floor === NO_FLOOR ? name.slice(end) : `${name.slice(end)} ${floor}階`;
    return { town, reading: reading === "" || reading.startsWith(own) ? own : "", building };
  }
  return null;
}
