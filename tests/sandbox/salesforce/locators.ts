import type { Clock } from "../clock.ts";
import { Failure } from "./failure.ts";
import { idOf } from "./ids.ts";

type Rows = Record<string, unknown>[];
type Kept = { rows: Rows; size: number; until: number };

export type Locators = {
  /** The first page of a result; `next` names the following one, null when this was all. */
  open(rows: Rows, size: number): { page: Rows; next: string | null };
  /** A following page by the name an earlier one gave. Throws Failure INVALID_QUERY_LOCATOR when unknown or expired. */
  more(name: string): { page: Rows; total: number; next: string | null };
  reset(): void;
};

const LIFE_MS = 2 * 24 * 60 * 60 * 1000;

/** Results that are read page by page: `01g…-2000` is the locator and the row the page begins with. */
export function createLocators(clock: Clock): Locators {
  let kept = new Map<string, Kept>();
  let count = 0;
  const nextName = (id: string, { rows, size }: Kept, start: number): string | null =>
    start + size < rows.length ? `${id}-${start + size}` : null;
  return {
    open(rows, size) {
      const entry = { rows, size, until: clock.now().getTime() + LIFE_MS };
      if (rows.length <= size) return { page: rows, next: null };
      count += 1;
      const id = idOf("01g", count);
      kept.set(id, entry);
      return { page: rows.slice(0, size), next: nextName(id, entry, 0) };
    },
    more(name) {
      const [id = "", row] = name.split("-");
      const entry = kept.get(id);
      const start = Number(row);
      if (!entry || entry.until < clock.now().getTime() || !(start > 0 && start < entry.rows.length))
        throw new Failure("INVALID_QUERY_LOCATOR", "invalid query locator");
      return {
        page: entry.rows.slice(start, start + entry.size),
        total: entry.rows.length,
        next: nextName(id, entry, start),
      };
    },
    reset() {
      kept = new Map();
      count = 0;
    },
  };
}
