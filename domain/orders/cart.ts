import { z } from "zod";
import { allPayments } from "../catalog/offers.ts";
import { GrossPriceSchema, PriceSchema, toPrice } from "../catalog/price.ts";
import {
  OFFERINGS,
  SERVICE_KINDS,
  SIM_PLAN_TYPES,
  TIERS,
  VPN_REGIONS,
  type Product,
} from "../catalog/schema.ts";
import { firstMonthOf } from "../catalog/terms.ts";
import { CalendarDateSchema } from "../shared/dates.ts";
import { PricebookEntryIdSchema } from "../shared/salesforce-ids.ts";
import { composeOrder, type CartProblem, type OrderFacts } from "./composition.ts";
import { CYCLES } from "./schema.ts";
import type { Selection } from "./selection.ts";
import { priceOf, totalOf } from "./totals.ts";

/** What a line is, so that it can be named in the language of the page. */
const SubjectSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("internet_plan"), offering: z.enum(OFFERINGS), tier: z.enum(TIERS) }),
  z.object({ kind: z.literal("installation"), payments: z.int().positive() }),
  z.object({ kind: z.literal("internet_addon") }),
  z.object({
    kind: z.literal("sim_plan"),
    planType: z.enum(SIM_PLAN_TYPES),
    dataGb: z.int().positive().nullable(),
    isFamily: z.boolean(),
  }),
  z.object({ kind: z.literal("sim_activation") }),
  z.object({ kind: z.literal("sim_addon") }),
  z.object({ kind: z.literal("vpn_plan"), region: z.enum(VPN_REGIONS) }),
  z.object({ kind: z.literal("vpn_activation"), region: z.enum(VPN_REGIONS).nullable() }),
]);

export const CartLineSchema = z.object({
  subject: SubjectSchema,
  priceEntryId: PricebookEntryIdSchema,
  sku: z.string(),
  /** As staff has named the product, in one language. */
  name: z.string(),
  cycle: z.enum(CYCLES),
  quantity: z.int().positive(),
  /** Of all of them together. */
  price: PriceSchema,
});
export type CartLine = z.infer<typeof CartLineSchema>;

/** What an order would cost: sums with their tax taken once (JP-MO-7), and from when which of them holds (JP-SC-2). */
export const CartSchema = z.object({
  kind: z.enum(SERVICE_KINDS),
  /** The plan first, what the server has added last. */
  lines: z.array(CartLineSchema),
  /** Of a whole month, payments of the installation among them. */
  monthly: PriceSchema,
  /** Null: nothing is paid once. */
  onetime: PriceSchema.nullable(),
  /** Null unless the installation is paid by the month. */
  installments: z
    .object({
      payments: z.int().positive(),
      /** All payments together. */
      total: GrossPriceSchema,
      /** A month's price once they are paid. */
      monthlyAfter: PriceSchema,
    })
    .nullable(),
  /** The calendar month of the start, which is free or charged by the day. */
  firstMonth: z.object({
    startsOn: CalendarDateSchema,
    /** The customer has named no day, so that it is reckoned for a start today. */
    isAssumed: z.boolean(),
    until: CalendarDateSchema,
    fullPriceFrom: CalendarDateSchema,
    /** For the service alone. */
    service: PriceSchema,
    /** With what is paid once, and the first payment of the installation, which is always a whole one. */
    due: PriceSchema,
  }),
});
export type Cart = z.infer<typeof CartSchema>;

/** A product as far as its name says what it is: the catalogue's own ids are nobody's business outside. */
export type NamedProduct = z.infer<typeof SubjectSchema> & Pick<Product, "sku" | "name">;

export function toNamed(product: Product): NamedProduct {
  const { sku, name } = product;
  return { ...SubjectSchema.parse(product), sku, name };
}

/** A cart as pages and programs are told of it, which a whole one cannot stand in for. */
export const ShownCartSchema = CartSchema.extend({
  lines: z.array(CartLineSchema.omit({ priceEntryId: true })),
});
export type ShownLine = Omit<CartLine, "priceEntryId"> & { priceEntryId?: never };
export type ShownCart = Omit<Cart, "lines"> & { lines: ShownLine[] };

export function toShownCart(cart: Cart): ShownCart {
  return { ...cart, lines: cart.lines.map(({ priceEntryId: _, ...line }) => line) };
}
export type PricedCart = { ok: Cart } | { problems: CartProblem[] };
export type ShownPricedCart = { ok: ShownCart } | { problems: CartProblem[] };

/** Every amount is the price book's: nothing of it comes from the browser. */
export function priceCart({
  selection,
  products,
  facts,
}: {
  selection: Selection;
  products: readonly Product[];
  facts: OrderFacts;
}): PricedCart {
  const composed = composeOrder(selection, { products, facts });
  if ("problems" in composed) return composed;
  const { day } = facts;
  const rows = composed.ok.map((product) => ({ ...product, quantity: 1 }));
  const service = rows.filter((row) => row.cycle === "monthly" && row.kind !== "installation");
  const installation = rows.find((row) => row.kind === "installation" && row.payments > 1);

  const startsOn = selection.kind === "sim" ? selection.startsOn : null;
  const monthlyAfter = priceOf(service, day);
  const first = firstMonthOf(selection.kind, startsOn ?? day, monthlyAfter.withoutTax);
  const dueAtStart = rows.filter((row) => row.cycle === "onetime" || row === installation);
  return {
    ok: {
      kind: selection.kind,
      lines: rows.map((row) => ({
        subject: SubjectSchema.parse(row),
        priceEntryId: row.priceEntryId,
        sku: row.sku,
        name: row.name,
        cycle: row.cycle,
        quantity: row.quantity,
        price: priceOf([row], day),
      })),
      monthly: totalOf(rows, "monthly", day) ?? monthlyAfter,
      onetime: totalOf(rows, "onetime", day),
      installments:
        installation?.kind === "installation"
          ? {
              payments: installation.payments,
              total: allPayments(priceOf([installation], day), installation.payments),
              monthlyAfter,
            }
          : null,
      firstMonth: {
        startsOn: startsOn ?? day,
        isAssumed: startsOn === null,
        until: first.until,
        fullPriceFrom: first.fullPriceFrom,
        service: toPrice(first.charge, day),
        due: priceOf([...dueAtStart, { price: first.charge, quantity: 1 }], day),
      },
    },
  };
}
