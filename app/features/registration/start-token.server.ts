import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { GET_STARTED } from "#domain/auth/registration.ts";
import { AppError } from "#domain/shared/errors.ts";
import { UserIdSchema, WhmcsClientIdSchema, WhmcsUserIdSchema } from "#domain/shared/ids.ts";
import { AccountIdSchema, ContactIdSchema } from "#domain/shared/salesforce-ids.ts";
import type { Services } from "~/services.ts";
import { hashText, randomText } from "~/platform/security/keys.server.ts";
import { kvRecord, type OpenRecord } from "~/platform/store/kv-record.server.ts";

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

/** What a visitor has filled in before, to have their address checked once they have an account: fields of the form by name. */
const WishSchema = z.record(z.string(), z.string());
export type StartWish = z.infer<typeof WishSchema>;

const TokenSchema = z.object({
  /** Folded. */
  email: z.string(),
  isVerified: z.boolean(),
  found: FoundSchema.nullable(),
  /** Null: an account is all they want. */
  wish: WishSchema.nullable(),
  /** Where they were on their way to: a path of this site. */
  returnTo: z.string(),
  /** Of the journal, and the reference at the other systems. */
  registrationId: z.uuid(),
  /** The browser that typed the address; no other one may go on. */
  deviceHash: z.string(),
  expiresAt: z.number(),
  isFinished: z.boolean(),
});
type Entry = z.infer<typeof TokenSchema>;

export const startTokens = kvRecord({
  name: "get-started",
  schema: TokenSchema,
  lifeMs: ({ isFinished, expiresAt }, now) => (isFinished ? GET_STARTED.replayMs : expiresAt - now.getTime()),
});
/** The store holds no cookie value: whoever reads it cannot go on with anybody's registration. */
const placeOf = (startId: string) => hashText(startId);

export type StartToken = Omit<Entry, "wish"> & {
  /** Whom a mailed code is for. */
  codeSubject: string;
  /** Where it stands in the store, and as what it was read. */
  place: string;
  kept: OpenRecord<Entry>;
  /** Null: there is none, or whose it is has not been proved. */
  wish: StartWish | null;
};

/** What a browser brings: cookies, as they came. */
export type StartCookies = { startId: string | undefined; deviceId: string | undefined };

/** Keeps a typed address, and returns the value of the cookie that leads on from it. */
export async function beginStart(
  deps: Pick<Services, "records" | "now">,
  start: { email: string; deviceHash: string; returnTo: string; wish?: StartWish | undefined },
): Promise<string> {
  const { email, deviceHash, returnTo, wish } = start;
  const id = randomText(24);
  const entry: Entry = {
    email,
    isVerified: false,
    found: null,
    wish: wish ?? null,
    returnTo,
    registrationId: randomUUID(),
    deviceHash,
    expiresAt: deps.now().getTime() + GET_STARTED.tokenMs,
    isFinished: false,
  };
  await startTokens.put(deps, placeOf(id), entry);
  return id;
}

/** Throws AppError `unauthenticated`/`SESSION_EXPIRED` when it is over, too old, unknown, or another browser's. */
export async function getStart(
  deps: Pick<Services, "records">,
  { startId, deviceId }: StartCookies,
): Promise<StartToken> {
  if (!startId || !deviceId) throw over();
  const kept = await startTokens.open(deps, placeOf(startId));
  if (kept?.value.deviceHash !== hashText(deviceId)) throw over();
  return toToken(placeOf(startId), kept);
}

/** The same, once its code was right. */
export async function getVerified(
  deps: Pick<Services, "records">,
  cookies: StartCookies,
): Promise<StartToken> {
  const token = await getStart(deps, cookies);
  if (!token.isVerified) throw over();
  return token;
}

export function markVerified(token: StartToken): Promise<StartToken> {
  return change(token, { isVerified: true });
}

/** Keeps what the person's next page is. Of two at the same time the first stands: it has looked at the same things. */
export function keepFound(token: StartToken, found: Found): Promise<StartToken> {
  return change(token, { found });
}

/** From now on it opens nothing but its own repeat, for half a minute. */
export async function finishStart(
  deps: Pick<Services, "records">,
  { place }: Pick<StartToken, "place">,
): Promise<void> {
  for (;;) {
    const kept = await startTokens.open(deps, place);
    // Once: a repeat does not lengthen the half minute. Another page of the browser may change it meanwhile.
    if (kept === null || kept.value.isFinished) return;
    if (await kept.replace({ ...kept.value, found: { status: "ready" }, isFinished: true })) return;
  }
}

async function change(
  token: StartToken,
  part: Partial<Pick<Entry, "isVerified" | "found">>,
): Promise<StartToken> {
  const { kept } = token;
  const changed = { ...kept.value, ...part };
  // Written again it would be another record to whoever has read this one.
  if (token.isFinished || isDeepStrictEqual(changed, kept.value)) return token;
  const next = await kept.replace(changed);
  // Lost to another change, or to the end of the registration.
  return next ? toToken(token.place, next) : { ...token, ...part };
}

function toToken(place: string, kept: OpenRecord<Entry>): StartToken {
  const { wish, ...entry } = kept.value;
  const codeSubject = `get-started:${entry.registrationId}`;
  return { ...entry, place, kept, codeSubject, wish: entry.isVerified ? wish : null };
}

function over(): AppError {
  return new AppError("unauthenticated", { reason: "SESSION_EXPIRED" });
}
