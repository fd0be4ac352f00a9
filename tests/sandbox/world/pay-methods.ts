import { monthStart } from "../dates.ts";

export type WorldPayMethod =
  | {
      id: number;
      clientId: number;
      kind: "card";
      brand: string;
      lastFour: string;
      /** First day of the last valid month. */ expires: string;
    }
  | { id: number; clientId: number; kind: "bank"; bankName: string };

/** Cards ending in these digits are refused by the bank, whatever their date. */
export const DECLINING_CARDS: ReadonlySet<string> = new Set(["0002"]);

/** Stored pay methods, world.md 4; the first of a client is its default. */
export function seedPayMethods(today: string): WorldPayMethod[] {
  const later = `${Number(today.slice(0, 4)) + 3}-08-01`;
  const card = (id: number, brand: string, lastFour: string, expires = later): WorldPayMethod => ({
    id,
    clientId: Math.floor(id / 10),
    kind: "card",
    brand,
    lastFour,
    expires,
  });
  return [
    card(10_011, "Visa", "4242"),
    card(10_012, "MasterCard", "4444"),
    card(10_021, "JCB", "0505"),
    { id: 10_031, clientId: 1003, kind: "bank", bankName: "Sample Bank" },
    card(10_051, "Visa", "0002", monthStart(today, -2)),
    card(10_061, "Visa", "1881"),
    card(10_071, "Visa", "4242"),
    card(10_081, "American Express", "8431", monthStart(today)),
    card(20_011, "Visa", "1111"),
  ];
}
