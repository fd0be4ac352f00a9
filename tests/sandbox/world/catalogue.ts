import { salesforceId } from "./ids.ts";

export type ProductKind = "internet" | "sim" | "vpn";
export type ItemClass = "Service" | "Installation" | "Add-on" | "Activation";

export type WorldProduct = {
  pid: number;
  sku: string;
  /** Product2 name; WHMCS calls it `ASI ` + name. */
  name: string;
  nameJa: string;
  kind: ProductKind;
  itemClass: ItemClass;
  cycle: "Monthly" | "Onetime";
  /** Yen without tax. */
  price: number;
  features: [string, string];
  productId: string;
  pricebookEntryId: string;
  /** False: withdrawn or never to be sold. */
  sold: boolean;
};

export const PRODUCT_GROUPS: Record<ProductKind, { gid: number; name: string }> = {
  internet: { gid: 1, name: "Internet" },
  sim: { gid: 2, name: "SIM" },
  vpn: { gid: 3, name: "VPN" },
};

type Entry = [
  pid: number,
  sku: string,
  name: string,
  nameJa: string,
  itemClass: ItemClass,
  cycle: "Monthly" | "Onetime",
  price: number,
  features: [string, string],
];

const TIERS = [
  ["Silver", "シルバー"],
  ["Gold", "ゴールド"],
  ["Platinum", "プラチナ"],
] as const;
const OFFERINGS = [
  ["HOME-1G", "Home 1G", "ホーム1G", 181, [5_500, 6_500, 7_500]],
  ["APT-1G", "Apartment 1G", "マンション1G", 184, [4_800, 5_800, 6_800]],
  ["APT-100M", "Apartment 100M", "マンション100M", 187, [4_300, 5_300, 6_300]],
  ["HOME-10G", "Home 10G", "ホーム10G", 190, [7_000, 8_000, 9_000]],
] as const;

const INTERNET: Entry[] = [
  ...OFFERINGS.flatMap(([code, name, nameJa, firstPid, prices]) =>
    TIERS.map(([tier, tierJa], index): Entry => [
      firstPid + index,
      `INTERNET-${tier.toUpperCase()}-${code}`,
      `Internet ${name} (${tier})`,
      `インターネット ${nameJa}（${tierJa}）`,
      "Service",
      "Monthly",
      prices[index] ?? 0,
      [`Fibre line ${name}`, `${tier} support & router`],
    ]),
  ),
  [
    242,
    "INTERNET-INSTALL-SINGLE",
    "Internet Installation, single payment",
    "インターネット工事費（一括）",
    "Installation",
    "Onetime",
    22_800,
    ["Line installation", "Paid once"],
  ],
  [
    243,
    "INTERNET-INSTALL-12M",
    "Internet Installation, 12 months",
    "インターネット工事費（12回）",
    "Installation",
    "Monthly",
    1_900,
    ["Line installation", "12 payments"],
  ],
  [
    244,
    "INTERNET-INSTALL-24M",
    "Internet Installation, 24 months",
    "インターネット工事費（24回）",
    "Installation",
    "Monthly",
    950,
    ["Line installation", "24 payments"],
  ],
  [
    245,
    "INTERNET-INSTALL-WEEKEND",
    "Internet Weekend Installation",
    "インターネット土日工事",
    "Add-on",
    "Onetime",
    3_000,
    ["Saturday or Sunday", "Paid once"],
  ],
  [
    246,
    "INTERNET-ADDON-HIKARI-DENWA",
    "Internet Hikari Denwa",
    "ひかり電話",
    "Add-on",
    "Monthly",
    450,
    ["Home telephone", "Calls billed apart"],
  ],
  [
    247,
    "INTERNET-ADDON-HIKARI-DENWA-INSTALL",
    "Internet Hikari Denwa Installation",
    "ひかり電話工事費",
    "Add-on",
    "Onetime",
    1_000,
    ["Home telephone", "Paid once"],
  ],
];

