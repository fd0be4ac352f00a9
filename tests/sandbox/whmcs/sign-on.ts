import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";

const TOKEN_LIFE_MS = 60_000;

export type SignOn = {
  /** A token good for one visit within 60 seconds (whmcs.md 7). */
  issue(clientId: number, path: string): string;
  /** Uses the token up; null when unknown, used or too old. */
  redeem(token: string): { session: string; path: string } | null;
  /** Client of a browser session, or null. */
  clientOf(session: string): number | null;
  reset(): void;
};

export function createSignOn(clock: Clock): SignOn {
  const tokens = new Map<string, { clientId: number; path: string; expires: number }>();
  const sessions = new Map<string, number>();
  return {
    issue(clientId, path) {
      const token = randomBytes(20).toString("hex");
      tokens.set(token, { clientId, path, expires: clock.now().getTime() + TOKEN_LIFE_MS });
      return token;
    },
    redeem(token) {
      const entry = tokens.get(token);
      tokens.delete(token);
      if (!entry || clock.now().getTime() > entry.expires) return null;
      const session = randomBytes(20).toString("hex");
      sessions.set(session, entry.clientId);
      return { session, path: entry.path };
    },
    clientOf: (session) => sessions.get(session) ?? null,
    reset() {
      tokens.clear();
      sessions.clear();
    },
  };
}
