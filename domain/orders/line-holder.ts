import { SubscriberSchema } from "../sim/subscriber.ts";
import type { Contact } from "../users/customer.ts";

/** What the mobile network has to know of the person whose line it is; null and empty are missing. */
export type HolderFacts = {
  lastName: string | null;
  firstName: string | null;
  lastNameKana: string | null;
  firstNameKana: string | null;
  birthDate: string | null;
  gender: Contact["gender"] | "company";
};

/** What goes together: half of a typed name beside half of another one would be nobody's. */
const PARTS = [
  ["lastName", "firstName"],
  ["lastNameKana", "firstNameKana"],
  ["birthDate"],
  ["gender"],
] as const satisfies readonly (keyof HolderFacts)[][];

/** What the network cannot take of a contact: it is missing, or written in other signs. */
export function unusableFacts(contact: HolderFacts | null): ReadonlySet<keyof HolderFacts> {
  const parsed = SubscriberSchema.safeParse({ kind: "person", ...contact });
  const faulty = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join(".")));
  return new Set(PARTS.filter((part) => part.some((fact) => faulty.has(fact))).flat());
}

/**
 * Whom a line belongs to: as the contact has it, and as it was typed for the order where the network cannot take that. The contact keeps
 * its name, which is the one on the document that was checked.
 */
export function withTyped<C extends HolderFacts>(contact: C, typed: HolderFacts | null): HolderFacts {
  if (typed === null || !typed.lastName) return contact;
  const unusable = unusableFacts(contact);
  const chosen = <K extends keyof HolderFacts>(fact: K) => (unusable.has(fact) ? typed[fact] : contact[fact]);
  return {
    lastName: chosen("lastName"),
    firstName: chosen("firstName"),
    lastNameKana: chosen("lastNameKana"),
    firstNameKana: chosen("firstNameKana"),
    birthDate: chosen("birthDate"),
    gender: chosen("gender"),
  };
}
