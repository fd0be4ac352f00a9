import type { SpecialFault } from "../faults.ts";
import { toReply } from "./answer.ts";

function answer(resultCode: string, statusCode: string, message: string): SpecialFault["reply"] {
  return () => toReply({ resultCode, status: { message, statusCode } });
}

/** Faults with Freebit's own face (freebit.md 3.3). */
export const FREEBIT_FAULTS: Record<string, SpecialFault> = {
  busy: {
    about: "503-910 temporarily busy, nothing was done",
    work: false,
    reply: answer("503", "910", "Temporarily unavailable"),
  },
  internal_error: {
    about: "500-900, nothing was done",
    work: false,
    reply: answer("500", "900", "Internal error"),
  },
  late_internal_error: {
    about: "does the work, answers 500-900",
    work: true,
    reply: answer("500", "900", "Internal error"),
  },
  key_expired: {
    about: "401-310, whatever the key",
    work: false,
    reply: answer("401", "310", "authKey is invalid"),
  },
  no_verdict: {
    about: "does the work, answers JSON without a resultCode",
    work: true,
    reply: () => toReply({ status: { message: "OK" } }),
  },
  unknown_code: {
    about: "400-999, which no reference knows; nothing was done",
    work: false,
    reply: answer("400", "999", "Unknown"),
  },
};
