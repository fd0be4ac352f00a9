import { isReservationOver, toOrderedLine, toSubscriber, type OrderedLine } from "#domain/orders/sim-line.ts";
import type { SimCard } from "#domain/orders/sim-card.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { AppError } from "#domain/shared/errors.ts";
import { parseMsisdn, type Msisdn } from "#domain/sim/ids.ts";
import type { SubscriberInput } from "#domain/sim/subscriber.ts";
import type { Contact } from "#domain/users/customer.ts";
import type { SimPlan } from "~/platform/config/fulfilment.server.ts";
import { ACTS, type OrderTurn, type Run } from "./run.server.ts";

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

/** A reservation that is over stops only what was not asked for yet. */
export async function isTooLateToMove(turn: OrderTurn): Promise<boolean> {
  const { deps, order } = turn.run;
  return isReservationOver(order.sim, tokyoDate(deps.now())) && !(await wasLineAsked(turn));
}

/** From then on nothing but an answer of the network stands against the line: one that is there has to be charged for. */
export async function wasLineAsked({ run, tried }: OrderTurn): Promise<boolean> {
  if (run.order.sim.phoneNumber !== null) return true;
  const attempts = await Promise.all((ACTS.activate_line ?? []).map(tried));
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
export async function findNumber({
  run,
  secret,
}: OrderTurn): Promise<{ msisdn: Msisdn | null; card: SimCard | null }> {
  const { deps, order } = run;
  const line = requireLine(run);
  const card = line.form === "card" ? await deps.salesforce.getSimCard({ simCardId: line.simCardId }) : null;
  const msisdn =
    line.porting?.msisdn ??
    card?.phoneNumber ??
    parseMsisdn(order.sim.phoneNumber ?? "") ??
    parseMsisdn(secret["number"] ?? "");
  return { msisdn, card };
}

export async function requireNumber(turn: OrderTurn): Promise<Msisdn> {
  return required((await findNumber(turn)).msisdn, "number");
}

function required<T>(value: T | null, what: string): T {
  if (value !== null) return value;
  throw new AppError("invalid_input", {
    reason: "VALIDATION_FAILED",
    message: `the order has no ${what} any more`,
    facts: { fields: what },
  });
}
