/**
 * `npm run postcodes <utf_ken_all.csv> <JIGYOSYO.CSV>`: makes assets/postcodes/towns.tsv.br of Japan Post's monthly files, "one
 * record per line, UTF-8" and the one of offices, in Shift_JIS. Where they come from and what is left out: assets/postcodes/README.md.
 */
import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const [source, offices] = process.argv.slice(2);
if (!source || !offices) throw new Error("usage: npm run postcodes <utf_ken_all.csv> <JIGYOSYO.CSV>");

const cities = new Map<string, string>();
const towns = new Set<string>();
/** By city and town. */
const readings = new Map<string, string>();
for (const line of (await readFile(source, "utf8")).split(/\r?\n/)) {
  const [
    cityCode = "",
    ,
    postcode = "",
    ,
    cityReading = "",
    reading = "",
    prefecture = "",
    city = "",
    town = "",
  ] = cellsOf(line);
  if (!/^\d{7}$/.test(postcode)) continue;
  cities.set(cityCode, [cityCode, prefecture, city, cityReading].join("\t"));
  const name = nameOf(town, city);
  const nameReading = name === "" ? "" : reading.replace(/[（(].*$/u, "");
  towns.add([postcode, cityCode, name, nameReading].join("\t"));
  if (nameReading !== "") readings.set(`${cityCode} ${name}`, nameReading);
}

let left = 0;
for (const line of new TextDecoder("shift_jis").decode(await readFile(offices)).split(/\r?\n/)) {
  const [cityCode = "", , , , city = "", town = "", , postcode = ""] = cellsOf(line);
  if (!/^\d{7}$/.test(postcode)) continue;
  // The file gives codes without their first zero.
  const code = cityCode.padStart(5, "0");
  if (!cities.has(code)) {
    left += 1;
    continue;
  }
  const name = nameOf(town, city);
  // It has no readings of towns; the words for a hamlet stand in this file alone.
  const reading =
    readings.get(`${code} ${name}`) ?? readings.get(`${code} ${name.replace(/^大?字/u, "")}`) ?? "";
  towns.add([postcode, code, name, reading].join("\t"));
}

const text = `${[...cities.values()].sort().join("\n")}\n\n${[...towns].sort().join("\n")}\n`;
const target = new URL("../assets/postcodes/towns.tsv.br", import.meta.url);
const packed = await promisify(brotliCompress)(text, {
  params: {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
  },
});
await writeFile(target, packed);
process.stdout.write(
  `${cities.size} cities, ${towns.size} towns, ${packed.length} bytes; ${left} offices in unknown cities left out\n`,
);

function cellsOf(line: string): string[] {
  return line.split(",").map((cell) => cell.replace(/^"|"$/g, "").trim());
}

/** Notes and phrases such as "what is not listed below" are no names (JP-AD-3). 一円 alone is one, in 多賀町. */
function nameOf(town: string, city: string): string {
  const name = town.replace(/[（(].*$/u, "");
  if (name === "以下に掲載がない場合" || /の次に.*場合$/u.test(name)) return "";
  return name.endsWith("一円") && city.endsWith(name.slice(0, -2)) && name !== "一円" ? "" : name;
}
