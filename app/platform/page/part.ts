/** A part of a page that a provider feeds. Times are ISO 8601. */
export type Part<T> =
  | { state: "ready"; value: T; readAt: string; staleSince: string | null }
  | { state: "unavailable"; triedAt: string; reference: string };

/** A part that is here, or is still on its way. */
export type Later<T> = { value: T } | { pending: Promise<T> };

/** Null while the part is missing. */
export function valueOf<T>(part: Part<T>): T | null {
  return part.state === "ready" ? part.value : null;
}

export function mapPart<T, U>(part: Part<T>, map: (value: T) => U): Part<U> {
  return part.state === "ready" ? { ...part, value: map(part.value) } : part;
}