const SIM: Entry[] = [
  ...(
    [
      [5, 1_280],
      [10, 1_980],
      [25, 2_980],
      [50, 4_980],
    ] as const
  ).map(([size, price], index): Entry => [
    201 + index,
    `SIM-DATA-VOICE-${size}GB`,
    `SIM Data & Voice ${size}GB`,
    `SIM データ＋音声 ${size}GB`,
    "Service",
    "Monthly",
    price,
    [`${size} GB a month`, "Voice & SMS"],
  ]),
  [
    205,
    "SIM-DATA-VOICE-50GB-FAMILY",
    "SIM Data & Voice 50GB Family",
    "SIM データ＋音声 50GB ファミリー",
    "Service",
    "Monthly",
    3_980,
    ["50 GB a month", "With another SIM"],
  ],
  ...(
    [
      [5, 880],
      [10, 1_480],
      [25, 2_480],
    ] as const
  ).map(([size, price], index): Entry => [
    206 + index,
    `SIM-DATA-ONLY-${size}GB`,
    `SIM Data Only ${size}GB`,
    `SIM データ専用 ${size}GB`,
    "Service",
    "Monthly",
    price,
    [`${size} GB a month`, "SMS, no voice"],
  ]),
  [
    209,
    "SIM-VOICE-ONLY",
    "SIM Voice Only",
    "SIM 音声専用",
    "Service",
    "Monthly",
    980,
    ["Voice & SMS", "No data"],
  ],
  [
    210,
    "SIM-ACTIVATION-FEE",
    "SIM Activation Fee",
    "SIM 契約事務手数料",
    "Activation",
    "Onetime",
    1_500,
    ["Paid once", "Per SIM"],
  ],
  [
    211,
    "SIM-ADDON-VOICE-MAIL",
    "SIM Voice Mail",
    "SIM 留守番電話",
    "Add-on",
    "Monthly",
    300,
    ["Voice plans", "20 messages"],
  ],
  [
    212,
    "SIM-ADDON-CALL-WAITING",
    "SIM Call Waiting",
    "SIM 割込通話",
    "Add-on",
    "Monthly",
    200,
    ["Voice plans", "Second call"],
  ],
  [
    213,
    "SIM-OLD-3GB",
    "SIM Data & Voice 3GB (old)",
    "SIM データ＋音声 3GB（旧）",
    "Service",
    "Monthly",
    900,
    ["3 GB a month", "Withdrawn"],
  ],
  [
    214,
    "SIM-NOT-SOLD-INACTIVE",
    "SIM Trial A",
    "SIM 試験 A",
    "Service",
    "Monthly",
    700,
    ["Trial", "Not for sale"],
  ],
  [
    215,
    "SIM-NOT-SOLD-NO-ENTRY",
    "SIM Trial B",
    "SIM 試験 B",
    "Service",
    "Monthly",
    700,
    ["Trial", "Not for sale"],
  ],
  [
    216,
    "SIM-NOT-SOLD-OTHER-BOOK",
    "SIM Trial C",
    "SIM 試験 C",
    "Service",
    "Monthly",
    700,
    ["Trial", "Not for sale"],
  ],
];

const VPN: Entry[] = [
  [
    33,
    "VPN-REMOTE-ACCESS-USA-SF",
    "SonixNet VPN Remote Access USA (San Francisco)",
    "SonixNet VPN リモートアクセス USA（サンフランシスコ）",
    "Service",
    "Monthly",
    2_500,
    ["Router included", "USA address"],
  ],
  [
    54,
    "VPN-REMOTE-ACCESS-UK-LONDON",
    "SonixNet VPN Remote Access UK (London)",
    "SonixNet VPN リモートアクセス UK（ロンドン）",
    "Service",
    "Monthly",
    2_500,
    ["Router included", "UK address"],
  ],
  [
    37,
    "VPN-ACTIVATION-FEE",
    "SonixNet VPN Activation Fee",
    "SonixNet VPN 初期費用",
    "Activation",
    "Onetime",
    3_000,
    ["Paid once", "Per router"],
  ],
];

/** Withdrawn (213) and never to be sold (214–216); WHMCS itself holds no such mark. */
const NOT_SOLD: ReadonlySet<number> = new Set([213, 214, 215, 216]);

/** The catalogue of world.md 2, by pid. */
export function seedCatalogue(): Map<number, WorldProduct> {
  const groups: [ProductKind, Entry[]][] = [
    ["internet", INTERNET],
    ["sim", SIM],
    ["vpn", VPN],
  ];
  const products = new Map<number, WorldProduct>();
  for (const [kind, entries] of groups)
    for (const [pid, sku, name, nameJa, itemClass, cycle, price, features] of entries)
      products.set(pid, {
        pid,
        sku,
        name,
        nameJa,
        kind,
        itemClass,
        cycle,
        price,
        features,
        productId: salesforceId("01t", pid),
        pricebookEntryId: salesforceId("01u", pid),
        sold: !NOT_SOLD.has(pid),
      });
  return products;
}
