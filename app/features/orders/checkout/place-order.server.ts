import { randomUUID } from "node:crypto";
import {
  findPlacementOfCheckout,
  linkProcess,
  listSentPlacements,
  openPlacement,
  type NewPlacement,
  type PlacementState,
} from "#db/repositories/order-placements.server.ts";
import { hasAuditEvent } from "#db/repositories/audit.server.ts";
import { holdUser } from "#db/repositories/users.server.ts";
import { asCustomer, asSystem } from "#db/row-security.server.ts";
import { NetPriceSchema } from "#domain/catalog/price.ts";
import { toChoices } from "#domain/orders/choices.ts";
import { notPassed, type GateResult } from "#domain/orders/gates.ts";
import type { LegalDocument } from "#domain/orders/legal-document.ts";
import { unusableFacts } from "#domain/orders/line-holder.ts";
import type { ConfirmedLine } from "#domain/orders/placement.ts";
import type { Selection } from "#domain/orders/selection.ts";
import { isAdditionalVoiceLine } from "#domain/orders/voice-lines.ts";
import { tokyoDate, type CalendarDate } from "#domain/shared/dates.ts";
import { AppError, assertNever } from "#domain/shared/errors.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { Language } from "#domain/shared/money.ts";
import { PortalKeySchema, type OrderId } from "#domain/shared/salesforce-ids.ts";
import type { Contact, ContactChange } from "#domain/users/customer.ts";
import { readIsCompany } from "~/features/profile/read-is-company.server.ts";
import type { Claim } from "~/platform/process/processes.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { endCheckout, type CheckoutId } from "./checkout-session.server.ts";
import { endDraft, findOrigin } from "../configure/draft-store.server.ts";
import { endProgress } from "./checkout-progress.server.ts";
import { toDocumentFile } from "./document-file.server.ts";
import { sealDetails, type PlacementDetails } from "./placement-details.server.ts";
import { placeOrderProcess } from "./placement-process.server.ts";
import { confirmationOf, explanationOf, readCheckout, type Checkout } from "./read-checkout.server.ts";
import { readShown } from "./shown-document.server.ts";

export type PlaceOrderInput = {
  owner: Owner;
  checkoutId: CheckoutId;
  language: Language;
  /** Fingerprint of the screen that the button stood on. */
  confirmationSha256: string;
  /** When it was shown, as `signShown` has signed it. */
  shown: string;
  /** Whether a factor was given a moment ago. */
  isSteppedUp: boolean;
  /** Where it came from, for the record of the confirmation and the audit log. */
  seen: PlacementDetails["seen"] & { userAgent: string };
};

export type PlacementProgress =
  | { state: "placed"; orderId: OrderId }
  /** It goes on by itself. */
  | { state: "under_way" }
  /** Salesforce did not take it, and has nothing of it. */
  | { state: "rejected" };

export type PlaceOrderOutcome =
  | PlacementProgress
  | { state: "expired" }
  /** Nothing was sent: these are refused, or cannot be checked now. */
  | { state: "gates"; gates: GateResult[] }
  /** What was confirmed is not what it would be now. */
  | { state: "changed" }
  /**
   * One more line that can call needs a factor of a moment ago (JP-ID-6), else whoever holds a password makes lines in somebody's
   * name; also while nobody knows how many there are.
   */
  | { state: "step_up" }
  /** Another order of the account for this kind is on its way, or was placed since this one was looked at. */
  | { state: "other_under_way" };

/** How long a press waits for its order; what is left then goes on by itself. */
const CARRY_OUT_MS = 10_000;
/** Presses that are being answered in this instance. */
const answering = new Map<string, Promise<PlaceOrderOutcome>>();

/**
 * Places the order that a customer has confirmed (portal.md 6), once for each cart however often it is sent: the id of the checkout is its
 * idempotency key, for ever. All gates are looked at again, and the screen that was confirmed has to be the one that would be shown now. From
 * then on a process carries it, here for ten seconds at most and then by itself. A second press of the same form gets the answer of the
 * first. Throws for defects alone.
 */
export function placeOrder(deps: Services, input: PlaceOrderInput): Promise<PlaceOrderOutcome> {
  const form = [input.owner.userId, input.checkoutId, input.confirmationSha256].join(" ");
  const answer =
    answering.get(form) ?? placeConfirmed(deps, input).finally(() => void answering.delete(form));
  answering.set(form, answer);
  return answer;
}

