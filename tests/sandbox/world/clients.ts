import { addDays, monthStart } from "../dates.ts";
import { salesforceId } from "./ids.ts";

export type WorldClient = {
  id: number;
  /** WHMCS login of the owner; differs from the client id on purpose. */
  userId: number;
  email: string;
  firstName: string;
  lastName: string;
  companyName: string;
  kana: string;
  /** Null: cannot be linked. */
  customerNumber: string | null;
  accountId: string | null;
  contactId: string | null;
  language: "en" | "ja";
  currency: "JPY" | "USD";
  /** Smallest unit of the currency. */
  credit: number;
  taxExempt: boolean;
  gateway: "stripe" | "banktransfer";
  /** Billing address as WHMCS holds it. */
  address: { line1: string; line2: string; city: string; state: string; postcode: string };
  phone: string;
  birthDate: string;
  gender: string;
  registeredOn: string;
  /** Admin-only text. */
  notes: string;
};

export type WorldUser = {
  id: number;
  email: string;
  firstName: string;
  lastName: string;
  registeredOn: string;
  clients: { id: number; isOwner: boolean }[];
};

/** The WHMCS password of every seeded login (world.md names it for the two that are not linked). */
export const SEEDED_WHMCS_PASSWORD = "old-portal-pass";

/** Markup, quotes, a family emoji of four joined signs, right-to-left marks and things that look like escapes. */
export const HOSTILE_TEXT =
  "<script>alert('x')</script> & &amp;lt; \"quoted\" 👩‍👩‍👧‍👦 \u202Egnilleps\u202C \u200F عربي \\u0000 %00 \\x00 ${7*7} {{7*7}} '; DROP TABLE invoices; --";

type Row = Omit<
  WorldClient,
  | "userId"
  | "accountId"
  | "contactId"
  | "phone"
  | "customerNumber"
  | "notes"
  | "credit"
  | "taxExempt"
  | "gateway"
  | "companyName"
  | "currency"
> &
  Partial<
    Pick<WorldClient, "notes" | "credit" | "taxExempt" | "gateway" | "companyName" | "currency" | "userId">
  > & {
    /** The customer's own number in ids of the series; null for the client that has no counterpart. */
    series: number | null;
  };

