import { listUnfinishedChanges } from "#db/repositories/profile-changes.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import { priceCart, type Cart } from "#domain/orders/cart.ts";
import { checkGates, type GateResult } from "#domain/orders/gates.ts";
import { countVoiceLines, isVoicePlan, type VoiceFacts } from "#domain/orders/voice-lines.ts";
import type { LegalDocument } from "#domain/orders/legal-document.ts";
import type { Selection } from "#domain/orders/selection.ts";
import { expiryOf } from "#domain/payments/rules.ts";
import type { PayMethod } from "#domain/payments/schema.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { isAdult } from "#domain/users/birth-date.ts";
import { isAnswer, isAppError } from "#domain/shared/errors.ts";
import type { Language } from "#domain/shared/money.ts";
import type { AccountId, ContactId } from "#domain/shared/salesforce-ids.ts";
import { activeServices } from "#domain/subscriptions/kind.ts";
import { wholeAddress, type Account, type Contact, type JapaneseAddress } from "#domain/users/customer.ts";
import { brandOf } from "~/messages/brand.ts";
import { messagesOf } from "~/messages/messages.server.ts";
import { readServices } from "~/features/subscriptions/read-services.server.ts";
import { billingTags } from "~/platform/cache/billing-cache.ts";
import { customerTags } from "~/platform/cache/customer-cache.ts";
import { readCustomerAccount } from "~/platform/request/customer-account.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { createI18n, type I18n } from "~/platform/i18n/i18n.tsx";
import { findCheckout, type CheckoutId } from "./checkout-session.server.ts";
import { readOrderGround, type OrderGround } from "../read-cart.server.ts";
import { readOrders } from "../tracking/read-orders.server.ts";
import type { CheckoutStep } from "./checkout-steps.ts";
import { readProgress, type CheckoutProgress } from "./checkout-progress.server.ts";
import { toDocumentFile } from "./document-file.server.ts";
import { confirmationDocument, explanationDocument } from "./order-documents.ts";

/** A checkout with all that decides about it. What a system did not tell is null. */
export type Checkout = {
  checkoutId: CheckoutId;
  startedAt: Date;
  selection: Selection;
  ids: { accountId: AccountId; contactId: ContactId | null } | null;
  cart: Cart | null;
  payMethods: PayMethod[] | null;
  account: Account | null;
  contact: Contact | null;
  /** Null also while a change of it is on its way: then the systems have an older one. */
  address: JapaneseAddress | null;
  progress: CheckoutProgress;
  voice: VoiceFacts;
  gates: GateResult[];
};

/**
 * Reads a checkout with one read per resource, all at once. Payment methods, account and contact are asked for fresh; `isFinal`: so is
 * everything else. Null: it expired, or it is somebody else's. A system that does not answer is no failure here: its facts are unknown.
 */
export async function readCheckout(
  deps: Services,
  owner: Owner,
  { checkoutId, isFinal = false }: { checkoutId: CheckoutId; isFinal?: boolean },
): Promise<Checkout | null> {
  const { userId } = owner;
  await deps.limits.use("checkoutRead", userId);
  const kept = await findCheckout(deps, { userId, checkoutId });
  if (kept === null) return null;
  const { selection, startedAt } = kept;
  const ids = await findAccountIds(deps, owner);
  if (isFinal) await forgetCopies(deps, owner, ids);
  const { kind } = selection;
  const isLineCounted = kind === "sim";
  const [ground, payMethods, account, contact, services, orders, changes, progress] = await Promise.all([
    known(deps, () => readOrderGround(deps, owner, kind)),
    known(deps, () => listPayMethods(deps, owner)),
    ids && known(deps, () => deps.salesforce.getAccount(ids)),
    ids?.contactId ? known(deps, () => getContact(deps, ids)) : null,
    kind === "internet" || isLineCounted ? known(deps, () => readServices(deps, owner)) : null,
    isLineCounted && ids ? known(deps, () => readOrders(deps, owner)) : null,
    asCustomer(deps.database, userId, (tx) => listUnfinishedChanges(tx, userId)),
    readProgress(deps, { userId, checkoutId }),
  ]);
  const isMoving = changes.some((change) => change.kind === "address");
  const address = contact && !isMoving ? wholeAddress(contact) : null;
  const priced = ground && priceCart({ selection, ...ground });
  const cart = priced && "ok" in priced ? priced.ok : null;
  const read: Omit<Checkout, "gates"> = {
    checkoutId,
    startedAt,
    selection,
    ids,
    cart,
    payMethods,
    account,
    contact,
    address,
    progress,
    voice: {
      isOrdered: kind === "sim" ? ground && isVoicePlan(selection.planSku, ground.products) : false,
      lines: countLines({ ground, services, orders }),
      limit: deps.config.voiceLineLimit,
    },
  };
  return {
    ...read,
    gates: checkGates(kind, {
      hasMapping: ids !== null,
      problems: priced && ("ok" in priced ? [] : priced.problems),
      // A card that is over cannot be charged.
      payMethods:
        payMethods?.filter((method) => expiryOf(method, tokyoDate(deps.now())) !== "expired").length ?? null,
      // Without a contact there is no address, which is known; one that is on its way is not.
      address: isAddressUnknown({ ids, contact, isMoving })
        ? null
        : {
            isWhole: address !== null,
            isConfirmed: address !== null && isSame(progress.confirmedAddress, address),
          },
      eligibility: account?.eligibility.status ?? null,
      activeInternet: countInternet(ground, services),
      allowsSecondInternet: deps.config.allowsSecondInternet,
      verification: account?.verification ?? null,
      hasMinor: hasMinor(deps, read),
      voice: read.voice,
      isAgreed: stepOf(deps, read) === "confirm",
    }),
  };
}

