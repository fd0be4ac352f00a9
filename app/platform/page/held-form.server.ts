import { z } from "zod";
import type { UserId } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";
import { kvRecord } from "../store/kv-record.server.ts";
import { parseCookies } from "../security/cookies.server.ts";
import { randomText } from "../security/keys.server.ts";
import { formDataOf, isNeverEchoed } from "./form.server.ts";
import type { RouteInput } from "../request/route-input.ts";

/**
 * Not the same as a form kept for a step-up (`features/sign-in/kept-form.server.ts`): the session of this one is over, so it belongs to
 * the person, waits until they have signed in, and comes back as it was sent, to be sent again whatever page it is of. The other is
 * its session's own, for one protected action, and fills the fields of its page. One for both would be found by whoever holds
 * either the person or the session, and would have to say each time which of the two it is.
 */
const HOLD_MS = 30 * 60_000;

const HeldFormSchema = z.object({
  /** Where it was sent: a path of this site. */
  path: z.string(),
  fields: z.array(z.tuple([z.string(), z.string()])),
});
export type HeldForm = z.infer<typeof HeldFormSchema>;

export const heldForms = kvRecord({ name: "held-form", schema: HeldFormSchema, lifeMs: HOLD_MS });
const placeOf = (userId: UserId, id: string) => `${userId}:${id}`;

/**
 * Keeps what was typed into a form that met an ended session, for the person whose session it was: known by the signature of
 * their last access token, and the form by its CSRF token, which that session had given out. Never passwords or codes.
 * Null when there is nobody to keep it for or nothing to keep.
 */
export async function holdForm(input: RouteInput): Promise<string | null> {
  const { app, request, url } = input;
  const access = parseCookies(request.headers.get("cookie")).get(app.cookieNames.access);
  const owner = access === undefined ? null : await app.sessions.findFormerOwner(access);
  if (!owner) return null;
  const form = await formDataOf(request).catch(() => null);
  const token = form?.get("csrf");
  if (!form || typeof token !== "string" || !app.csrf.verify(owner.familyId, token)) return null;
  const fields = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && !isNeverEchoed(name) ? [[name, value]] : [],
  );
  if (fields.every(([name]) => name === "idempotencyKey")) return null;

  const id = randomText(16);
  const held: HeldForm = { path: url.pathname + url.search, fields };
  await heldForms.put(app, placeOf(owner.userId, id), held);
  return id;
}

/** Null when it was never theirs, or kept for too long. It stays until then: sending it may fail. */
export async function findHeldForm(
  deps: Pick<Services, "records">,
  userId: UserId,
  id: string,
): Promise<HeldForm | null> {
  return /^[\w-]{22}$/.test(id) ? heldForms.get(deps, placeOf(userId, id)) : null;
}
