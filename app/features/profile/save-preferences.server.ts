import type { Language } from "#domain/shared/money.ts";
import { setPreferences } from "#db/repositories/users.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";

/** Kept with the login, so that mail and other devices follow. */
export function savePreferences(
  { database, now }: Services,
  { userId }: Owner,
  preferences: { language: Language; theme: "system" | "light" | "dark" },
): Promise<void> {
  return asCustomer(database, userId, (tx) => setPreferences(tx, { id: userId, ...preferences, now: now() }));
}
