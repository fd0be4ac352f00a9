import type { Language } from "#domain/shared/money.ts";
import { setPreferences } from "#db/repositories/users.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import type { Deps, Owner } from "~/platform/http/owner.ts";

/** Kept with the login, so that mail and other devices follow. */
export function savePreferences(
  { database, now }: Deps,
  { userId }: Owner,
  preferences: { language: Language; theme: "system" | "light" | "dark" },
): Promise<void> {
  return asCustomer(database, userId, (tx) => setPreferences(tx, { id: userId, ...preferences, now: now() }));
}
