import { z } from "zod";
import type { UserId } from "#domain/shared/ids.ts";
import type { Kv } from "../store/kv.ts";
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

const storeKey = (userId: UserId, id: string) => `held-form:${userId}:${id}`;

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
  const query = new URLSearchParams(url.search);
  query.delete("_routes");
  const search = query.size > 0 ? `?${query.toString()}` : "";
  const held: HeldForm = { path: url.pathname.replace(/\.data$/, "") + search, fields };
  await app.kv.set(storeKey(owner.userId, id), JSON.stringify(held), HOLD_MS);
  return id;
}

/** Null when it was never theirs, or kept for too long. It stays until then: sending it may fail. */
export async function findHeldForm(kv: Kv, userId: UserId, id: string): Promise<HeldForm | null> {
  if (!/^[\w-]{22}$/.test(id)) return null;
  const text = await kv.get(storeKey(userId, id));
  return text === null ? null : HeldFormSchema.parse(JSON.parse(text));
}
