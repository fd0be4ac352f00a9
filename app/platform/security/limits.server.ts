import { SECOND_STEP } from "#domain/auth/second-step.ts";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import type { Kv } from "../store/kv.ts";
import { hashText } from "./keys.server.ts";
import { sourceOf, wideSourceOf } from "./source.ts";

const MINUTE = 60_000;

/** An IPv6 customer has a /48 of 65,536 lines at most: all of them together get as much as so many sources. */
const WIDE_FACTOR = 8;

/**
 * Every count that the portal limits, by name: at most `max` in a window of `windowMs`. What is counted stands beside it. The
 * subject of `per: "source"` is an address as the request has it; it is counted as the line behind it (`sourceOf`), however
 * it is spelled and whichever of its addresses an IPv6 line uses. Only the pause between two mailed codes stands elsewhere
 * (`SECOND_STEP`), and how many calls of a provider one person may cause (`createCallBudget`).
 */
export const LIMITS = {
  /** Wrong passwords for one address from one source; a stranger elsewhere cannot lock the owner out (portal.md 3.1). */
  signInAddress: { max: 5, windowMs: 15 * MINUTE },
  /** The same from all sources together (NIST 800-63B-4, 3.2.2). Devices that signed in before do not count, and setting a new password by mail begins anew. */
  signInAccount: { max: 100, windowMs: 60 * MINUTE },
  /** Wrong passwords from one source, whatever the address. */
  signInSource: { per: "source", max: 50, windowMs: 15 * MINUTE },
  /** Wrong current passwords on the page that changes it, per user. */
  passwordChange: { max: 5, windowMs: 15 * MINUTE },
  /** Links to set a new password, for one address; more are not mailed, and the answer does not tell. */
  resetAddress: { max: 3, windowMs: 60 * MINUTE },
  /** Requests for such links from one source, whatever the address. */
  resetSource: { per: "source", max: 10, windowMs: 15 * MINUTE },
  /** New passwords sent with such a link, from one source. */
  resetTry: { per: "source", max: 20, windowMs: 15 * MINUTE },
  /** Wrong codes of a person who got as far as the second step; counted as `secondStepSubject` says. */
  secondStep: { max: 10, windowMs: 60 * MINUTE },
  /** Mailed codes without a sign-in between them; counted the same way. */
  mailedCode: { max: 10, windowMs: 60 * MINUTE },
  /** Codes asked for on "Get started" from one source, whatever the address. */
  startSource: { per: "source", max: 10, windowMs: 15 * MINUTE },
  /** The same to one mailbox, whoever asks. */
  startAddress: { max: 5, windowMs: 60 * MINUTE },
  /** The same from everybody: each is a mail to somebody who may not have asked for it. */
  startAll: { max: 1000, windowMs: 60 * MINUTE },
  /** Look-ups of who has a proved address, for that address: each asks billing and Salesforce. */
  startCheck: { max: 20, windowMs: 60 * MINUTE },
  /** Wrong codes of "Get started" from one source. */
  startCode: { per: "source", max: 30, windowMs: 15 * MINUTE },
  /** Wrong passwords of the billing site when an account is linked, for one address; its owner is the only one to get there. */
  linkAddress: { max: 5, windowMs: 15 * MINUTE },
  /** Registrations sent from one source; one may be a whole dormitory. */
  registerSource: { per: "source", max: 30, windowMs: 60 * MINUTE },
  /** Challenges for passkeys from one source; without one nothing is looked at. A source may be a whole carrier's customers. */
  passkey: { per: "source", max: 300, windowMs: 5 * MINUTE },
  /** Answers of passkeys that were refused, from one source. */
  passkeyTry: { per: "source", max: 60, windowMs: 15 * MINUTE },
  /** The same for one passkey, as the audit log keeps them: who knows its id must not fill the log. */
  passkeyLog: { max: 20, windowMs: 60 * MINUTE },
  /** Wrong entries of one mailed code. */
  codeAttempts: { max: SECOND_STEP.codeAttempts, windowMs: 2 * SECOND_STEP.codeLifeMs },
  /** Changes of a customer's details, per user: each is written to billing and Salesforce, and mailed. */
  profileChange: { max: 20, windowMs: 60 * MINUTE },
  /** Codes to another address to sign in with, per user. */
  emailChange: { max: 5, windowMs: 60 * MINUTE },
  /** The same to one mailbox, whoever asks: its owner may have nothing to do with it. */
  emailChangeMailbox: { max: 5, windowMs: 24 * 60 * MINUTE },
  /** Links to undo such a change, tried from one source. */
  emailUndo: { per: "source", max: 20, windowMs: 15 * MINUTE },
  /** Postcodes looked up by one customer, or from one source, each of which may ask the address service. */
  postcode: { max: 60, windowMs: 10 * MINUTE },
  /** Sign-in links into the billing site, per user. */
  billingLink: { max: 20, windowMs: 10 * MINUTE },
  /** Copies of everything that is held about a customer, per user: each asks every system for all of it. */
  dataExport: { max: 5, windowMs: 60 * MINUTE },
  /** Documents, statements and files made on request, per user. */
  documents: { max: 60, windowMs: 10 * MINUTE },
  /** Pages that a browser fetches before anybody has asked for them, per session; more are fetched when they are asked for. */
  prefetch: { max: 120, windowMs: MINUTE },
  /** Forced re-reads of a provider ("Try again", "Refresh"), per user. */
  refresh: { max: 20, windowMs: MINUTE },
  /** Presses of "check my address", per user; each asks the customer system. */
  eligibilityRequest: { max: 10, windowMs: 10 * MINUTE },
  /** Presses of the button that orders, per user; each asks every system for what it knows. */
  placeOrder: { max: 20, windowMs: 10 * MINUTE },
  /** Pages of a checkout, per user: each asks billing and Salesforce anew. */
  checkoutRead: { max: 120, windowMs: 10 * MINUTE },
  /** Orders begun, per user; each is kept for a day. */
  orderDraft: { max: 30, windowMs: 60 * MINUTE },
  /** Visitors' requests to check an address, from one source. */
  guestSource: { per: "source", max: 10, windowMs: 60 * MINUTE },
  /** The same about one mailbox, which is mailed each time; more are dropped, and the answer does not tell. */
  guestMailbox: { max: 3, windowMs: 24 * 60 * MINUTE },
  /** The same from everybody: staff works on each by hand, so a flood from many sources must not become records. */
  guestAll: { max: 200, windowMs: 60 * MINUTE },
  /** Forms with a document for the identity check, per user, refused ones too: each is read whole. */
  identityDocument: { max: 10, windowMs: 60 * MINUTE },
  /** Everything that one customer sends, forms and JSON: far more than a person can press, so that no act is without a limit. */
  write: { max: 600, windowMs: 10 * MINUTE },
  /** The same of visitors, from one source. A source may be a whole carrier's customers. */
  visitorWrite: { per: "source", max: 1500, windowMs: 10 * MINUTE },
  /** Messages from one webhook source. */
  webhook: { per: "source", max: 600, windowMs: MINUTE },
} as const satisfies Record<string, Limit>;

