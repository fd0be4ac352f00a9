import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { AppError } from "#domain/shared/errors.ts";

/** argon2id with 19 MiB and two passes (OWASP); about 50 ms on one core, off the event loop. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** So many at a time that a core stays free for pages, however many people sign in at once. */
const AT_ONCE = Math.max(1, availableParallelism() - 1);
let running = 0;
const waiting: (() => void)[] = [];

/** About three seconds of waiting. Who comes then is told to come again: the work of people who have given up would hold up everybody else's. */
const MAX_WAITING = 50;

/** First come, first served. Throws AppError `provider_unavailable`/`MAINTENANCE` when too many are waiting. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= MAX_WAITING)
    throw new AppError("provider_unavailable", { reason: "MAINTENANCE", retryAfter: 5 });
  if (running < AT_ONCE) running += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    // The turn is handed over without being freed in between, so nobody can overtake.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** One hash to compare with when there is no user, so that unknown and wrong take the same time. */
const nobody = hash("no user has this password", OPTIONS);

/** Unicode is normalised (NFKC), so that the same password typed on another keyboard is the same password. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize("NFKC"), OPTIONS));
}

/** `stored` null: the work of a comparison is done all the same and the answer is false. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const known = stored ?? (await nobody);
  const matches = await inTurn(() => verify(known, password.normalize("NFKC")));
  return stored !== null && matches;
}
