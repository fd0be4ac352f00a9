import { z } from "zod";
import { internetOffers, simOffers, vpnOffers, type Addon } from "../catalog/offers.ts";
import type { Product, ServiceKind } from "../catalog/schema.ts";
import { CalendarDateSchema, type CalendarDate } from "../shared/dates.ts";
import { assertNever } from "../shared/errors.ts";
import { EidSchema } from "../sim/ids.ts";
import type { Contact } from "../users/customer.ts";
import type { OrderFacts } from "./composition.ts";
import { unusableFacts } from "./line-holder.ts";
import { ACCESS_MODES, LineHolderSchema, PortingSchema } from "./schema.ts";
import { SkuSchema, type Selection } from "./selection.ts";
import { expiryFault, isStartDay, wishFault } from "./start-rules.ts";

/** How long choices are kept since they were last changed: longer than a cart, which is made from them again. */
export const DRAFT_KEPT_MS = 24 * 60 * 60 * 1000;

/** What goes into an order so far; null is not chosen yet. Add-ons are named by what is chosen: a pair by its monthly half. */
export const DraftSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("internet"),
    planSku: SkuSchema.nullable(),
    accessMode: z.enum(ACCESS_MODES).nullable(),
    installationSku: SkuSchema.nullable(),
    addonSkus: z.array(SkuSchema).max(20).nullable(),
    /** Of the installation; null: the first day that there is. */
    wishedOn: CalendarDateSchema.nullish(),
  }),
  z.object({
    kind: z.literal("sim"),
    planSku: SkuSchema.nullable(),
    /** No EID: a card is sent. */
    card: z.object({ eid: EidSchema.nullable() }).nullable(),
    addonSkus: z.array(SkuSchema).max(20).nullable(),
    /** On no day: as soon as the order is approved. */
    start: z.object({ on: CalendarDateSchema.nullable() }).nullable(),
    number: z.enum(["new", "transfer"]).nullable(),
    porting: PortingSchema.nullable(),
    holder: LineHolderSchema.nullable(),
    /** What the plan that was chosen last has no place for, so that it was taken out. */
    dropped: z.array(z.enum(["addons", "holder"])),
  }),
  z.object({ kind: z.literal("vpn"), planSku: SkuSchema.nullable() }),
]);
export type Draft = z.infer<typeof DraftSchema>;
export type DraftOf<Kind extends ServiceKind> = Extract<Draft, { kind: Kind }>;

export const DRAFT_STEPS = [
  "plan",
  "card",
  "installation",
  "addons",
  "start",
  "number",
  "transfer",
  "holder",
  "review",
] as const;
export type DraftStep = (typeof DRAFT_STEPS)[number];

/** What can be chosen now, and what is known of the customer. */
export type DraftGround = {
  products: readonly Product[];
  facts: OrderFacts;
  /** Of use for a SIM alone; null for the other kinds. */
  contact: Contact | null;
};

export const EMPTY_DRAFTS: { readonly [Kind in ServiceKind]: DraftOf<Kind> } = {
  internet: { kind: "internet", planSku: null, accessMode: null, installationSku: null, addonSkus: null },
  sim: {
    kind: "sim",
    planSku: null,
    card: null,
    addonSkus: null,
    start: null,
    number: null,
    porting: null,
    holder: null,
    dropped: [],
  },
  vpn: { kind: "vpn", planSku: null },
};

export function isDraftOf<Kind extends ServiceKind>(kind: Kind, draft: Draft | null): draft is DraftOf<Kind> {
  return draft?.kind === kind;
}

/** The steps of a draft in their order, which follow from what was chosen; a choice that is not possible any more is not done. */
export function stepsOf(draft: Draft, ground: DraftGround): { step: DraftStep; isDone: boolean }[] {
  const steps = choicesOf(draft, ground);
  return [...steps, { step: "review", isDone: false }];
}

/** The first step that is still to do. */
export function nextStep(steps: ReturnType<typeof stepsOf>): DraftStep {
  return steps.find(({ isDone }) => !isDone)?.step ?? "review";
}

/** Null while a step is to do. */
export function toSelection(draft: Draft, ground: DraftGround): Selection | null {
  if (choicesOf(draft, ground).some(({ isDone }) => !isDone)) return null;
  switch (draft.kind) {
    case "internet": {
      const { kind, planSku, accessMode, installationSku, addonSkus, wishedOn } = draft;
      if (planSku === null || accessMode === null || installationSku === null || addonSkus === null)
        return null;
      return {
        kind,
        planSku,
        accessMode,
        installationSku,
        addonSkus: wholePairs(addonSkus, ground),
        wishedOn: wishedOn ?? null,
      };
    }
    case "sim": {
      const { kind, planSku, card, start, number, porting, holder, addonSkus } = draft;
      if (planSku === null || card === null || start === null) return null;
      const isVoice = hasVoice(draft, ground);
      return {
        kind,
        planSku,
        addonSkus: isVoice ? (addonSkus ?? []) : [],
        eid: card.eid,
        startsOn: start.on,
        porting: number === "transfer" ? porting : null,
        holder: isVoice && lacksHolder(ground) ? holder : null,
      };
    }
    case "vpn":
      return draft.planSku === null ? null : { kind: draft.kind, planSku: draft.planSku };
    default:
      return assertNever(draft);
  }
}