/** The first step that is not done, as far as reading and agreeing goes: what was read has to be what is true now. */
function stepOf(deps: Services, checkout: Omit<Checkout, "gates">): Exclude<CheckoutStep, "check"> {
  const { explanation, delivery } = checkout.progress;
  const now = explanation && explanationOf(deps, checkout, explanation.language);
  if (!explanation || !now || toDocumentFile(now).sha256 !== explanation.sha256) return "explanation";
  return delivery === null ? "delivery" : "confirm";
}

/** Where a checkout goes on: at the beginning while anything is missing that no reading can replace. */
export function nextStep(deps: Services, checkout: Checkout): CheckoutStep {
  const isMissing = checkout.gates.some(({ gate, state }) => gate !== "agreed" && state !== "passed");
  return isMissing ? "check" : stepOf(deps, checkout);
}

/** Null while it cannot be priced. */
export function explanationOf(
  deps: Services,
  { selection, cart }: Pick<Checkout, "selection" | "cart">,
  language: Language,
): LegalDocument | null {
  return cart && explanationDocument({ selection, cart, i18n: i18nOf(deps, language) });
}

/** Null while anything of it is not known. */
export function confirmationOf(
  deps: Services,
  { selection, cart, address, payMethods }: Checkout,
  language: Language,
): LegalDocument | null {
  if (!cart || !address || !payMethods) return null;
  return confirmationDocument({ selection, cart, address, payMethods, i18n: i18nOf(deps, language) });
}

export function i18nOf({ config, now }: Services, language: Language): I18n {
  return createI18n({
    language,
    messages: messagesOf(language),
    brand: brandOf(config.company, language),
    now: now(),
  });
}

/** None are known to be there only where all can be read: a gate must not be closed by an odd row. */
async function listPayMethods({ whmcs }: Services, { clientId }: Owner): Promise<PayMethod[] | null> {
  const { rows, unreadable } = await whmcs.listPayMethods({ clientId });
  return rows.length === 0 && unreadable.length > 0 ? null : rows;
}

async function known<T>({ logger }: Services, read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isAnswer(error)) throw error;
    logger.warn({ event: "checkout.fact_unknown", err: error }, "a fact of a checkout is not known");
    return null;
  }
}

async function findAccountIds(deps: Services, owner: Owner): Promise<Checkout["ids"]> {
  try {
    return await readCustomerAccount(deps, owner);
  } catch (error) {
    if (isAppError(error) && error.reason === "MAPPING_MISSING") return null;
    throw error;
  }
}

function getContact({ salesforce }: Services, { accountId, contactId }: NonNullable<Checkout["ids"]>) {
  if (contactId === null) throw new RangeError("no contact to ask for");
  return salesforce.getContact({ accountId, contactId });
}

async function forgetCopies({ cache }: Services, { clientId }: Owner, ids: Checkout["ids"]): Promise<void> {
  await Promise.all([
    cache.drop(customerTags.catalogue),
    cache.drop(billingTags.services(clientId)),
    ids && cache.drop(customerTags.account(ids.accountId)),
    ids && cache.drop(customerTags.orders(ids.accountId)),
  ]);
}

function isAddressUnknown({
  ids,
  contact,
  isMoving,
}: Pick<Checkout, "ids" | "contact"> & { isMoving: boolean }): boolean {
  return isMoving || (ids !== null && ids.contactId !== null && contact === null);
}

/** An old copy of the list cannot say that there is none now. */
function countInternet(
  ground: OrderGround | null,
  services: Awaited<ReturnType<typeof readServices>> | null,
): number | null {
  if (ground === null || services === null || services.staleSince !== null) return null;
  // One that cannot be read may be an internet line.
  if (services.value.unreadable.length > 0) return null;
  return activeServices("internet", services.value.rows, ground.products).length;
}

/** Of what cannot be read in full, or is an old copy, nobody knows how many it is. */
function countLines({
  ground,
  services,
  orders,
}: {
  ground: OrderGround | null;
  services: Awaited<ReturnType<typeof readServices>> | null;
  orders: Awaited<ReturnType<typeof readOrders>> | null;
}): number | null {
  if (ground === null || services === null || services.staleSince !== null) return null;
  if (orders === null || orders.staleSince !== null || orders.value.unreadable.length > 0) return null;
  if (services.value.unreadable.length > 0) return null;
  return countVoiceLines({
    services: services.value.rows,
    orders: orders.value.orders,
    products: ground.products,
  });
}

/** Whether one of the birth dates that are known is of somebody under age; null while the one on record cannot be read. */
function hasMinor(
  { now }: Services,
  { ids, contact, selection }: Pick<Checkout, "ids" | "contact" | "selection">,
): boolean | null {
  const today = tokyoDate(now());
  const typed = selection.kind === "sim" ? [selection.holder?.birthDate, selection.porting?.birthDate] : [];
  const isMinor = [contact?.birthDate, ...typed].some(
    (date) => typeof date === "string" && !isAdult(date, today),
  );
  return isMinor || !(ids?.contactId && contact === null) ? isMinor : null;
}

function isSame(one: JapaneseAddress | null, other: JapaneseAddress): boolean {
  return one !== null && JSON.stringify(one) === JSON.stringify(other);
}
