import { AppError, isAppError } from "#domain/shared/errors.ts";
import { WireFault } from "#domain/shared/wire.ts";
import { CALLS, type FreebitApi } from "./calls.ts";
import { codeText, refusalOf, type Code, type Refusal } from "./codes.ts";

export const PROVIDER = "freebit";

/** A refusal, with its code and what we take it to mean as facts. Of a read it is no verdict: see `isRefusedRead`. */
export function refusedError(api: FreebitApi, code: Code): AppError {
  return new AppError("provider_rejected", {
    reason: "SIM_REFUSED",
    message: `${api} refused: ${codeText(code)}`,
    facts: {
      provider: PROVIDER,
      action: api,
      resultCode: codeText(code),
      refusal: refusalOf(code),
      isRead: CALLS[api].repeatable,
    },
  });
}

/** What a refusal means; null for any other error. */
export function findRefusal(error: unknown): { refusal: Refusal; resultCode: string } | null {
  if (!isAppError(error) || error.reason !== "SIM_REFUSED") return null;
  const { refusal, resultCode } = error.facts;
  return { refusal: refusal as Refusal, resultCode: String(resultCode) };
}

/** The answer lacks what was agreed, or holds what it must not. */
export function contractError(api: FreebitApi, field: string): AppError {
  return new AppError("provider_contract", {
    reason: "SIM_CONTRACT",
    message: `${api}: ${field} is not as agreed`,
    facts: { provider: PROVIDER, call: api, field },
  });
}

/** Runs a mapper; a WireFault of its becomes the error that names the call. */
export function orContractError<T>(api: FreebitApi, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof WireFault) throw contractError(api, error.field);
    throw error;
  }
}

export function lineNotFound(api: FreebitApi): AppError {
  return new AppError("not_found", {
    reason: "NOT_FOUND",
    message: `${api}: no such line`,
    facts: { provider: PROVIDER, action: api },
  });
}

/** Whether a failed write may have happened all the same: it was sent and no clear answer came back. Then look, or park. */
function isUnclear(error: unknown): boolean {
  if (!isAppError(error) || error.facts["sent"] === false) return false;
  return error.code === "provider_contract" || error.code === "provider_unavailable";
}

/** A write whose end nobody knows is a result of its own; what it throws then means that nothing was done. */
export async function orUnknown<T>(call: Promise<T>): Promise<T | { outcome: "unknown" }> {
  try {
    return await call;
  } catch (error) {
    if (isUnclear(error)) return { outcome: "unknown" };
    throw error;
  }
}
