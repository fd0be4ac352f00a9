import type { Language } from "#domain/shared/money.ts";

/** One destination that a page makes the customer's device send data to (JP-TB-25). */
export type ExternalTransmission = {
  /** Host names, as the Content-Security-Policy would have to name them. */
  hosts: readonly [string, ...string[]];
  recipient: Record<Language, string>;
  data: Record<Language, string>;
  /** What we use it for, and what the recipient does. */
  ourPurpose: Record<Language, string>;
  theirPurpose: Record<Language, string>;
};

/** Everything the pages send to third parties: nothing (JP-TB-26). The public list and the content policy are made from this. */
export const EXTERNAL_TRANSMISSIONS: readonly ExternalTransmission[] = [];

/** Each host once. */
export function hostsOf(transmissions: readonly ExternalTransmission[]): string[] {
  return [...new Set(transmissions.flatMap(({ hosts }) => hosts))];
}
