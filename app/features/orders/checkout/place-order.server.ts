import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import {
  findOpenPlacement,
  findPlacementOfCheckout,
  openPlacement,
  type OrderPlacement,
  type PlacementState,
} from "#db/repositories/order-placements.server.ts";
import { asCustomer, asSystem } from "#db/row-security.server.ts";
import { NetPriceSchema } from "#domain/catalog/price.ts";
import { toChoices } from "#domain/orders/choices.ts";
import { notPassed, type GateResult } from "#domain/orders/gates.ts";
import type { LegalDocument } from "#domain/orders/legal-document.ts";
import type { ConfirmedLine } from "#domain/orders/placement.ts";
import type { Selection } from "#domain/orders/selection.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { Language } from "#domain/shared/money.ts";
import { PortalKeySchema } from "#domain/shared/salesforce-ids.ts";
import type { Contact, ContactChange } from "#domain/users/customer.ts";
import { readIsCompany } from "~/features/profile/read-is-company.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { endCheckout, type CheckoutId } from "./checkout-session.server.ts";
import { endDraft, findOrigin } from "../configure/draft-store.server.ts";
import {
  advanceClaimed,
  advancePlacement,
  placementLeaseMs,
  type PlacementProgress,
} from "./advance-placement.server.ts";
import { endProgress, noteShown } from "./checkout-progress.server.ts";
import { toDocumentFile } from "./document-file.server.ts";
import { sealDetails, type PlacementDetails } from "./placement-details.server.ts";
import { confirmationOf, explanationOf, readCheckout, type Checkout } from "./read-checkout.server.ts";

export type PlaceOrderInput = {
  owner: Owner;
  checkoutId: CheckoutId;
  language: Language;
  /** Fingerprint of the screen that the button stood on. */
  confirmationSha256: string;
  /** Where it came from, for the record of the confirmation and the audit log. */
  seen: PlacementDetails["seen"] & { userAgent: string };
};

export type PlaceOrderOutcome =
  | PlacementProgress
  | { state: "expired" }
  /** Nothing was sent: these are refused, or cannot be checked now. */
  | { state: "gates"; gates: GateResult[] }
  /** What was confirmed is not what it would be now. */
  | { state: "changed" }
  /** Another order of the account for this kind is on its way. */
  | { state: "other_under_way" };

const BUSY_WAIT_MS = 10_000;
const BUSY_PAUSE_MS = 200;

/**
 * Places the order that a customer has confirmed (portal.md 6), once for each cart however often it is sent: the id of the checkout is its
 * idempotency key, for ever. All gates are looked at again, and the screen that was confirmed has to be the one that would be shown now. From
 * then on a journal carries it, which goes on with the next press or by itself. Throws for defects alone.
 */
