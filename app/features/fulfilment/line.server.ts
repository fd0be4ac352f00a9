import { isReservationOver, toOrderedLine, toSubscriber, type OrderedLine } from "#domain/orders/sim-line.ts";
import type { SimCard } from "#domain/orders/sim-card.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { AppError } from "#domain/shared/errors.ts";
import { parseMsisdn, type Msisdn } from "#domain/sim/ids.ts";
import type { SubscriberInput } from "#domain/sim/subscriber.ts";
import type { Contact } from "#domain/users/customer.ts";
import type { SimPlan } from "~/platform/config/fulfilment.server.ts";
import { attemptsOf, type Run } from "./run.server.ts";

/** What the order's plan is at the mobile network; null unless exactly one of its lines is a plan. */
export function findPlan({ deps, order }: Run): SimPlan | null {
  const { simPlans } = deps.config.fulfilment;
  const [plan, ...others] = order.items.flatMap(({ sku }) => (sku === null ? [] : (simPlans[sku] ?? [])));
  return plan && others.length === 0 ? plan : null;
}

export function isVoice({ service }: SimPlan): boolean {
  return service === "voice";
}

/** The checks have passed, so what is missing now has been taken away meanwhile. Throws `invalid_input`. */
export function requirePlan(run: Run): SimPlan {
  return required(findPlan(run), "plan");
}

export function requireLine({ order }: Run): OrderedLine {
  const line = toOrderedLine(order.sim);
  return required(line.ok ? line.value : null, "line");
}

/** The calls that make a line. */
export const LINE_ACTS = {
  register: "PA02-01",
  registerPorted: "PA05-18",
  openPorted: "PA05-19",
  esim: "PA05-41",
} as const;

/** A reservation that is over stops only what was not asked for yet. */
export async function isTooLateToMove(run: Run): Promise<boolean> {
  const { deps, order } = run;
  return isReservationOver(order.sim, tokyoDate(deps.now())) && !(await wasLineAsked(run));
}

/** From then on nothing but an answer of the network stands against the line: one that is there has to be charged for. */
export async function wasLineAsked(run: Run): Promise<boolean> {
  if (run.order.sim.phoneNumber !== null) return true;
  const attempts = await Promise.all(Object.values(LINE_ACTS).map((name) => attemptsOf(run, name)));
  return attempts.flat().some(({ outcome }) => outcome !== "failed");
}

export async function requireSubscriber(run: Run): Promise<SubscriberInput> {
  const subscriber = toSubscriber(run.order.sim, required(await readHolder(run), "contact"));
  return required(subscriber.ok ? subscriber.value : null, "subscriber");
}

/** Null for a login without a contact. */
export async function readHolder({ deps, customer }: Run): Promise<Contact | null> {
  const { accountId, contactId } = customer;
  return contactId && deps.salesforce.getContact({ accountId, contactId });
}

/** The number that the line has or will have; null for a new eSIM that has not got one. `card`: of a physical line. */
export async function findNumber(run: Run): Promise<{ msisdn: Msisdn | null; card: SimCard | null }> {
  const { deps, order, fulfilment } = run;
  const line = requireLine(run);
  const card = line.form === "card" ? await deps.salesforce.getSimCard({ simCardId: line.simCardId }) : null;
  const msisdn =
    line.porting?.msisdn ??
    card?.phoneNumber ??
    parseMsisdn(order.sim.phoneNumber ?? "") ??
    (fulfilment.sealedNumber === null ? null : openNumber(run, fulfilment.sealedNumber));
  return { msisdn, card };
}

export async function requireNumber(run: Run): Promise<Msisdn> {
  return required((await findNumber(run)).msisdn, "number");
}

export function sealNumber({ deps, order }: Run, msisdn: Msisdn): string {
  return deps.encryption.seal(msisdn, placeOf(order));
}

function openNumber({ deps, order }: Run, sealed: string): Msisdn | null {
  return parseMsisdn(deps.encryption.open(sealed, placeOf(order)));
}

function placeOf({ id }: Run["order"]): string {
  return `fulfilments.sealed_number ${id}`;
}

function required<T>(value: T | null, what: string): T {
  if (value !== null) return value;
  throw new AppError("invalid_input", {
    reason: "VALIDATION_FAILED",
    message: `the order has no ${what} any more`,
    facts: { fields: what },
  });
}
