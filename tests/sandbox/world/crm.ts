import { addDays } from "../dates.ts";
import { HOSTILE_TEXT, type WorldClient } from "./clients.ts";
import { salesforceId } from "./ids.ts";

export type Verification = {
  status: "Not Submitted" | "Submitted" | "Verified" | "Rejected";
  submittedOn: string | null;
  verifiedOn: string | null;
  /** How, in the words of japan.md JP-ID-2. */
  method: string | null;
  message: string | null;
};

/** A customer as the CRM knows them (world.md 1): one account with one contact. */
export type WorldCustomer = {
  accountId: string;
  contactId: string;
  customerNumber: string;
  /** Name of the account: the company's, or the person's as they write it. */
  name: string;
  firstName: string | null;
  lastName: string;
  firstNameKana: string | null;
  lastNameKana: string | null;
  email: string;
  phone: string | null;
  birthDate: string | null;
  gender: string | null;
  /** Client of the billing system, where the CRM has been told of it. */
  billingClient: number | null;
  portalStatus: "Not Yet" | "Active";
  source: "New Signup" | "Migrated" | "Portal Checkout" | null;
  eligibility: {
    value: string | null;
    status: string | null;
    requestedOn: string | null;
    notes: string | null;
    caseId: string | null;
  };
  verification: Verification;
  /** In Japanese, as the CRM keeps it. */
  address: {
    postcode: string;
    prefecture: string;
    city: string;
    street: string;
    building: string | null;
    room: string | null;
  };
};

type Facts = Pick<WorldCustomer, "portalStatus" | "source" | "address"> & {
  eligibility?: Partial<WorldCustomer["eligibility"]>;
  verification?: Partial<Verification>;
};

function address(
  postcode: string,
  [prefecture, city, street]: [string, string, string],
  [building, room]: [string, string] | [] = [],
): WorldCustomer["address"] {
  return { postcode, prefecture, city, street, building: building ?? null, room: room ?? null };
}

/** The nine customers, the one that is not linked, and the one the billing system does not know. `today` is D. */
export function seedCustomers(clients: readonly WorldClient[], today: string): WorldCustomer[] {
  const verified = (days: number, method: string): Partial<Verification> => ({
    status: "Verified",
    method,
    submittedOn: addDays(today, -days - 1),
    verifiedOn: addDays(today, -days),
  });
  const facts: Record<number, Facts> = {
    1001: {
      portalStatus: "Active",
      source: "New Signup",
      verification: verified(200, "ic_chip_face"),
      address: address("106-0044", ["東京都", "港区", "東麻布1-9-2"], ["麻布コート", "305"]),
    },
    1002: {
      portalStatus: "Active",
      source: "Migrated",
      eligibility: { value: "Home 1G", status: "Eligible" },
      verification: verified(380, "in_person_ic"),
      address: address("530-0001", ["大阪府", "大阪市北区", "梅田2-4-9"]),
    },
    1003: {
      portalStatus: "Active",
      source: "Migrated",
      verification: verified(400, "in_person_ic"),
      address: address("220-0012", ["神奈川県", "横浜市西区", "みなとみらい3-7-1"]),
    },
    1004: {
      portalStatus: "Active",
      source: "New Signup",
      address: address("060-0001", ["北海道", "札幌市中央区", "北一条西2"]),
    },
    1005: {
      portalStatus: "Active",
      source: "Migrated",
      eligibility: { status: "Ineligible", notes: "No fibre in this building yet." },
      verification: {
        status: "Rejected",
        submittedOn: addDays(today, -20),
        message: "The photo is not readable.",
      },
      address: address("810-0001", ["福岡県", "福岡市中央区", "天神1-8-1"]),
    },
    1006: {
      portalStatus: "Active",
      source: "New Signup",
      eligibility: { status: null },
      verification: verified(5, "jpki"),
      address: address("980-0021", ["宮城県", "仙台市青葉区", "中央1-1-1"]),
    },
    1007: {
      portalStatus: "Active",
      source: "Portal Checkout",
      eligibility: { value: "Apartment 100M/1G", status: "Eligible" },
      verification: verified(6, "jpki"),
      address: address("150-0002", ["東京都", "渋谷区", "渋谷2-21-1"], ["ヒカリハイツ", "1204"]),
    },
    1008: {
      portalStatus: "Active",
      source: "New Signup",
      verification: {
        status: "Submitted",
        submittedOn: addDays(today, -1),
        method: "document_image_upload",
      },
      address: address("604-8006", ["京都府", "京都市中京区", "下丸屋町403"]),
    },
    1009: {
      portalStatus: "Active",
      source: "New Signup",
      address: address("900-0015", ["沖縄県", "那覇市", "久茂地1-1-1"]),
    },
    2001: {
      portalStatus: "Not Yet",
      source: null,
      eligibility: { status: null },
      address: address("460-0008", ["愛知県", "名古屋市中区", "栄3-6-1"]),
    },
  };
  const linked = clients.flatMap((client): WorldCustomer[] => {
    const own = facts[client.id];
    const { accountId, contactId, customerNumber } = client;
    if (!own || !accountId || !contactId || !customerNumber) return [];
    const isFamilyFirst = client.language === "ja";
    const names = client.kana.split(" ");
    const [lastNameKana, firstNameKana] = isFamilyFirst || names.length === 1 ? names : names.toReversed();
    return [
      {
        accountId,
        contactId,
        customerNumber,
        name:
          client.companyName ||
          (isFamilyFirst
            ? `${client.lastName} ${client.firstName}`
            : `${client.firstName} ${client.lastName}`),
        firstName: client.firstName,
        lastName: client.lastName,
        lastNameKana: lastNameKana ?? null,
        firstNameKana: firstNameKana ?? null,
        email: client.email,
        phone: client.phone,
        birthDate: client.birthDate || null,
        gender: client.gender || null,
        billingClient: own.portalStatus === "Active" ? client.id : null,
        ...complete(own),
      },
    ];
  });
  return [...linked, lead(today)];
}