/** WHMCS clients of world.md 1. `today` is D. */
export function seedClients(today: string): WorldClient[] {
  const month = (offset: number): string => monthStart(today, offset);
  const rows: Row[] = [
    {
      id: 1001,
      series: 1,
      email: "amelia@example.com",
      firstName: "Amelia",
      lastName: "Carter",
      kana: "アメリア カーター",
      language: "en",
      credit: 1_500,
      birthDate: "1991-04-12",
      gender: "Female",
      registeredOn: month(-12),
      address: {
        line1: "Azabu Court 305",
        line2: "Higashi-Azabu 1-9-2",
        city: "Minato-ku",
        state: "Tokyo",
        postcode: "106-0044",
      },
    },
    {
      id: 1002,
      series: 2,
      email: "hanako@example.jp",
      firstName: "花子",
      lastName: "髙橋",
      kana: "タカハシ ハナコ",
      language: "ja",
      birthDate: "1990-01-15",
      gender: "Female",
      registeredOn: month(-24),
      address: { line1: "梅田2-4-9", line2: "", city: "大阪市北区", state: "大阪府", postcode: "530-0001" },
    },
    {
      id: 1003,
      series: 3,
      email: "bulk@example.com",
      firstName: "Bulk",
      lastName: "Trading",
      companyName: "Bulk Trading K.K.",
      kana: "バルクトレーディング",
      language: "en",
      gateway: "banktransfer",
      birthDate: "",
      gender: "",
      registeredOn: month(-143),
      address: {
        line1: "Minatomirai 3-7-1",
        line2: "",
        city: "Yokohama-shi Nishi-ku",
        state: "Kanagawa",
        postcode: "220-0012",
      },
    },
    {
      id: 1004,
      series: 4,
      email: "newbie@example.com",
      firstName: "Nia",
      lastName: "Newcomer",
      kana: "ニア ニューカマー",
      language: "en",
      birthDate: "2002-09-30",
      gender: "",
      registeredOn: addDays(today, -1),
      address: {
        line1: "Kita 1-jo Nishi 2",
        line2: "",
        city: "Sapporo-shi Chuo-ku",
        state: "Hokkaido",
        postcode: "060-0001",
      },
    },
    {
      id: 1005,
      series: 5,
      email: "late@example.com",
      firstName: "Liam",
      lastName: "O'Late",
      kana: "リアム オレイト",
      language: "en",
      birthDate: "1984-12-01",
      gender: "Male",
      registeredOn: month(-24),
      address: {
        line1: "Tenjin 1-8-1",
        line2: "",
        city: "Fukuoka-shi Chuo-ku",
        state: "Fukuoka",
        postcode: "810-0001",
      },
    },
    {
      id: 1006,
      series: 6,
      email: "hostile@example.com",
      firstName: "<b>Rob</b>",
      lastName: '\u202Eegnaro" OR 1=1 --',
      kana: "ロブ",
      language: "en",
      birthDate: "1970-01-01",
      gender: "Male",
      registeredOn: addDays(today, -5),
      notes: HOSTILE_TEXT,
      address: {
        line1: "Chuo 1-1-1",
        line2: "",
        city: "Sendai-shi Aoba-ku",
        state: "Miyagi",
        postcode: "980-0021",
      },
    },
    {
      id: 1007,
      series: 7,
      email: "waiting@example.com",
      firstName: "Wren",
      lastName: "Waits",
      kana: "レン ウェイツ",
      language: "en",
      birthDate: "1996-02-29",
      gender: "Female",
      registeredOn: addDays(today, -6),
      address: {
        line1: "Hikari Heights 1204",
        line2: "Shibuya 2-21-1",
        city: "Shibuya-ku",
        state: "Tokyo",
        postcode: "150-0002",
      },
    },
    {
      id: 1008,
      series: 8,
      email: "kenji@example.jp",
      firstName: "健二",
      lastName: "𠮷田",
      kana: "ヨシダ ケンジ",
      language: "ja",
      birthDate: "1989-01-07",
      gender: "Male",
      registeredOn: month(-12),
      address: {
        line1: "Shimomaruyacho 403",
        line2: "",
        city: "Kyoto-shi Nakagyo-ku",
        state: "Kyoto",
        postcode: "604-8006",
      },
    },
    {
      id: 1009,
      series: 9,
      email: "grace@example.com",
      firstName: "Grace",
      lastName: "Dollar",
      kana: "グレース ダラー",
      language: "en",
      currency: "USD",
      taxExempt: true,
      birthDate: "1980-06-15",
      gender: "",
      registeredOn: month(-2),
      address: { line1: "Kumoji 1-1-1", line2: "", city: "Naha-shi", state: "Okinawa", postcode: "900-0015" },
    },
    {
      id: 2001,
      series: 21,
      email: "legacy@example.com",
      firstName: "Lena",
      lastName: "Legacy",
      kana: "レナ レガシー",
      language: "en",
      birthDate: "1975-05-05",
      gender: "Female",
      registeredOn: month(-24),
      address: {
        line1: "Sakae 3-6-1",
        line2: "",
        city: "Nagoya-shi Naka-ku",
        state: "Aichi",
        postcode: "460-0008",
      },
    },
    {
      // World.md gives 7003 (client + 5000) to the second user of 1003, so this login takes a free number.
      id: 2003,
      userId: 7103,
      series: null,
      email: "orphan@example.com",
      firstName: "Oscar",
      lastName: "Orphan",
      kana: "オスカー オーファン",
      language: "en",
      birthDate: "",
      gender: "",
      registeredOn: month(-36),
      address: {
        line1: "Motomachi 6-27",
        line2: "",
        city: "Hiroshima-shi Naka-ku",
        state: "Hiroshima",
        postcode: "730-0011",
      },
    },
  ];
  return rows.map(({ series, ...row }) => ({
    companyName: "",
    currency: "JPY",
    credit: 0,
    taxExempt: false,
    gateway: "stripe",
    notes: "",
    userId: row.id + 5_000,
    ...row,
    customerNumber: series === null ? null : `CN-${100_000 + series}`,
    accountId: series === null ? null : salesforceId("001", series),
    contactId: series === null ? null : salesforceId("003", series),
    phone: `03-0000-${row.id}`,
  }));
}

/** Logins: the owner of each client, and the second user of 1003. */
export function seedUsers(clients: readonly WorldClient[], today: string): WorldUser[] {
  const owners = clients.map((client) => ({
    id: client.userId,
    email: client.email,
    firstName: client.firstName,
    lastName: client.lastName,
    registeredOn: client.registeredOn,
    clients: [{ id: client.id, isOwner: true }],
  }));
  const second: WorldUser = {
    id: 7003,
    email: "accounts@example.com",
    firstName: "Accounts",
    lastName: "Department",
    registeredOn: monthStart(today, -24),
    clients: [{ id: 1003, isOwner: false }],
  };
  return [...owners, second];
}
