import { describe, expect, test } from "vitest";
import { PREFECTURE_NAMES } from "./prefectures.ts";
import { toLatin, toLatinCity } from "./romaji.ts";

test("there are 47 prefectures", () => {
  expect(PREFECTURE_NAMES).toHaveLength(47);
});

describe("toLatin", () => {
  test.each([
    ["ヒガシアザブ", "Higashiazabu"],
    ["ﾋｶﾞｼｱｻﾞﾌﾞ", "Higashiazabu"],
    ["ミナトミライ", "Minatomirai"],
    ["シモマルヤチョウ", "Shimomaruyacho"],
    ["シンバシ", "Shimbashi"],
    ["ニッポンバシ", "Nippombashi"],
    ["イッチョウメ", "Itchome"],
    ["オオドオリ", "Odori"],
    ["ジュウジョウ", "Jujo"],
    ["キタ１ジョウニシ", "Kita1jonishi"],
    ["センター", "Senta"],
    ["ウェスト", "Wesuto"],
    ["", ""],
  ])("%s is %s", (reading, latin) => {
    expect(toLatin(reading)).toBe(latin);
  });

  test.each([
    ["丸の内", "マルノウチ", "Marunouchi"],
    ["堀之内", "ホリノウチ", "Horinouchi"],
    ["井ノ上", "イノウエ", "Inoue"],
    ["滝ノ奥", "タキノオク", "Takinooku"],
    ["横尾", "ヨコオ", "Yokoo"],
    ["床浦", "トコウラ", "Tokoura"],
    ["本大町", "モトオオマチ", "Motoomachi"],
    ["河内町", "コウチチョウ", "Kochicho"],
    ["本町馬込", "ホンチョウマゴメ", "Honchomagome"],
    ["大内", "オオウチ", "Ouchi"],
    ["農の里", "ノウノサト", "Nonosato"],
    ["大通", "オオドオリ", "Odori"],
    ["尾道", "オノミチ", "Onomichi"],
  ])("%s (%s) is %s: a long vowel ends with its word", (name, reading, latin) => {
    expect(toLatin(reading, name)).toBe(latin);
  });

  test.each(["東麻布", "ひがし", "ア？"])("%s is no reading", (text) => {
    expect(toLatin(text)).toBeNull();
  });
});

describe("toLatinCity", () => {
  test.each([
    ["港区", "ミナトク", "Minato-ku"],
    ["大阪市北区", "オオサカシキタク", "Osaka-shi Kita-ku"],
    ["広島市安佐南区", "ヒロシマシアサミナミク", "Hiroshima-shi Asaminami-ku"],
    ["四日市市", "ヨッカイチシ", "Yokkaichi-shi"],
    ["西多摩郡日の出町", "ニシタマグンヒノデマチ", "Nishitama-gun Hinode-machi"],
    ["桑名郡木曽岬町", "クワナグンキソサキチョウ", "Kuwana-gun Kisosaki-cho"],
    ["島尻郡粟国村", "シマジリグンアグニソン", "Shimajiri-gun Aguni-son"],
    ["北群馬郡榛東村", "キタグンマグンシントウムラ", "Kitagumma-gun Shinto-mura"],
  ])("%s (%s) is %s", (city, reading, latin) => {
    expect(toLatinCity(city, reading)).toBe(latin);
  });

  test("a reading that does not fit gives none", () => {
    expect(toLatinCity("港区", "ミナトシ")).toBeNull();
    expect(toLatinCity("港区", "")).toBeNull();
  });
});
