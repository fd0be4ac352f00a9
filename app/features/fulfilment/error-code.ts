import { ERROR_RULES } from "#domain/orders/fulfilment.ts";
import type { FulfilmentError } from "#domain/orders/schema.ts";
import type { Stop } from "~/platform/process/define.ts";

/** What is not of an order is a code of the engine, such as HELD: for staff it is the detail. */
export function toStaff({ code, detail }: Pick<Stop, "code" | "detail">): {
  code: FulfilmentError;
  detail: string | null;
} {
  if (Object.hasOwn(ERROR_RULES, code)) return { code: code as FulfilmentError, detail };
  return { code: "UNKNOWN", detail: detail ?? code };
}
