const MINUTE = 60_000;

/** Every figure of the second step, in milliseconds where it is a time (portal.md 3.1). */
export const SECOND_STEP = {
  /** From the right password to the end of the sign-in. */
  pendingMs: 10 * MINUTE,
  codeLifeMs: 10 * MINUTE,
  /** Wrong entries that a mailed code takes before it is worth nothing. */
  codeAttempts: 5,
  /** From this many on a person is told how many are left. */
  lowAttempts: 2,
  resendAfterMs: MINUTE,
  trustMs: 7 * 24 * 60 * MINUTE,
  recoveryCodes: 10,
} as const;

/** What proves a person beside, or instead of, the password. */
export const FACTORS = ["passkey", "authenticator", "mailed_code", "recovery_code"] as const;
export type Factor = (typeof FACTORS)[number];
/** Factors that are typed in. */
export type CodeFactor = Exclude<Factor, "passkey">;

/** How many of each a person has. */
export type Enrolled = { passkeys: number; authenticators: number; recoveryCodes: number };

/** A mailed code is none in this count, nor are recovery codes: the password may be shorter beside one (portal.md 3.1). */
export function hasStrongFactor({ passkeys, authenticators }: Enrolled): boolean {
  return passkeys + authenticators > 0;
}

/**
 * The ways through a second step, the strongest first. A passkey or an authenticator app takes the place of the mailed code
 * (portal.md 3.1), or whoever reads the mail would need neither. Recovery codes come with the first of them.
 */
export function waysOf(enrolled: Enrolled): Factor[] {
  const ways: Factor[] = [];
  if (enrolled.passkeys > 0) ways.push("passkey");
  if (enrolled.authenticators > 0) ways.push("authenticator");
  if (!hasStrongFactor(enrolled)) ways.push("mailed_code");
  if (enrolled.recoveryCodes > 0) ways.push("recovery_code");
  return ways;
}

/** `t***@example.com`: enough for its owner to know which mailbox to open. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  const [first = ""] = email;
  return `${first}***${email.slice(at)}`;
}