async function placeConfirmed(deps: Services, input: PlaceOrderInput): Promise<PlaceOrderOutcome> {
  const { owner, checkoutId, language } = input;
  const before = await findOwn(deps, input);
  if (before && isSent(before)) return finishCheckout(deps, input, progressOf(before));

  const sentBefore = await listSent(deps, owner);
  const checkout = await readCheckout(deps, owner, { checkoutId, isFinal: true });
  if (!checkout) return { state: "expired" };
  if (notPassed(checkout.gates).length > 0) return { state: "gates", gates: checkout.gates };
  const confirmation = confirmationOf(deps, checkout, language);
  const { confirmationSha256: sha256 } = input;
  if (!confirmation || toDocumentFile(confirmation).sha256 !== sha256) return { state: "changed" };
  const shownAt = readShown(deps, { userId: owner.userId, checkoutId, sha256 }, input.shown);
  if (shownAt === null) return { state: "changed" };
  if (isAdditionalVoiceLine(checkout.voice) && !input.isSteppedUp) return { state: "step_up" };

  // One that was not taken is sent anew: its keys may have made something.
  const id = before?.id ?? randomUUID();
  const row = await toPlacement(deps, input, { id, checkout, confirmation, shownAt });
  const claim = await startPlacement(deps, row, sentBefore);
  if (claim) await deps.processes.carryOut(claim, { forMs: CARRY_OUT_MS });
  const placement = await findOwn(deps, input);
  // Without a claim it is the other press of the button or another tab of this cart, or else another order of its kind.
  if (!placement || (!claim && !isSent(placement))) return { state: "other_under_way" };
  return finishCheckout(deps, input, progressOf(placement));
}

/** Ids of what the person has ordered here, before a cart's gates are looked at. */
async function listSent({ database }: Services, { userId }: Owner): Promise<ReadonlySet<string>> {
  const sent = await asCustomer(database, userId, (tx) => listSentPlacements(tx, userId));
  return new Set(sent.map(({ id }) => id));
}

/**
 * Record and process begin together. Null: this cart, or another order of its account and kind, is there already, or has come and
 * is done since `sentBefore` was read: the gates have not counted it.
 */
function startPlacement(
  { database, processes, now }: Services,
  row: NewPlacement,
  sentBefore: ReadonlySet<string>,
): Promise<Claim | null> {
  const { id, userId, accountId, kind } = row;
  return asSystem(database, async (tx) => {
    // Of two orders of one person the second looks when the first is written.
    await holdUser(tx, userId);
    const sent = await listSentPlacements(tx, userId);
    if (sent.some((other) => other.kind === kind && other.id !== id && !sentBefore.has(other.id)))
      return null;
    if (!(await openPlacement(tx, { ...row, now: now() }))) return null;
    const input = { placementId: id, userId, accountId, kind };
    const claim = await processes.start(tx, placeOrderProcess, input, { hold: true });
    if (!claim)
      throw new AppError("internal", { reason: "INTERNAL", message: "a placement goes on without a record" });
    await linkProcess(tx, { id, processId: claim.id, now: now() });
    return claim;
  });
}

/** What has become of a cart; null: it was not sent, or was not taken and may be sent again. */
export async function findPlacementState(
  deps: Services,
  cart: Pick<PlaceOrderInput, "owner" | "checkoutId">,
): Promise<PlacementState | null> {
  const found = await findOwn(deps, cart);
  return found && isSent(found) ? found : null;
}

function findOwn(
  { database }: Services,
  { owner: { userId }, checkoutId }: Pick<PlaceOrderInput, "owner" | "checkoutId">,
): Promise<PlacementState | null> {
  return asCustomer(database, userId, (tx) => findPlacementOfCheckout(tx, { userId, checkoutId }));
}

function isSent({ isUnderWay, orderId }: PlacementState): boolean {
  return isUnderWay || orderId !== null;
}

function progressOf({ isUnderWay, orderId }: PlacementState): PlacementProgress {
  // Once it is there the customer need not wait for what is still to be told.
  if (orderId !== null) return { state: "placed", orderId };
  return { state: isUnderWay ? "under_way" : "rejected" };
}

async function finishCheckout(
  deps: Services,
  { owner: { userId }, checkoutId }: PlaceOrderInput,
  progress: PlacementProgress,
): Promise<PlacementProgress> {
  if (progress.state !== "placed") return progress;
  const place = { userId, checkoutId };
  // What was chosen is in the order now; here it would only be personal data kept for too long.
  const origin = await findOrigin(deps, place);
  await Promise.all([
    endCheckout(deps, place),
    endProgress(deps, place),
    origin && endDraft(deps, { userId, draftId: origin.draftId }),
  ]);
  return progress;
}