export async function placeOrder(deps: Services, input: PlaceOrderInput): Promise<PlaceOrderOutcome> {
  const { owner, checkoutId, language } = input;
  const place = { userId: owner.userId, checkoutId };
  const before = await findOwn(deps, input);
  if (before && isSent(before)) return end(deps, place, await goOn(deps, before));

  const checkout = await readCheckout(deps, owner, { checkoutId, isFinal: true });
  if (!checkout) return { state: "expired" };
  if (notPassed(checkout.gates).length > 0) return { state: "gates", gates: checkout.gates };
  const confirmation = confirmationOf(deps, checkout, language);
  if (!confirmation || toDocumentFile(confirmation).sha256 !== input.confirmationSha256)
    return { state: "changed" };

  // One that was not taken is sent anew: its keys may have made something.
  const id = before?.id ?? randomUUID();
  const row = await toPlacement(deps, input, { id, checkout, confirmation });
  for (let waited = 0; ; waited += BUSY_PAUSE_MS) {
    const opened = await asSystem(deps.database, (tx) =>
      openPlacement(tx, { ...row, now: deps.now(), leaseMs: placementLeaseMs(deps) }),
    );
    if (opened) return end(deps, place, await advanceClaimed(deps, opened));
    // The other press of the button, or another tab of this cart.
    const twin = await findPlacementState(deps, input);
    if (twin) return end(deps, place, await goOn(deps, twin));
    const isStuck = (await goOnWithOther(deps, row)) === "under_way";
    if (isStuck || waited >= BUSY_WAIT_MS) return { state: "other_under_way" };
    await sleep(BUSY_PAUSE_MS);
  }
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

function isSent({ finishedAt, orderId }: PlacementState): boolean {
  return finishedAt === null || orderId !== null;
}

/** Goes on with one that is there, or waits for whoever is at it. */
async function goOn(deps: Services, { id }: PlacementState): Promise<PlacementProgress> {
  for (let waited = 0; ; waited += BUSY_PAUSE_MS) {
    const progress = await advancePlacement(deps, id);
    if (progress !== "busy") return progress;
    if (waited >= BUSY_WAIT_MS) return { state: "under_way" };
    await sleep(BUSY_PAUSE_MS);
  }
}

/** One that was interrupted would keep the place of its kind until the job takes it up. */
async function goOnWithOther(
  deps: Services,
  place: Pick<OrderPlacement, "accountId" | "kind">,
): Promise<PlacementProgress["state"] | "busy" | null> {
  const other = await asSystem(deps.database, (tx) => findOpenPlacement(tx, place));
  const progress = other && (await advancePlacement(deps, other.id));
  return typeof progress === "string" ? progress : (progress?.state ?? null);
}

async function end(
  deps: Services,
  place: { userId: Owner["userId"]; checkoutId: CheckoutId },
  progress: PlacementProgress,
): Promise<PlacementProgress> {
  if (progress.state !== "placed") return progress;
  // What was chosen is in the order now; here it would only be personal data kept for too long.
  const origin = await findOrigin(deps, place);
  await Promise.all([
    endCheckout(deps, place),
    endProgress(deps, place),
    origin && endDraft(deps, { userId: place.userId, draftId: origin.draftId }),
  ]);
  return progress;
}

async function toPlacement(
  deps: Services,
  { owner, checkoutId, language, seen }: PlaceOrderInput,
  { id, checkout, confirmation }: { id: string; checkout: Checkout; confirmation: LegalDocument },
) {
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
  const { startsOn } = selection.kind === "sim" ? selection : { startsOn: null };
  const details: PlacementDetails = {
    order: {
      accountId: ids.accountId,
      effectiveOn: tokyoDate(now),
      choices: toChoices(selection, cart),
      scheduledAt: startsOn === null ? null : new Date(`${startsOn}T00:00:00+09:00`).toISOString(),
      address,
      isAddressChanged:
        selection.kind === "internet" && JSON.stringify(progress.addressAtStart) !== JSON.stringify(address),
      lines: cart.lines.map(({ priceEntryId, quantity, price, cycle }) => ({
        ...{ priceEntryId, quantity, cycle },
        price: NetPriceSchema.parse({ ...price.withoutTax, minor: price.withoutTax.minor / quantity }),
      })),
    },
    contact: contact && toContactChange(selection, contact),
    accountName: account.name,
    explanation: { document: explanation, record: read },
    confirmation: {
      document: confirmation,
      record: {
        ...{ version: confirmation.version, language, sha256: confirmationSha256, userAgent, ip: seen.ip },
        shownAt: await noteShown(deps, { userId, checkoutId }, confirmationSha256),
        confirmedAt: now.toISOString(),
      },
    },
    delivery,
    seen: from,
  };
  const lines: ConfirmedLine[] = cart.lines.map(({ priceEntryId, sku, cycle, quantity, price }) => ({
    ...{ priceEntryId, sku, cycle, quantity },
    minor: price.withoutTax.minor / quantity,
  }));
  return {
    ...{ id, userId, accountId: ids.accountId, checkoutId, kind: selection.kind, language, lines },
    isCorporate: await readIsCompany(deps, owner),
    monthlyMinor: cart.monthly.withTax.minor,
    onetimeMinor: cart.onetime?.withTax.minor ?? 0,
    explanationSha256: read.sha256,
    confirmationSha256,
    details: sealDetails(deps, { id, userId }, details),
    opportunityKey: PortalKeySchema.parse(`opp-${id}`),
    orderKey: PortalKeySchema.parse(`ord-${id}`),
    step: "contact" as const,
  };
}

/** Only what the contact lacks: what is there was checked, and is changed elsewhere. */
function toContactChange(selection: Selection, contact: Contact): PlacementDetails["contact"] {
  const holder = selection.kind === "sim" ? selection.holder : null;
  if (!holder) return null;
  const { lastNameKana, firstNameKana, birthDate, gender } = holder;
  const change: ContactChange = {
    ...(contact.lastNameKana === null ? { lastNameKana } : {}),
    ...(contact.firstNameKana === null ? { firstNameKana: firstNameKana || null } : {}),
    ...(contact.birthDate === null ? { birthDate } : {}),
    ...(contact.gender === null ? { gender } : {}),
  };
  return Object.keys(change).length === 0 ? null : { contactId: contact.id, change };
}