/** Another plan: what it has no place for is taken out, and the draft remembers what that was. */
export function withSimPlan(draft: DraftOf<"sim">, planSku: string, ground: DraftGround): DraftOf<"sim"> {
  const changed: DraftOf<"sim"> = { ...draft, planSku, dropped: [] };
  if (hasVoice(changed, ground)) return changed;
  const dropped: DraftOf<"sim">["dropped"] = [];
  if (draft.addonSkus !== null && draft.addonSkus.length > 0) dropped.push("addons");
  if (draft.holder !== null) dropped.push("holder");
  return { ...changed, addonSkus: null, holder: null, dropped };
}

/** Whether the line can call; true until a plan says otherwise. */
export function hasVoice({ planSku }: DraftOf<"sim">, { products }: DraftGround): boolean {
  const plan = products.find(({ sku }) => sku === planSku);
  return plan?.kind !== "sim_plan" || plan.planType !== "data_only";
}

export function isEsim(card: DraftOf<"sim">["card"]): boolean {
  return card !== null && card.eid !== null;
}

/** Whether the carrier cannot take the contact as the holder of a line: a part is missing, or written in other signs. */
export function lacksHolder({ contact }: DraftGround): boolean {
  return unusableFacts(contact).size > 0;
}

/** Only what is offered can be chosen, so the price book decides on every page anew. */
function choicesOf(draft: Draft, ground: DraftGround): { step: DraftStep; isDone: boolean }[] {
  const { products, facts } = ground;
  const isAmong = (sku: string | null, offers: readonly { sku: string }[]) =>
    offers.some((offer) => offer.sku === sku);
  const areAmong = (skus: readonly string[] | null, offers: readonly Addon[]) =>
    skus !== null && skus.every((sku) => isAmong(sku, offers));

  switch (draft.kind) {
    case "internet": {
      const { plans, installations, addons } = internetOffers(products, facts);
      return [
        { step: "plan", isDone: isAmong(draft.planSku, plans) && draft.accessMode !== null },
        { step: "installation", isDone: isAmong(draft.installationSku, installations) },
        { step: "addons", isDone: areAmong(draft.addonSkus, addons) && isWishOpen(draft, facts.day) },
      ];
    }
    case "sim": {
      const { plans, addons } = simOffers(products, facts);
      const isVoice = hasVoice(draft, ground);
      const { card, start, number, porting, holder } = draft;
      const steps: { step: DraftStep; isDone: boolean; isNeeded?: boolean }[] = [
        { step: "plan", isDone: isAmong(draft.planSku, plans) },
        { step: "card", isDone: card !== null },
        { step: "addons", isDone: areAmong(draft.addonSkus, addons), isNeeded: isVoice },
        { step: "start", isDone: start !== null && (start.on === null || isStartDay(start.on, facts.day)) },
        { step: "number", isDone: number !== null },
        {
          step: "transfer",
          isDone: porting !== null && portingFault(draft, ground) === null,
          isNeeded: number === "transfer",
        },
        { step: "holder", isDone: holder !== null, isNeeded: isVoice && lacksHolder(ground) },
      ];
      return steps.flatMap(({ isNeeded = true, ...step }) => (isNeeded ? [step] : []));
    }
    case "vpn":
      return [{ step: "plan", isDone: isAmong(draft.planSku, vpnOffers(products, facts).plans) }];
    default:
      return assertNever(draft);
  }
}

/** Why a reservation number that was accepted does not do any more: days have passed, or start or card were changed. */
export function portingFault({ porting, start, card }: DraftOf<"sim">, { facts }: DraftGround) {
  if (porting === null) return null;
  return expiryFault(porting.expiresOn, {
    today: facts.day,
    startsOn: start?.on ?? null,
    isEsim: isEsim(card),
  });
}

/** Days pass while a draft is kept. */
function isWishOpen({ wishedOn, addonSkus }: DraftOf<"internet">, today: CalendarDate): boolean {
  return !wishedOn || wishFault(wishedOn, { today, addonSkus: addonSkus ?? [] }) === null;
}

function wholePairs(skus: readonly string[], { products, facts }: DraftGround): string[] {
  const { addons } = internetOffers(products, facts);
  return skus.flatMap((sku) => {
    const setup = addons.find((addon) => addon.sku === sku)?.setup;
    return setup ? [sku, setup.sku] : [sku];
  });
}
