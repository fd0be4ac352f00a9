/**
 * What the result codes mean (freebit.md 3.3). But for 100 and 400-356 they are assumptions: a correction belongs here and
 * nowhere else.
 */
export type Code = { resultCode: string; statusCode: string };

export const SUCCESS = "100";

/** Refusals that somebody decides by; any other code is `other`. */
export type Refusal =
  | "not_found"
  | "already_registered"
  | "no_traffic"
  | "plan_impossible"
  | "voice_in_progress"
  | "network_change_in_progress"
  | "plan_change_recent"
  | "wrong_state"
  | "unsupported"
  | "malformed"
  /** Ours: found by looking, before anything was sent. */
  | "cancellation_waiting"
  | "other";

const REFUSALS: Record<string, Refusal> = {
  "400-210": "no_traffic",
  "400-211": "not_found",
  "400-212": "already_registered",
  "400-215": "plan_impossible",
  "400-300": "malformed",
  "400-301": "malformed",
  "400-302": "malformed",
  "400-303": "malformed",
  "400-304": "malformed",
  "400-356": "unsupported",
  "400-381": "voice_in_progress",
  "400-382": "network_change_in_progress",
  "400-383": "plan_change_recent",
  "400-384": "wrong_state",
};

/**
 * `key_expired`: sign in again and repeat. `access_refused`: the portal itself is not let in. `busy`: nothing was done, the
 * same call may come again. `broken`: their defect, which may have happened before or after the work.
 */
export type Verdict = "key_expired" | "access_refused" | "busy" | "broken" | "refused";

export function verdictOf({ resultCode, statusCode }: Code): Verdict {
  if (resultCode === "401") return statusCode === "311" ? "access_refused" : "key_expired";
  if (resultCode === "503" && statusCode === "910") return "busy";
  return /^5\d\d$/.test(resultCode) ? "broken" : "refused";
}

export function refusalOf(code: Code): Refusal {
  return REFUSALS[codeText(code)] ?? "other";
}

/** `400-356`, as the reference writes it; an answer may leave out the second half. */
export function codeText({ resultCode, statusCode }: Code): string {
  return statusCode === "" ? resultCode : `${resultCode}-${statusCode}`;
}
