/** A part of a page that a provider feeds. Times are ISO 8601. */
export type Part<T> =
  | { state: "ready"; value: T; readAt: string; staleSince: string | null }
  | ({ state: "unavailable"; triedAt: string; reference: string } & PartFault);

/** Why a part is missing, as far as the error says it: a system that answers what cannot be used is not one that does not answer. */
export type PartFault = { system?: "billing" | "crm"; isUnreadable?: boolean };

/** A part that is here, or is still on its way. */
export type Later<T> = { value: T } | { pending: Promise<T> };

/** Null while the part is missing. */
export function valueOf<T>(part: Part<T>): T | null {
  return part.state === "ready" ? part.value : null;
}

export function mapPart<T, U>(part: Part<T>, map: (value: T) => U): Part<U> {
  return part.state === "ready" ? { ...part, value: map(part.value) } : part;
}
