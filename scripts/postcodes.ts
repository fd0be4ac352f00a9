/**
 * `npm run postcodes <utf_ken_all.csv>`: makes assets/postcodes/towns.tsv.br of Japan Post's monthly file "one record per line,
 * UTF-8". Where the file comes from and what is left out: assets/postcodes/README.md.
 */
import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const [source] = process.argv.slice(2);
if (!source) throw new Error("usage: npm run postcodes <utf_ken_all.csv>");

const cities = new Map<string, string>();
const towns = new Set<string>();
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
  ] = line.split(",").map((cell) => cell.replace(/^"|"$/g, ""));
  if (!/^\d{7}$/.test(postcode)) continue;
  cities.set(cityCode, [cityCode, prefecture, city, cityReading].join("\t"));
  const name = nameOf(town, city);
  towns.add([postcode, cityCode, name, name === "" ? "" : reading.replace(/[（(].*$/u, "")].join("\t"));
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
process.stdout.write(`${cities.size} cities, ${towns.size} towns, ${packed.length} bytes\n`);

/** Notes and phrases such as "what is not listed below" are no names (JP-AD-3). 一円 alone is one, in 多賀町. */
function nameOf(town: string, city: string): string {
  const name = town.replace(/[（(].*$/u, "");
  if (name === "以下に掲載がない場合" || /の次に.*場合$/u.test(name)) return "";
  return name.endsWith("一円") && city.endsWith(name.slice(0, -2)) && name !== "一円" ? "" : name;
}
