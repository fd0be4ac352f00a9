/**
 * Names of places in Latin letters from their reading, as the post writes them: Hepburn without marks on long vowels, so
 * that カミヤチョウ is Kamiyacho. A reading does not show where one word ends: the name that it belongs to does, so that 丸の内 is
 * Marunouchi.
 */

const ROWS: Record<string, string> = {
  "": "アイウエオ",
  k: "カキクケコ",
  s: "サ スセソ",
  t: "タ  テト",
  n: "ナニヌネノ",
  h: "ハヒ ヘホ",
  m: "マミムメモ",
  y: "ヤ ユ ヨ",
  r: "ラリルレロ",
  w: "ワヰ ヱヲ",
  g: "ガギグゲゴ",
  z: "ザ ズゼゾ",
  d: "ダ  デド",
  b: "バビブベボ",
  p: "パピプペポ",
};
const VOWELS = "aiueo";
const SYLLABLES = new Map<string, string>([
  ...Object.entries(ROWS).flatMap(([consonant, row]) =>
    [...row].map((kana, index): [string, string] => [kana, consonant + VOWELS.charAt(index)]),
  ),
  ["シ", "shi"],
  ["チ", "chi"],
  ["ツ", "tsu"],
  ["フ", "fu"],
  ["ジ", "ji"],
  ["ヂ", "ji"],
  ["ヅ", "zu"],
  ["ヤ", "ya"],
  ["ユ", "yu"],
  ["ヨ", "yo"],
  ["ヲ", "o"],
  ["ヰ", "i"],
  ["ヱ", "e"],
  ["ヴ", "vu"],
  ["ァ", "a"],
  ["ィ", "i"],
  ["ゥ", "u"],
  ["ェ", "e"],
  ["ォ", "o"],
  ["ヶ", "ga"],
  ["ヵ", "ka"],
]);
const GLIDES: Record<string, string> = { ャ: "a", ュ: "u", ョ: "o" };
const SMALL_VOWELS: Record<string, string> = { ァ: "a", ィ: "i", ェ: "e", ォ: "o" };

/** Characters that begin a word with a vowel, by which it would run into the word before; most are read so in names of places. */
const VOWEL_FIRST: Record<string, string> = {
  内: "ウチ",
  上: "ウエ",
  後: "ウシロ",
  浦: "ウラ",
  裏: "ウラ",
  海: "ウミ",
  馬: "ウマ",
  牛: "ウシ",
  梅: "ウメ",
  臼: "ウス",
  漆: "ウル",
  魚: "ウオ",
  大: "オオ",
  岡: "オカ",
  丘: "オカ",
  奥: "オク",
  沖: "オキ",
  鬼: "オニ",
  折: "オリ",
  尾: "オ",
};
/** 河内, コウチ, is one word in spite of its characters. */
const ONE_WORD = /[河高幸荒交向小]$/u;
const ENDS_IN_O = "[オコゴソゾトドノホボポモヨロヲ]";
const BREAK = "|";

/** A reading with a mark where a word of the name begins after a vowel that it does not lengthen. */
function withBreaks(kana: string, name: string): string {
  let marked = /[のノ之乃](?=\p{Script=Han})/u.test(name)
    ? kana.replace(/(?<=.ノ)(?=[ウオ])/gu, BREAK)
    : kana;
  for (const [sign, reading] of Object.entries(VOWEL_FIRST)) {
    const at = name.indexOf(sign);
    if (at < 1 || ONE_WORD.test(name.slice(0, at))) continue;
    marked = marked.replace(new RegExp(`(?<=.${ENDS_IN_O})(?=${reading})`, "u"), BREAK);
  }
  return marked;
}