type Confirmed = { id: string; checkout: Checkout; confirmation: LegalDocument; shownAt: string };

async function toPlacement(
  deps: Services,
  { owner, checkoutId, language, seen }: PlaceOrderInput,
  { id, checkout, confirmation, shownAt }: Confirmed,
): Promise<NewPlacement> {
  const { selection, cart, ids, account, contact, address, progress } = checkout;
  const { explanation: read, delivery } = progress;
  const explanation = read && explanationOf(deps, checkout, read.language);
  // The gates have passed, so that none of it is missing.
  if (!cart || !ids || !account || !address || !read || !delivery || !explanation)
    throw new AppError("internal", {
      reason: "INTERNAL",
      message: "an order without what its gates ask for",
    });
  const now = deps.now();
  const { userId } = owner;
  const { userAgent, ...from } = seen;
  const confirmationSha256 = toDocumentFile(confirmation).sha256;
  const startsOn = plannedDay(selection);
  const details: PlacementDetails = {
    order: {
      accountId: ids.accountId,
      effectiveOn: tokyoDate(now),
      choices: toChoices(selection, cart),
      scheduledAt: startsOn === null ? null : new Date(`${startsOn}T00:00:00+09:00`).toISOString(),
      address,
      isAddressChanged:
        selection.kind === "internet" && (await hasChangedAddress(deps, userId, checkout.startedAt)),
      lines: cart.lines.map(({ priceEntryId, quantity, price, cycle }) => ({
        priceEntryId,
        quantity,
        cycle,
        price: NetPriceSchema.parse({ ...price.withoutTax, minor: price.withoutTax.minor / quantity }),
      })),
    },
    contact: contact && toContactChange(selection, contact),
    accountName: account.name,
    explanation: { document: explanation, record: read },
    confirmation: {
      document: confirmation,
      record: {
        version: confirmation.version,
        language,
        sha256: confirmationSha256,
        userAgent,
        ip: seen.ip,
        shownAt,
        confirmedAt: now.toISOString(),
      },
    },
    delivery,
    seen: from,
  };
  const lines: ConfirmedLine[] = cart.lines.map(({ priceEntryId, sku, cycle, quantity, price }) => ({
    priceEntryId,
    sku,
    cycle,
    quantity,
    minor: price.withoutTax.minor / quantity,
  }));
  return {
    id,
    userId,
    accountId: ids.accountId,
    checkoutId,
    kind: selection.kind,
    language,
    lines,
    isCorporate: await readIsCompany(deps, owner),
    monthlyMinor: cart.monthly.withTax.minor,
    onetimeMinor: cart.onetime?.withTax.minor ?? 0,
    explanationSha256: read.sha256,
    confirmationSha256,
    details: sealDetails(deps, { id, userId }, details),
    opportunityKey: PortalKeySchema.parse(`opp-${id}`),
    orderKey: PortalKeySchema.parse(`ord-${id}`),
  };
}

/** Whether the customer has edited it since they opened the cart, whatever it was before. */
function hasChangedAddress({ database }: Services, userId: UserId, since: Date): Promise<boolean> {
  return asCustomer(database, userId, (tx) =>
    hasAuditEvent(tx, { userId, type: "profile.address_changed", since }),
  );
}

/** The day that the customer has chosen, or wishes for: staff reads it before it approves the order. */
function plannedDay(selection: Selection): CalendarDate | null {
  switch (selection.kind) {
    case "internet":
      return selection.wishedOn ?? null;
    case "sim":
      return selection.startsOn;
    case "vpn":
      return null;
    default:
      return assertNever(selection);
  }
}

/**
 * What the contact lacks, or has in signs that no carrier takes: what is there and good was checked, and is changed elsewhere. The name
 * stays in any case: it is the one on the document. What was typed of it goes with the order.
 */
function toContactChange(selection: Selection, contact: Contact): PlacementDetails["contact"] {
  const holder = selection.kind === "sim" ? selection.holder : null;
  if (!holder) return null;
  const { lastNameKana, firstNameKana, birthDate, gender } = holder;
  const unusable = unusableFacts(contact);
  const change: ContactChange = {
    ...(unusable.has("lastNameKana") ? { lastNameKana, firstNameKana: firstNameKana || null } : {}),
    ...(unusable.has("birthDate") ? { birthDate } : {}),
    ...(unusable.has("gender") ? { gender } : {}),
  };
  return Object.keys(change).length === 0 ? null : { contactId: contact.id, change };
}
