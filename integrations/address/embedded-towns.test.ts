import { describe, expect, test } from "vitest";
import { PostcodeSchema } from "#domain/address/schema.ts";
import { createEmbeddedTowns } from "./embedded-towns.ts";

const findTowns = createEmbeddedTowns({ file: "assets/postcodes/towns.tsv.br" });
const find = (postcode: string) => findTowns(PostcodeSchema.parse(postcode));

describe("the embedded towns", () => {
  test.each([
    ["106-0044", "東京都", "港区", "東麻布", "Minato-ku", "Higashiazabu"],
    ["530-0001", "大阪府", "大阪市北区", "梅田", "Osaka-shi Kita-ku", "Umeda"],
    ["220-0012", "神奈川県", "横浜市西区", "みなとみらい", "Yokohama-shi Nishi-ku", "Minatomirai"],
    ["150-0002", "東京都", "渋谷区", "渋谷", "Shibuya-ku", "Shibuya"],
    ["604-8006", "京都府", "京都市中京区", "下丸屋町", "Kyoto-shi Nakagyo-ku", "Shimomaruyacho"],
  ])("%s of the seeded world", async (postcode, prefecture, city, town, latinCity, latinTown) => {
    expect(await find(postcode)).toEqual([
      { prefecture, city, town, latin: { city: latinCity, town: latinTown } },
    ]);
  });

  test("one postcode of two prefectures gives both (JP-AD-3)", async () => {
    expect((await find("498-0000")).map(({ prefecture, city, town }) => [prefecture, city, town])).toEqual([
      ["愛知県", "弥富市", ""],
      ["三重県", "桑名郡木曽岬町", ""],
    ]);
  });

  test("notes are no names: ranges and phrases are cut off", async () => {
    expect((await find("060-0042")).map(({ town }) => town)).toEqual(["大通西"]);
    expect((await find("100-0000")).map(({ town }) => town)).toEqual([""]);
    // The one place that is really called so.
    expect((await find("522-0317")).map(({ town }) => town)).toEqual(["一円"]);
  });

  test.each([
    ["100-8111", "千代田", "Chiyoda"],
    ["100-8994", "丸の内", "Marunouchi"],
    ["731-3595", "大字加計", "Kake"],
  ])("%s, an office's own, is the town where it is (JP-AD-3)", async (postcode, town, latin) => {
    const [found, ...others] = await find(postcode);
    expect([found?.town, found?.latin?.town ?? null, others]).toEqual([town, latin, []]);
  });

  test.each([
    ["106-6108", "六本木", "Roppongi", "六本木ヒルズ森タワー 8階"],
    ["106-6190", "六本木", "Roppongi", "六本木ヒルズ森タワー"],
    ["220-8170", "みなとみらい", "Minatomirai", "ランドマークタワー 70階"],
    ["163-6001", "西新宿", "Nishishinjuku", "住友不動産新宿オークタワー 1階"],
    ["100-6505", "丸の内", "Marunouchi", "新丸の内ビルディング 5階"],
  ])("%s is a floor of a building in its town", async (postcode, town, latin, building) => {
    expect(await find(postcode)).toMatchObject([{ town, latin: { town: latin }, building }]);
  });

  test("a row of several towns is a choice among them", async () => {
    expect((await find("761-4101")).map(({ town, latin }) => [town, latin?.town])).toEqual([
      ["甲", "Ko"],
      ["乙", "Otsu"],
    ]);
    expect((await find("441-1324")).map(({ town }) => town)).toEqual(["井道", "奥井道", "内井道"]);
  });

  test("the first and the last of the file, and one that does not exist", async () => {
    expect(await find("001-0000")).toHaveLength(1);
    expect((await find("999-8531")).map(({ prefecture }) => prefecture)).toEqual(["山形県"]);
    expect(await find("000-0000")).toEqual([]);
    expect(await find("999-9999")).toEqual([]);
  });
});

test("a missing file fails, and is tried again", async () => {
  const missing = createEmbeddedTowns({ file: "assets/postcodes/none.br" });
  await expect(missing(PostcodeSchema.parse("106-0044"))).rejects.toThrow("ENOENT");
  await expect(missing(PostcodeSchema.parse("106-0044"))).rejects.toThrow("ENOENT");
});