/** `Higashiazabu` of ヒガシアザブ, in katakana of any width, the reading of `name`. Null for anything but a reading. */
export function toLatin(reading: string, name = ""): string | null {
  const kana = [...withBreaks(reading.normalize("NFKC").replace(/[\s・|]/g, ""), name)];
  let latin = "";
  for (let at = 0; at < kana.length; at += 1) {
    const sign = kana[at] ?? "";
    const next = kana[at + 1] ?? "";
    if (sign === BREAK || /[\dA-Za-z-]/.test(sign)) latin += sign;
    else if (sign === "ー") continue;
    else if (sign === "ン") latin += "N";
    else if (sign === "ッ") latin += "Q";
    else {
      const syllable = SYLLABLES.get(sign);
      if (syllable === undefined) return null;
      const pair = joinedWith(syllable, next);
      latin += pair ?? syllable;
      if (pair !== null) at += 1;
    }
  }
  const plain = latin
    .replace(/ou|oo/g, "o")
    .replace(/uu/g, "u")
    .replace(/N(?=[bmp])/g, "m")
    .replace(/N/g, "n")
    .replace(/Q(?=ch)/g, "t")
    .replace(/Q([a-z])/g, "$1$1")
    .replace(/Q/g, "")
    .replaceAll(BREAK, "");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** シャ is sha, キャ is kya and ウェ is we; null when the next sign stands for itself. */
function joinedWith(syllable: string, next: string): string | null {
  const stem = syllable.slice(0, -1);
  const glide = GLIDES[next];
  if (glide !== undefined) return /^(?:sh|ch|j)$/.test(stem) ? stem + glide : `${stem}y${glide}`;
  const vowel = SMALL_VOWELS[next];
  if (vowel === undefined || !/[iu]$/.test(syllable)) return null;
  return (syllable === "u" ? "w" : stem) + vowel;
}

/** Cities that have wards: nothing else tells where the city's reading ends, シ being a syllable of many names. */
const CITIES_WITH_WARDS = [
  "サッポロ",
  "センダイ",
  "サイタマ",
  "チバ",
  "ヨコハマ",
  "カワサキ",
  "サガミハラ",
  "ニイガタ",
  "シズオカ",
  "ハママツ",
  "ナゴヤ",
  "キョウト",
  "オオサカ",
  "サカイ",
  "コウベ",
  "オカヤマ",
  "ヒロシマ",
  "キタキュウシュウ",
  "フクオカ",
  "クマモト",
];
const SUFFIXES: readonly [name: string, reading: string, latin: string][] = [
  ["市", "シ", "shi"],
  ["区", "ク", "ku"],
  ["町", "チョウ", "cho"],
  ["町", "マチ", "machi"],
  ["村", "ムラ", "mura"],
  ["村", "ソン", "son"],
  ["郡", "グン", "gun"],
];

/** `Osaka-shi Kita-ku` of 大阪市北区, オオサカシキタク. Null when the reading does not fit the name. */
export function toLatinCity(city: string, reading: string): string | null {
  const kana = reading.normalize("NFKC");
  const parts = splitCity(city, kana).map(([name, part]) => toLatinUnit(name, part));
  return parts.includes(null) ? null : parts.join(" ");
}

function splitCity(city: string, kana: string): [name: string, reading: string][] {
  const [, county, rest] = /^(.+郡)(.+[町村])$/.exec(city) ?? [];
  const countyEnd = kana.lastIndexOf("グン") + 2;
  if (county && rest && countyEnd > 2)
    return [
      [county, kana.slice(0, countyEnd)],
      [rest, kana.slice(countyEnd)],
    ];
  const [, whole, ward] = /^(.+市)(.+区)$/.exec(city) ?? [];
  const owner = CITIES_WITH_WARDS.find((name) => kana.startsWith(`${name}シ`));
  if (whole && ward && owner)
    return [
      [whole, `${owner}シ`],
      [ward, kana.slice(owner.length + 1)],
    ];
  return [[city, kana]];
}

function toLatinUnit(name: string, kana: string): string | null {
  for (const [suffix, reading, latin] of SUFFIXES)
    if (name.endsWith(suffix) && kana.endsWith(reading) && kana.length > reading.length) {
      const stem = toLatin(kana.slice(0, -reading.length));
      return stem === null ? null : `${stem}-${latin}`;
    }
  return null;
}