type Limit = { per?: "source"; max: number; windowMs: number };

export type LimitName = keyof typeof LIMITS;

/** What one use counts for: its subject, and around the line of an IPv6 customer the network it is in. */
function countsOf(name: LimitName, subject: string): { key: string; max: number }[] {
  const { per, max }: Limit = LIMITS[name];
  const keyOf = (counted: string) => `limit:${name}:${hashText(counted)}`;
  if (per !== "source") return [{ key: keyOf(subject), max }];
  const wide = wideSourceOf(subject);
  return [
    { key: keyOf(sourceOf(subject)), max },
    ...(wide === null ? [] : [{ key: keyOf(wide), max: max * WIDE_FACTOR }]),
  ];
}

/**
 * Fixed windows in the key-value store, so that all instances count together. A flush of the store resets the counts.
 * Subjects are hashed: no address or source stands in a key.
 */
export function createLimits(kv: Kv) {
  const refusedKey = (key: string) => `${key}:refused`;

  return {
    /**
     * Counts one use, then compares, so that of parallel uses no more get through than the limit allows; returns how many are
     * left. Throws AppError `rate_limited` when the window is full, with `retryAfter`: the seconds until it ends. A refused use
     * does not stay counted, or what is given back could not make room. `onFirstRefusal` runs once in a window before that:
     * what is written about refusals would otherwise grow with every one.
     */
    async use(name: LimitName, subject: string, onFirstRefusal?: () => Promise<void>): Promise<number> {
      const { windowMs } = LIMITS[name];
      const counted: string[] = [];
      let remaining = Infinity;
      for (const { key, max } of countsOf(name, subject)) {
        const count = await kv.increment(key, windowMs);
        counted.push(key);
        remaining = Math.min(remaining, max - count);
        if (count <= max) continue;
        for (const each of counted) await kv.decrement(each);
        const left = (await kv.timeLeft(key)) ?? 0;
        if (onFirstRefusal && left > 0 && (await kv.setIfAbsent(refusedKey(key), "1", left)))
          await onFirstRefusal();
        throw limited(name, left);
      }
      return remaining;
    },
    /** How many uses are left in the window. */
    async left(name: LimitName, subject: string): Promise<number> {
      const counts = countsOf(name, subject);
      const used = await kv.getMany(counts.map(({ key }) => key));
      return Math.max(0, Math.min(...counts.map(({ max }, index) => max - Number(used[index] ?? 0))));
    },
    /** Takes back one use that turned out not to be of the counted kind. After its window has ended it takes back nothing. */
    async giveBack(name: LimitName, subject: string): Promise<void> {
      for (const { key } of countsOf(name, subject)) await kv.decrement(key);
    },
    async reset(name: LimitName, subject: string): Promise<void> {
      const keys = countsOf(name, subject).map(({ key }) => key);
      await kv.delete(...keys, ...keys.map(refusedKey));
    },
  };
}
export type Limits = ReturnType<typeof createLimits>;

/** Counts one use; false where `use` refuses it, for what is then left out in silence. */
export async function isWithin(limits: Limits, name: LimitName, subject: string): Promise<boolean> {
  try {
    await limits.use(name, subject);
    return true;
  } catch (error) {
    if (isAppError(error) && error.code === "rate_limited") return false;
    throw error;
  }
}

function limited(name: LimitName, leftMs: number): AppError {
  return new AppError("rate_limited", {
    reason: "RATE_LIMITED",
    retryAfter: Math.max(1, Math.ceil(leftMs / 1000)),
    facts: { limit: name },
  });
}
