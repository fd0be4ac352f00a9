type Names = [name: string, kana: string, roma: string];

const line = (zip: string, cityCode: string, [pref, city, town]: [Names, Names, Names | null]) => ({
  dgacode: null,
  zip_code: zip,
  pref_code: cityCode.slice(0, 2),
  pref_name: pref[0],
  pref_kana: pref[1],
  pref_roma: pref[2],
  city_code: cityCode,
  city_name: city[0],
  city_kana: city[1],
  city_roma: city[2],
  town_name: town?.[0] ?? "",
  town_kana: town?.[1] ?? null,
  town_roma: town?.[2] ?? null,
  biz_name: null,
  biz_kana: null,
  biz_roma: null,
  block_name: null,
  other_name: null,
  address: null,
  longitude: null,
  latitude: null,
});

const TOKYO: Names = ["東京都", "トウキョウト", "TOKYO"];

/** Lines of the service for addresses of the seeded world, and one postcode of two prefectures. */
export const TOWNS = [
  line("1060044", "13103", [
    TOKYO,
    ["港区", "ミナトク", "MINATO-KU"],
    ["東麻布", "ヒガシアザブ", "HIGASHIAZABU"],
  ]),
  line("1500002", "13113", [TOKYO, ["渋谷区", "シブヤク", "SHIBUYA-KU"], ["渋谷", "シブヤ", "SHIBUYA"]]),
  line("5300001", "27127", [
    ["大阪府", "オオサカフ", "OSAKA"],
    ["大阪市北区", "オオサカシキタク", "OSAKA-SHI KITA-KU"],
    ["梅田", "ウメダ", "UMEDA"],
  ]),
  line("4980000", "23235", [["愛知県", "アイチケン", "AICHI"], ["弥富市", "ヤトミシ", "YATOMI-SHI"], null]),
  line("4980000", "24303", [
    ["三重県", "ミエケン", "MIE"],
    ["桑名郡木曽岬町", "クワナグンキソサキチョウ", "KUWANA-GUN KISOSAKI-CHO"],
    null,
  ]),
];
