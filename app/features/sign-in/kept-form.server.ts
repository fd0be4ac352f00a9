import { z } from "zod";
import { AppError } from "#domain/shared/errors.ts";
import { PROTECTED_ACTIONS, type ProtectedAction } from "#domain/auth/step-up.ts";
import type { Services } from "~/services.ts";
import type { Session } from "~/platform/security/sessions.server.ts";
import { randomText } from "~/platform/security/keys.server.ts";
import { kvRecord } from "~/platform/store/kv-record.server.ts";

/** For a session that goes on. What meets the end of one is held for its person: `platform/page/held-form.server.ts` says why apart. */
const KEPT_MS = 10 * 60_000;

const KeptSchema = z.object({
  action: z.custom<ProtectedAction>((value) => typeof value === "string" && value in PROTECTED_ACTIONS),
  /** Path of the page with the form, with its query; `resume=` is added on the way back. */
  returnTo: z.string(),
  fields: z.record(z.string(), z.string()),
});
export type KeptForm = z.infer<typeof KeptSchema>;

export const keptForms = kvRecord({ name: "kept-form", schema: KeptSchema, lifeMs: KEPT_MS });

/**
 * Keeps a form on the server for ten minutes while its sender proves who they are. `fields` are those that may be shown
 * again: no password, code or token is among them. Returns the id that finds the form.
 */
export async function keepForm(
  deps: Pick<Services, "records">,
  { familyId }: Pick<Session, "familyId">,
  form: KeptForm,
): Promise<string> {
  const id = randomText(16);
  await keptForms.put(deps, placeOf(familyId, id), form);
  return id;
}

/** Null when there is no such form in this session, or not any more. */
export async function findKeptForm(
  deps: Pick<Services, "records">,
  { familyId }: Pick<Session, "familyId">,
  id: string | null,
): Promise<KeptForm | null> {
  return id !== null && /^[\w-]{22}$/.test(id) ? keptForms.get(deps, placeOf(familyId, id)) : null;
}

/** The same where there has to be one. Throws AppError `not_found`. */
export async function getKeptForm(
  deps: Pick<Services, "records">,
  session: Pick<Session, "familyId">,
  id: string | null,
): Promise<KeptForm> {
  const kept = await findKeptForm(deps, session, id);
  if (!kept) throw new AppError("not_found", { reason: "NOT_FOUND" });
  return kept;
}

/** The session's own: an id that was seen elsewhere finds nothing. */
const placeOf = (familyId: string, id: string) => `${familyId}:${id}`;
