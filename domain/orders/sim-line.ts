import type { CalendarDate } from "../shared/dates.ts";
import type { SimCardId } from "../shared/salesforce-ids.ts";
import {
  EidSchema,
  MsisdnSchema,
  ReservationNumberSchema,
  type Eid,
  type Msisdn,
  type ReservationNumber,
} from "../sim/ids.ts";
import { toFullWidthName } from "../sim/full-width.ts";
import { SubscriberSchema, type SubscriberInput } from "../sim/subscriber.ts";
import type { Contact } from "../users/customer.ts";
import { withTyped } from "./line-holder.ts";
import type { SimOrder } from "./schema.ts";

type Ported = {
  msisdn: Msisdn;
  reservation: { number: ReservationNumber; expiresOn: CalendarDate | null };
};
/** What the order asks the mobile network for; null instead of a transfer is a new number. */
export type OrderedLine = { porting: Ported | null } & (
  { form: "card"; simCardId: SimCardId } | { form: "esim"; eid: Eid }
);

/** `missing`: fields by our names, for staff. */
export type Complete<T> = { ok: true; value: T } | { ok: false; missing: string[] };

export function toOrderedLine(sim: SimOrder): Complete<OrderedLine> {
  const porting = sim.isPorting ? toPorted(sim.porting) : null;
  const missing = porting === null || porting.ok ? [] : porting.missing;
  const ported = porting?.ok ? porting.value : null;
  const eid = EidSchema.safeParse(sim.eid);
  switch (sim.simType) {
    case "physical":
      if (sim.simCardId === null) missing.push("simCardId");
      else if (missing.length === 0)
        return { ok: true, value: { form: "card", simCardId: sim.simCardId, porting: ported } };
      break;
    case "esim":
      if (!eid.success) missing.push("eid");
      else if (missing.length === 0)
        return { ok: true, value: { form: "esim", eid: eid.data, porting: ported } };
      break;
    case "unknown":
    case null:
      missing.push("simType");
  }
  return { ok: false, missing };
}

function toPorted(porting: SimOrder["porting"]): Complete<Ported> {
  const number = ReservationNumberSchema.safeParse(porting.reservationNumber);
  const msisdn = MsisdnSchema.safeParse(porting.phoneNumber);
  if (number.success && msisdn.success)
    return {
      ok: true,
      value: { msisdn: msisdn.data, reservation: { number: number.data, expiresOn: porting.expiresOn } },
    };
  const missing = [
    ...(number.success ? [] : ["reservationNumber"]),
    ...(msisdn.success ? [] : ["portingNumber"]),
  ];
  return { ok: false, missing };
}

/** Whether a number can no longer be moved with its reservation. Of no matter once the move was asked for. */
export function isReservationOver({ isPorting, porting }: SimOrder, today: CalendarDate): boolean {
  return isPorting && porting.expiresOn !== null && porting.expiresOn < today;
}

/**
 * Whether a number comes from the person whose identity was checked: a line must not be opened in another's name (JP-ID-1, JP-MN-4). A
 * company's number is compared by staff.
 */
export function isOwnNumber({ isPorting, porting }: SimOrder, contact: Contact): boolean {
  if (!isPorting || porting.gender === "company") return true;
  const named = ({ lastName, firstName }: Pick<Contact, "lastName" | "firstName">) =>
    [lastName, firstName].map((name) => toFullWidthName(name ?? "")?.toUpperCase() ?? name).join(" ");
  return (
    named(contact) === named({ ...porting, lastName: porting.lastName ?? "" }) &&
    contact.birthDate !== null &&
    contact.birthDate === porting.birthDate
  );
}

/**
 * Whom the line belongs to, as the carrier has to be told: as written for the transfer, or as the contact has it and, where the carrier
 * cannot take that, as typed for the order. What has no full-width form is missing too, since nothing about an identity is guessed.
 */
export function toSubscriber({ isPorting, porting }: SimOrder, contact: Contact): Complete<SubscriberInput> {
  const person = isPorting ? porting : withTyped(contact, porting);
  const { lastName, firstName, lastNameKana, firstNameKana, gender, birthDate } = person;
  const input =
    gender === "company"
      ? { kind: "company", name: lastName, nameKana: lastNameKana }
      : { kind: "person", lastName, firstName, lastNameKana, firstNameKana, gender, birthDate };
  const parsed = SubscriberSchema.safeParse(input);
  if (parsed.success) return { ok: true, value: input as SubscriberInput };
  return { ok: false, missing: [...new Set(parsed.error.issues.map(({ path }) => path.join(".")))] };
}
