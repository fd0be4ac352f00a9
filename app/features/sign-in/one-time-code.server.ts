import { randomInt } from "node:crypto";
import { z } from "zod";
import { SECOND_STEP } from "#domain/auth/second-step.ts";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import type { Services } from "~/services.ts";
import { isSameText, mac, randomText } from "~/platform/security/keys.server.ts";
import { kvRecord } from "~/platform/store/kv-record.server.ts";

type CodeDeps = Pick<Services, "records" | "keys" | "now" | "limits">;

const CodeSchema = z.object({
  /** Tells one code of a subject from the next. */
  serial: z.string(),
  mac: z.string(),
  reference: z.string(),
  issuedAt: z.number(),
  expiresAt: z.number(),
});
type Code = z.infer<typeof CodeSchema>;

/** An entry outlives its code for a while, so that "expired" can be told from "never sent". */
const KEPT_MS = 2 * SECOND_STEP.codeLifeMs;
export const codes = kvRecord({ name: "code", schema: CodeSchema, lifeMs: KEPT_MS });
/** No vowels and no look-alikes: a reference spells no word and is read aloud without doubt. */
const REFERENCE_LETTERS = "BCDFGHJKMNPQRTVWXY";

/**
 * Codes of six digits in the key-value store: only a MAC of each is kept, under a key that the store does not have. A
 * subject has one code at a time. A flush of the store makes every code worthless, and a new one has to be asked for.
 */
export type CodeState = {
  reference: string;
  expiresAt: number;
  /** Wrong entries that are left. */
  remaining: number;
  /** Milliseconds until another code may be asked for. */
  resendInMs: number;
};

/**
 * A new code in place of the subject's earlier one; `until` ends its life early (epoch ms). Throws AppError `rate_limited`
 * with `retryAfter` while the earlier one is younger than a minute; of parallel calls one gets a code.
 */
export async function issueCode(
  deps: CodeDeps,
  subject: string,
  until = Infinity,
): Promise<{ code: string; reference: string; expiresAt: Date }> {
  const at = deps.now().getTime();
  const before = await codes.open(deps, subject);
  const waitMs = resendWait(before?.value ?? null, at);
  if (waitMs > 0) throw tooSoon(waitMs);

  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const serial = randomText(9);
  const reference = Array.from(
    { length: 4 },
    () => REFERENCE_LETTERS[randomInt(REFERENCE_LETTERS.length)],
  ).join("");
  const expiresAt = Math.min(at + SECOND_STEP.codeLifeMs, until);
  const entry: Code = {
    serial,
    mac: macOf(deps.keys.signer("code").key, { subject, serial, code }),
    reference,
    issuedAt: at,
    expiresAt,
  };
  const isFirst = before ? (await before.replace(entry)) !== null : await codes.putNew(deps, subject, entry);
  if (!isFirst) throw tooSoon(SECOND_STEP.resendAfterMs);
  return { code, reference, expiresAt: new Date(expiresAt) };
}

/** What a page tells about a subject's code; null when none was sent, or it was used. */
export async function readCodeState(
  deps: Pick<CodeDeps, "records" | "now" | "limits">,
  subject: string,
): Promise<CodeState | null> {
  const code = await codes.get(deps, subject);
  if (!code) return null;
  return {
    reference: code.reference,
    expiresAt: code.expiresAt,
    remaining: await deps.limits.left("codeAttempts", triesSubject(subject, code)),
    resendInMs: resendWait(code, deps.now().getTime()),
  };
}

/**
 * Uses up the subject's code. Throws AppError `OTP_INVALID` (400, `facts.remaining`), `OTP_EXPIRED` (410: too old, used, or
 * never sent) or `OTP_ATTEMPTS_EXCEEDED` (429). Every entry is counted before it is compared, or parallel guesses would
 * all be compared; of parallel right ones one passes.
 */
export async function takeCode(deps: CodeDeps, subject: string, typed: string): Promise<void> {
  const { keys, now, limits } = deps;
  const kept = await codes.open(deps, subject);
  if (!kept || kept.value.expiresAt <= now().getTime()) throw expired();
  const code = kept.value;

  const remaining = await limits.use("codeAttempts", triesSubject(subject, code)).catch((error: unknown) => {
    throw isAppError(error) && error.code === "rate_limited" ? exhausted() : error;
  });
  const parts = { subject, serial: code.serial, code: typed };
  if (!keys.all("code").some(({ key }) => isSameText(macOf(key, parts), code.mac))) {
    if (remaining === 0) throw exhausted();
    throw new AppError("invalid_input", { reason: "OTP_INVALID", facts: { remaining } });
  }
  if (!(await kept.take())) throw expired();
}

const triesSubject = (subject: string, { serial }: Code) => `${subject} ${serial}`;

function macOf(
  key: Buffer,
  { subject, serial, code }: { subject: string; serial: string; code: string },
): string {
  return mac(key, `${subject} ${serial} ${code}`);
}

function resendWait(code: Code | null, at: number): number {
  return code ? Math.max(0, code.issuedAt + SECOND_STEP.resendAfterMs - at) : 0;
}

function tooSoon(waitMs: number): AppError {
  return new AppError("rate_limited", { reason: "RATE_LIMITED", retryAfter: Math.ceil(waitMs / 1000) });
}

function expired(): AppError {
  return new AppError("invalid_input", { reason: "OTP_EXPIRED", status: 410 });
}

function exhausted(): AppError {
  return new AppError("rate_limited", { reason: "OTP_ATTEMPTS_EXCEEDED" });
}
