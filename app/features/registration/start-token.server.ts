import { randomUUID } from "node:crypto";
import { z } from "zod";
import { GET_STARTED } from "#domain/auth/registration.ts";
import { AppError } from "#domain/shared/errors.ts";
import { UserIdSchema, WhmcsClientIdSchema, WhmcsUserIdSchema } from "#domain/shared/ids.ts";
import { AccountIdSchema, ContactIdSchema } from "#domain/shared/salesforce-ids.ts";
import type { Services } from "~/services.ts";
import { hashText, openRecord, randomText, sealRecord } from "~/platform/security/keys.server.ts";

/** What is known of the person behind the address; null until it could be looked up. */
const FoundSchema = z.discriminatedUnion("status", [
  z.object({ status: z.literal("portal_exists") }),
  z.object({ status: z.literal("set_password"), userId: UserIdSchema }),
  z.object({ status: z.literal("under_way") }),
  z.object({ status: z.literal("whmcs_unmapped") }),
  /** The password of the billing site was right, and opens several clients there: those, and the login's id. */
  z.object({
    status: z.literal("choose_client"),
    billingUserId: WhmcsUserIdSchema,
    clientIds: z.array(WhmcsClientIdSchema),
  }),
  z.object({
    status: z.literal("sf_unmapped"),
    accountId: AccountIdSchema,
    contactId: ContactIdSchema,
    customerNumber: z.string(),
  }),
  z.object({ status: z.literal("new_customer") }),
  /** A person of ours has to look at it; they have been called. */
  z.object({ status: z.literal("support") }),
  /** The registration has come to its end: all that is left is to sign in. */
  z.object({ status: z.literal("ready") }),
]);
export type Found = z.infer<typeof FoundSchema>;

const TokenSchema = z.object({
  /** Folded. */
  email: z.string(),
  isVerified: z.boolean(),
  found: FoundSchema.nullable(),
  /** Sealed; null: an account is all they want. */
  wish: z.string().nullable().default(null),
  /** Where they were on their way to: a path of this site. */
  returnTo: z.string().default("/account"),
  /** Of the journal, and the reference at the other systems. */
  registrationId: z.uuid(),
  /** The browser that typed the address; no other one may go on. */
  deviceHash: z.string(),
  expiresAt: z.number(),
  isFinished: z.boolean(),
});
type Entry = z.infer<typeof TokenSchema>;

export type StartToken = Entry & {
  /** Whom a mailed code is for. */
  codeSubject: string;
  /** Key and text of the store. */
  stored: { key: string; text: string };
};

/** What a visitor has filled in before, to have their address checked once they have an account: fields of the form by name. */
export type StartWish = Record<string, string>;
const WishSchema = z.record(z.string(), z.string());

/** What a browser brings: cookies, as they came. */
export type StartCookies = { startId: string | undefined; deviceId: string | undefined };

/** Keeps a typed address, and returns the value of the cookie that leads on from it. */
export async function beginStart(
  { kv, now, encryption, keys }: Pick<Services, "kv" | "now" | "encryption" | "keys">,
  start: { email: string; deviceHash: string; returnTo: string; wish?: StartWish | undefined },
): Promise<string> {
  const { email, deviceHash, returnTo, wish } = start;
  const id = randomText(24);
  const registrationId = randomUUID();
  const entry: Entry = {
    email,
    isVerified: false,
    found: null,
    wish: wish ? encryption.seal(JSON.stringify(wish), wishPlace(registrationId)) : null,
    returnTo,
    registrationId,
    deviceHash,
    expiresAt: now().getTime() + GET_STARTED.tokenMs,
    isFinished: false,
  };
  const key = storeKey(id);
  await kv.set(key, sealRecord(keys, key, JSON.stringify(entry)), GET_STARTED.tokenMs);
  return id;
}

/** Throws AppError `unauthenticated`/`SESSION_EXPIRED` when it is over, too old, unknown, or another browser's. */
export async function getStart(
  { kv, keys }: Pick<Services, "kv" | "keys">,
  { startId, deviceId }: StartCookies,
): Promise<StartToken> {
  const key = startId && deviceId ? storeKey(startId) : null;
  const text = key && (await kv.get(key));
  const entry = key && text ? parseEntry(keys, key, text) : null;
  if (!key || !text || !entry || !deviceId) throw over();
  if (entry.deviceHash !== hashText(deviceId)) throw over();
  return { ...entry, codeSubject: `get-started:${entry.registrationId}`, stored: { key, text } };
}

/** Null: there is none. Whose it is has to be proved before. */
export function openWish(
  { encryption }: Pick<Services, "encryption">,
  { wish, registrationId, isVerified }: StartToken,
): StartWish | null {
  if (wish === null || !isVerified) return null;
  return WishSchema.parse(JSON.parse(encryption.open(wish, wishPlace(registrationId))));
}

const wishPlace = (registrationId: string) => `get-started.wish ${registrationId}`;

/** The same, once its code was right. */
export async function getVerified(
  deps: Pick<Services, "kv" | "keys">,
  cookies: StartCookies,
): Promise<StartToken> {
  const token = await getStart(deps, cookies);
  if (!token.isVerified) throw over();
  return token;
}

export async function markVerified(
  deps: Pick<Services, "kv" | "now" | "keys">,
  token: StartToken,
): Promise<StartToken> {
  return change(deps, token, { isVerified: true });
}

/** Keeps what the person's next page is. Of two changes at the same time the later one stands, both being true. */
export async function keepFound(
  deps: Pick<Services, "kv" | "now" | "keys">,
  token: StartToken,
  found: Found,
): Promise<StartToken> {
  return change(deps, token, { found });
}

/** From now on it opens nothing but its own repeat, for half a minute. */
export async function finishStart(
  { kv, keys }: Pick<Services, "kv" | "keys">,
  { stored: { key } }: StartToken,
): Promise<void> {
  for (;;) {
    const text = await kv.get(key);
    const entry = parseEntry(keys, key, text);
    if (text === null || entry === null) return;
    // Once: a repeat does not lengthen the half minute. Another page of the browser may change it meanwhile.
    if (entry.isFinished) return;
    const next: Entry = { ...entry, found: { status: "ready" }, isFinished: true };
    const finished = sealRecord(keys, key, JSON.stringify(next));
    if (await kv.compareAndSet(key, text, finished, GET_STARTED.replayMs)) return;
  }
}

async function change(
  { kv, now, keys }: Pick<Services, "kv" | "now" | "keys">,
  token: StartToken,
  part: Partial<Entry>,
): Promise<StartToken> {
  const { key, text } = token.stored;
  if (token.isFinished) return token;
  const known = parseEntry(keys, key, text);
  if (known === null) throw over();
  const next = sealRecord(keys, key, JSON.stringify({ ...known, ...part }));
  const leftMs = token.expiresAt - now().getTime();
  // Lost to another change: that one has looked at the same things a moment later, or has finished.
  if (leftMs <= 0 || !(await kv.compareAndSet(key, text, next, leftMs))) return { ...token, ...part };
  return { ...token, ...part, stored: { key, text: next } };
}

/** Null for what this portal did not write there: the record says whose address is proved. */
function parseEntry(keys: Services["keys"], key: string, record: string | null): Entry | null {
  const text = openRecord(keys, key, record);
  return text === null ? null : TokenSchema.parse(JSON.parse(text));
}

/** The store holds no cookie value: whoever reads it cannot go on with anybody's registration. */
const storeKey = (id: string) => `get-started:${hashText(id)}`;

function over(): AppError {
  return new AppError("unauthenticated", { reason: "SESSION_EXPIRED" });
}
