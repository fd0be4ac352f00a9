import { tokyoDay, tokyoText } from "./dates.ts";

export type Clock = {
  now(): Date;
  /** Calendar day in Tokyo. */
  today(): string;
  /** `YYYY-MM-DD HH:mm:ss` in Tokyo. */
  text(): string;
  /** Jumps to an instant; time runs on from there. */
  set(instant: Date): void;
  reset(): void;
};

/**
 * A clock that runs with the machine's and can be moved. With `today` (YYYY-MM-DD) it starts at 09:00 Asia/Tokyo of that
 * day (world.md, "Today"); without, it is the machine's own time, for which a test may put its own.
 */
export function createClock(today?: string, machine: () => number = Date.now): Clock {
  const startOffset = today === undefined ? 0 : Date.parse(`${today}T09:00:00+09:00`) - machine();
  let offset = startOffset;
  const now = (): Date => new Date(machine() + offset);
  return {
    now,
    today: () => tokyoDay(now()),
    text: () => tokyoText(now()),
    set(instant) {
      offset = instant.getTime() - machine();
    },
    reset() {
      offset = startOffset;
    },
  };
}