function lead(today: string): WorldCustomer {
  return {
    accountId: salesforceId("001", 22),
    contactId: salesforceId("003", 22),
    customerNumber: "CN-100022",
    name: "李 美玲",
    firstName: "美玲",
    lastName: "李",
    firstNameKana: "メイリン",
    lastNameKana: "リ",
    email: "lead@example.jp",
    phone: null,
    birthDate: "1999-03-03",
    gender: "Female",
    billingClient: null,
    ...complete({
      portalStatus: "Not Yet",
      source: null,
      eligibility: { status: "Pending", requestedOn: addDays(today, -2), caseId: salesforceId("500", 22) },
      address: address("650-0021", ["兵庫県", "神戸市中央区", "三宮町1-1-1"]),
    }),
  };
}

function complete({ eligibility, verification, ...rest }: Facts) {
  return {
    ...rest,
    eligibility: {
      value: null,
      status: "Not Requested",
      requestedOn: null,
      notes: null,
      caseId: null,
      ...eligibility,
    },
    verification: {
      status: "Not Submitted" as const,
      submittedOn: null,
      verifiedOn: null,
      method: null,
      message: null,
      ...verification,
    },
  };
}

export type WorldMessage = {
  kind: "comment" | "mail";
  text: string;
  isPublished: boolean;
  isFromCustomer: boolean;
  day: string;
};
export type WorldCase = {
  number: number;
  /** Whose, by the number of the series. */
  customer: number;
  subject: string;
  text: string;
  origin: "Portal Support" | "Portal Notification";
  type: string | null;
  status: string;
  priority: "High" | "Medium" | "Low";
  openedOn: string;
  messages: WorldMessage[];
};

/** Cases of world.md 5. `today` is D. */
export function seedCases(today: string): WorldCase[] {
  const base = { origin: "Portal Support" as const, type: null, messages: [] };
  const review = {
    ...base,
    origin: "Portal Notification" as const,
    type: "Internet availability check request",
    priority: "Medium" as const,
  };
  const day = (days: number): string => addDays(today, -days);
  const message = (kind: WorldMessage["kind"], text: string, days: number): WorldMessage => ({
    kind,
    text,
    isPublished: true,
    isFromCustomer: kind === "mail",
    day: day(days),
  });
  return [
    {
      ...base,
      number: 6,
      customer: 6,
      subject: `${HOSTILE_TEXT} `.repeat(10).slice(0, 255),
      text: `${HOSTILE_TEXT} `.repeat(400).slice(0, 32_000),
      status: "In Progress",
      priority: "Medium",
      openedOn: day(3),
    },
    {
      ...review,
      number: 7,
      customer: 7,
      subject: "Internet availability check request",
      text: "Which lines can the address get?",
      status: "Closed",
      openedOn: day(6),
    },
    {
      ...base,
      number: 8,
      customer: 8,
      subject: "番号の引っ越しについて",
      text: "他社の番号をそのまま使えますか。",
      status: "New",
      priority: "Medium",
      openedOn: day(1),
    },
    {
      ...base,
      number: 9,
      customer: 8,
      subject: "データ通信が遅い",
      text: "夜になると通信が遅くなります。",
      status: "Awaiting Customer",
      priority: "High",
      openedOn: day(9),
      messages: [
        message("comment", "お使いの端末の機種を教えてください。", 8),
        message("mail", "Pixel 9 を使っています。", 7),
        message("comment", "設定を送りました。お試しください。", 6),
        { ...message("comment", "Escalated to the network team.", 6), isPublished: false },
        message("mail", "まだ変わりません。", 5),
        message("comment", "再起動のあとの様子をお知らせください。", 4),
      ],
    },
    {
      ...base,
      number: 10,
      customer: 8,
      subject: "請求書の宛名",
      text: "宛名を変更したいです。",
      status: "Closed",
      priority: "Low",
      openedOn: day(40),
    },
    {
      ...review,
      number: 22,
      customer: 22,
      subject: "Internet availability check request",
      text: "Which lines can the address get?",
      status: "New",
      openedOn: day(2),
    },
  ];
}
