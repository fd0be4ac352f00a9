import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";

export type Keys = {
  issue(options: { oneAtATime: boolean }): string;
  /** Whether the key was issued at most `seconds` ago. */
  accepts(key: string, seconds: number): boolean;
  expireAll(): number;
};

export function createKeys(clock: Clock): Keys {
  const issued = new Map<string, number>();
  const expireAll = () => {
    const count = issued.size;
    issued.clear();
    return count;
  };
  return {
    issue({ oneAtATime }) {
      if (oneAtATime) expireAll();
      const key = `SBX${randomBytes(5).toString("hex")}`;
      issued.set(key, clock.now().getTime());
      return key;
    },
    accepts(key, seconds) {
      const at = issued.get(key);
      return at !== undefined && clock.now().getTime() - at < seconds * 1000;
    },
    expireAll,
  };
}
