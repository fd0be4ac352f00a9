import { portingFault, type DraftGround, type DraftOf, type DraftStep } from "#domain/orders/draft.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import type { Contact } from "#domain/users/customer.ts";

type Values = Record<string, string>;
type Person = Pick<Contact, "lastName" | "firstName" | "lastNameKana" | "firstNameKana" | "birthDate"> & {
  gender: string | null;
};

/** What stands in the fields of a step: what was chosen, or what is known of the customer, so that nothing is typed twice. */
export function simValues(draft: DraftOf<"sim">, step: DraftStep, contact: Contact | null): Values {
  const { card, start, number, porting, holder } = draft;
  switch (step) {
    case "card":
      return card ? { simType: card.eid === null ? "physical" : "esim", eid: card.eid ?? "" } : {};
    case "start":
      if (start === null) return {};
      return { start: start.on === null ? "immediate" : "scheduled", ...dateValues("start", start.on) };
    case "number":
      return number ? { number } : {};
    case "transfer":
      return {
        reservationNumber: porting?.reservationNumber ?? "",
        phoneNumber: porting?.phoneNumber ?? "",
        ...dateValues("expires", porting?.expiresOn ?? null),
        ...personValues(porting ?? holder ?? contact),
      };
    case "holder":
      return personValues(holder ?? (porting?.gender === "company" ? null : porting) ?? contact);
    default:
      return {};
  }
}

/** What was accepted once and does not do any more; a key of the catalogues by field. */
export function staleFaults(draft: DraftOf<"sim">, ground: DraftGround): Record<string, string> {
  const fault = portingFault(draft, ground);
  return fault === null ? {} : { expiresYear: `configure.fault.expiry.${fault}` };
}

function personValues(person: Person | null): Values {
  if (person === null) return {};
  const { lastName, firstName, lastNameKana, firstNameKana, gender, birthDate } = person;
  return {
    lastName: lastName ?? "",
    firstName: firstName ?? "",
    lastNameKana: lastNameKana ?? "",
    firstNameKana: firstNameKana ?? "",
    // Known once a reading is: without one, nobody has said whether a first name is missing.
    oneName: lastNameKana && !firstName && !firstNameKana ? "on" : "",
    gender: gender ?? "",
    ...dateValues("birth", birthDate),
  };
}

/** A date in the fields of a form. */
export function dateValues(prefix: string, date: CalendarDate | null): Values {
  if (date === null) return {};
  const [year = "", month = "", day = ""] = date.split("-").map(Number).map(String);
  return { [`${prefix}Year`]: year, [`${prefix}Month`]: month, [`${prefix}Day`]: day };
}
