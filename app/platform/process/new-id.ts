import { randomUUID } from "node:crypto";

let last = 0n;

/** A UUID (version 7) that sorts by the time it was made, also among those of one millisecond in one process. */
export function newId(at: Date): string {
  const time = BigInt(at.getTime()) << 12n;
  // 48 bits of milliseconds, then 12 that count.
  last = time >> 12n === last >> 12n ? last + 1n : time;
  const hex = last.toString(16).padStart(15, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(12)}${randomUUID().slice(18)}`;
}
