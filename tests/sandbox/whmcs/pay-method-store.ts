import { isExpired } from "./billing.ts";
import type { Context } from "./context.ts";
import type { Database, PayMethodRow } from "./database.ts";
import { nextId } from "./database.ts";
import { remoteToken } from "./seed.ts";

const BRANDS: readonly [RegExp, string][] = [
  [/^4/, "Visa"],
  [/^(5[1-5]|2[2-7])/, "MasterCard"],
  [/^3[47]/, "American Express"],
  [/^35/, "JCB"],
];

export type NewCard = {
  clientId: number;
  number: string;
  expiry: string;
  description: string;
  asDefault: boolean;
};

/** Stores a card by its last four digits; `expiry` is `MMYY`. */
export function addCard(context: Context, card: NewCard): PayMethodRow | "bad_number" | "bad_expiry" {
  const { db, clock } = context;
  const number = card.number.replace(/[ -]/g, "");
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number)) return "bad_number";
  if (!/^(0[1-9]|1[0-2])\d{2}$/.test(card.expiry)) return "bad_expiry";
  const id = nextId(db, "payMethod");
  const brand = BRANDS.find(([pattern]) => pattern.test(number))?.[1] ?? "Unknown";
  const method: PayMethodRow = {
    id,
    clientid: card.clientId,
    type: "RemoteCreditCard",
    description: card.description || `${brand} ${number.slice(-4)}`,
    gateway_name: "stripe",
    card_last_four: number.slice(-4),
    expiry_date: `${card.expiry.slice(0, 2)}/${card.expiry.slice(2)}`,
    card_type: brand,
    bank_name: "",
    remote_token: remoteToken(card.clientId, id),
    last_updated: touch(context),
  };
  if (isExpired(method, clock.today())) return "bad_expiry";
  db.payMethods.set(id, method);
  db.payMethodOrder.set(card.clientId, [...(db.payMethodOrder.get(card.clientId) ?? []), id]);
  if (card.asDefault) makeDefault(db, id);
  return method;
}

export function passesLuhn(number: string): boolean {
  let sum = 0;
  for (let index = 0; index < number.length; index += 1) {
    const digit = Number(number[number.length - 1 - index]);
    const weighted = index % 2 === 1 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

/** The first pay method is the default one; nothing else marks it (whmcs.md 5). */
export function makeDefault(db: Database, id: number): void {
  const clientId = db.payMethods.get(id)?.clientid;
  if (clientId === undefined) return;
  const others = (db.payMethodOrder.get(clientId) ?? []).filter((other) => other !== id);
  db.payMethodOrder.set(clientId, [id, ...others]);
}

export function deletePayMethod(db: Database, id: number): void {
  const clientId = db.payMethods.get(id)?.clientid;
  if (clientId === undefined) return;
  db.payMethods.delete(id);
  db.payMethodOrder.set(
    clientId,
    (db.payMethodOrder.get(clientId) ?? []).filter((other) => other !== id),
  );
}

/** Now as `DD/MM/YYYY HH:mm`. */
export function touch({ clock }: Context): string {
  const [day = "", time = ""] = clock.text().split(" ");
  return `${day.split("-").reverse().join("/")} ${time.slice(0, 5)}`;
}
