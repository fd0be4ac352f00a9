import { addDays, addMonths, formatDate, formatMonth, monthOf, tokyoDate } from "#domain/shared/dates.ts";
import { UserIdSchema, WhmcsClientIdSchema, WhmcsUserIdSchema, type UserId } from "#domain/shared/ids.ts";
import type { Language } from "#domain/shared/money.ts";
import type { NewNotification } from "./repositories/notifications.server.ts";
import type { IdMapping } from "./repositories/id-mappings.server.ts";

export type SeedUser = {
  id: UserId;
  email: string;
  displayName: string;
  language: Language;
  mapping: IdMapping;
};
export type SeedNotification = NewNotification & { daysAgo: number; read: boolean };

/** The user id of a seeded customer (world.md 1). */
export function seedUserId(clientId: number): UserId {
  return UserIdSchema.parse(`00000000-0000-4000-8000-${String(clientId).padStart(12, "0")}`);
}

/** The nine portal users of world.md 1. */
export const SEED_USERS: readonly SeedUser[] = [
  seedUser(1001, "amelia@example.com", "Amelia Carter", "en"),
  seedUser(1002, "hanako@example.jp", "髙橋 花子", "ja"),
  seedUser(1003, "bulk@example.com", "Bulk Trading K.K.", "en"),
  seedUser(1004, "newbie@example.com", "Nia Newcomer", "en"),
  seedUser(1005, "late@example.com", "Liam O'Late", "en"),
  seedUser(1006, "hostile@example.com", '<b>Rob</b>\u202Eegnaro" OR 1=1 --', "en"),
  seedUser(1007, "waiting@example.com", "Wren Waits", "en"),
  seedUser(1008, "kenji@example.jp", "𠮷田 健二", "ja"),
  seedUser(1009, "grace@example.com", "Grace Dollar", "en"),
];

function seedUser(clientId: number, email: string, displayName: string, language: Language): SeedUser {
  const id = seedUserId(clientId);
  const serial = `5h${String(clientId - 1000).padStart(10, "0")}AAA`;
  return {
    id,
    email,
    displayName,
    language,
    mapping: {
      userId: id,
      whmcsClientId: WhmcsClientIdSchema.parse(clientId),
      whmcsUserId: WhmcsUserIdSchema.parse(clientId + 5000),
      sfAccountId: `001${serial}`,
      sfContactId: `003${serial}`,
    },
  };
}

/** The notifications of world.md 5, as they stand on the day of `now`. */
export function seedNotifications(now: Date): SeedNotification[] {
  const today = tokyoDate(now);
  const month = monthOf(today);
  const invoices = { source: "billing", actionUrl: "/account/billing/invoices" };
  const news = { type: "system_notice", source: "system", actionUrl: null, actionLabel: null } as const;
  return [
    {
      ...invoices,
      userId: seedUserId(1001),
      type: "invoice_due",
      title: "Invoice due soon",
      message: `Invoice 10003 is due on ${formatDate(addDays(today, 5), "en")}.`,
      actionUrl: "/account/billing/invoices/10003",
      actionLabel: "View invoice",
      sourceId: `10003:${month}`,
      daysAgo: 0,
      read: false,
    },
    {
      ...news,
      userId: seedUserId(1001),
      title: "New VPN region",
      message: "Your VPN router can now connect to the west coast of the United States.",
      sourceId: "news-vpn-us-west",
      daysAgo: 2,
      read: false,
    },
    {
      ...news,
      userId: seedUserId(1001),
      title: "Welcome to the portal",
      message: "See your services, invoices and support requests in one place.",
      sourceId: "welcome",
      daysAgo: 20,
      read: true,
    },
    {
      userId: seedUserId(1007),
      type: "order_approved",
      title: "Order approved",
      message: "We have approved your eSIM order and are activating your line.",
      actionUrl: "/account/orders/8015h0000000008AAA",
      actionLabel: "View order",
      source: "fulfilment",
      sourceId: "8015h0000000008AAA",
      daysAgo: 1,
      read: false,
    },
    ...Array.from({ length: 6 }, (_, index): SeedNotification => {
      const billed = addMonths(month, index - 5);
      return {
        ...invoices,
        userId: seedUserId(1008),
        type: "invoice_due",
        title: "請求書の発行",
        message: `${formatMonth(billed, "ja")}分の請求書ができました。`,
        actionUrl: `/account/billing/invoices/${10801 + index}`,
        actionLabel: "請求書を見る",
        sourceId: `${10801 + index}:${billed}`,
        daysAgo: 26 - index * 4,
        read: false,
      };
    }),
    ...JAPANESE_NEWS.map(([sourceId, title, message], index): SeedNotification => ({
      ...news,
      userId: seedUserId(1008),
      title,
      message,
      sourceId,
      daysAgo: 25 - index * 4,
      read: false,
    })),
  ];
}

const JAPANESE_NEWS: readonly (readonly [sourceId: string, title: string, message: string])[] = [
  ["welcome", "ポータルへようこそ", "ご契約、請求書、お問い合わせをまとめてご確認いただけます。"],
  ["news-esim", "eSIMの再発行に対応しました", "機種変更のとき、ポータルからeSIMを再発行できます。"],
  ["news-maintenance", "メンテナンスのお知らせ", "深夜に短時間、使用量の表示が止まることがあります。"],
  ["news-vpn-us-west", "VPNの接続先を追加しました", "アメリカ西海岸の接続先をお選びいただけます。"],
  ["news-support", "お問い合わせ画面を改善しました", "返信をポータルでお読みいただけます。"],
  ["news-plans", "プラン変更の締め切り", "翌月からのプラン変更は25日まで承ります。"],
];
