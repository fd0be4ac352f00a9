import { AppError } from "#domain/shared/errors.ts";
import type { Kv } from "../kv/kv.ts";
import { hashText } from "./keys.server.ts";

const MINUTE = 60_000;

/** Every rate limit of the portal, by name: at most `max` in a window of `windowMs`. What is counted stands beside it. */
export const LIMITS = {
  /** Wrong passwords for one address from one source; a stranger elsewhere cannot lock the owner out (portal.md 3.1). */
  signInAddress: { max: 5, windowMs: 15 * MINUTE },
  /** Wrong passwords from one source, whatever the address. */
  signInSource: { max: 50, windowMs: 15 * MINUTE },
  /** Wrong current passwords on the page that changes it, per user. */
  passwordChange: { max: 5, windowMs: 15 * MINUTE },
  /** Links to set a new password, for one address; more are not mailed, and the answer does not tell. */
  resetAddress: { max: 3, windowMs: 60 * MINUTE },
  /** Requests for such links from one source, whatever the address. */
  resetSource: { max: 10, windowMs: 15 * MINUTE },
  /** New passwords sent with such a link, from one source. */
  resetTry: { max: 20, windowMs: 15 * MINUTE },
  /** Wrong codes of a person who got as far as the second step; counted as `secondStepSubject` says. */
  secondStep: { max: 10, windowMs: 60 * MINUTE },
  /** Mailed codes without a sign-in between them; counted the same way. */
  mailedCode: { max: 10, windowMs: 60 * MINUTE },
  /** Codes asked for on "Get started" from one source, whatever the address. */
  startSource: { max: 10, windowMs: 15 * MINUTE },
  /** The same to one mailbox, whoever asks. */
  startAddress: { max: 5, windowMs: 60 * MINUTE },
  /** Wrong codes of "Get started" from one source. */
  startCode: { max: 30, windowMs: 15 * MINUTE },
  /** Wrong passwords of the billing site when an account is linked, for one address; its owner is the only one to get there. */
  linkAddress: { max: 5, windowMs: 15 * MINUTE },
  /** Registrations sent from one source; one may be a whole dormitory. */
  registerSource: { max: 30, windowMs: 60 * MINUTE },
  /** Challenges for passkeys from one source; without one nothing is looked at. A source may be a whole carrier's customers. */
  passkey: { max: 300, windowMs: 5 * MINUTE },
  /** Codes to another address to sign in with, per user. */
  emailChange: { max: 5, windowMs: 60 * MINUTE },
  /** Links to undo such a change, tried from one source. */
  emailUndo: { max: 20, windowMs: 15 * MINUTE },
  /** Steps of the form of an address, each of which may ask the address service, per user. */
  addressSteps: { max: 60, windowMs: 10 * MINUTE },
  /** Postcodes looked up as JSON from one source, each of which may ask the address service. */
  postcodeSource: { max: 60, windowMs: 10 * MINUTE },
  /** Sign-in links into the billing site, per user. */
  billingLink: { max: 20, windowMs: 10 * MINUTE },
  /** Copies of everything that is held about a customer, per user: each asks every system for all of it. */
  dataExport: { max: 5, windowMs: 60 * MINUTE },
  /** Documents and files made on request, per user. */
  documents: { max: 60, windowMs: 10 * MINUTE },
  /** Forced re-reads of a provider ("Try again", "Refresh"), per user. */
  refresh: { max: 20, windowMs: MINUTE },
  /** Presses of "check my address", per user; each asks the customer system. */
  eligibilityRequest: { max: 10, windowMs: 10 * MINUTE },
  /** Presses of the button that orders, per user; each asks every system for what it knows. */
  placeOrder: { max: 20, windowMs: 10 * MINUTE },
  /** Orders begun, per user; each is kept for a day. */
  orderDraft: { max: 30, windowMs: 60 * MINUTE },
  /** Visitors' requests to check an address, from one source. */
  guestSource: { max: 10, windowMs: 60 * MINUTE },
  /** The same about one mailbox, which is mailed each time; more are dropped, and the answer does not tell. */
  guestMailbox: { max: 3, windowMs: 24 * 60 * MINUTE },
  /** The same from everybody: staff works on each by hand, so a flood from many sources must not become records. */
  guestAll: { max: 200, windowMs: 60 * MINUTE },
  /** Documents for the identity check, per user; each is read whole and sent on. */
  identityDocument: { max: 10, windowMs: 60 * MINUTE },
  /** Messages from one webhook source. */
  webhook: { max: 600, windowMs: MINUTE },
} as const satisfies Record<string, { max: number; windowMs: number }>;

export type LimitName = keyof typeof LIMITS;

/**
 * Fixed windows in the key-value store, so that all instances count together. A flush of the store resets the counts.
 * Subjects are hashed: no address or source stands in a key.
 */
export function createLimits(kv: Kv) {
  const storeKey = (name: LimitName, subject: string) => `limit:${name}:${hashText(subject)}`;
  const refusedKey = (key: string) => `${key}:refused`;

  return {
    /**
     * Counts one use, then compares, so that of parallel uses no more get through than the limit allows. Throws AppError
     * `rate_limited` when the window is full, with `retryAfter`: the seconds until it ends. A refused use does not stay
     * counted, or what is given back could not make room. `onFirstRefusal` runs once in a window before that: what is
     * written about refusals would otherwise grow with every one.
     */
    async use(name: LimitName, subject: string, onFirstRefusal?: () => Promise<void>): Promise<void> {
      const { max, windowMs } = LIMITS[name];
      const key = storeKey(name, subject);
      const count = await kv.increment(key, windowMs);
      if (count <= max) return;
      await kv.decrement(key);
      const left = (await kv.timeLeft(key)) ?? 0;
      if (onFirstRefusal && left > 0 && (await kv.setIfAbsent(refusedKey(key), "1", left)))
        await onFirstRefusal();
      throw limited(name, left);
    },
    /** Takes back one use that turned out not to be of the counted kind. After its window has ended it takes back nothing. */
    async giveBack(name: LimitName, subject: string): Promise<void> {
      await kv.decrement(storeKey(name, subject));
    },
    async reset(name: LimitName, subject: string): Promise<void> {
      const key = storeKey(name, subject);
      await kv.delete(key, refusedKey(key));
    },
  };
}
export type Limits = ReturnType<typeof createLimits>;

function limited(name: LimitName, leftMs: number): AppError {
  return new AppError("rate_limited", {
    reason: "RATE_LIMITED",
    retryAfter: Math.max(1, Math.ceil(leftMs / 1000)),
    facts: { limit: name },
  });
}
