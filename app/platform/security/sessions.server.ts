import { LRUCache } from "lru-cache";
import { jwtVerify, SignJWT, errors as joseErrors } from "jose";
import { z } from "zod";
import { FACTORS } from "#domain/auth/second-step.ts";
import type { AgedWay, Proof } from "#domain/auth/step-up.ts";
import { AppError } from "#domain/shared/errors.ts";
import { UserIdSchema, WhmcsClientIdSchema, type UserId, type WhmcsClientId } from "#domain/shared/ids.ts";
import { kvRecord, type RecordStore } from "../store/kv-record.server.ts";
import { hashText, isSameText, mac, randomText, type Keys } from "./keys.server.ts";
import { SESSION_POLICY } from "./session-policy.ts";

/**
 * A family is one signed-in device: everything descended from one sign-in. It lives in the key-value store; the access
 * token is a short-lived signed JWT that points to it, the refresh token carries the family's generation. A flush of
 * the store therefore signs everybody out and lets nobody in.
 *
 * Refresh tokens are not stored: the token of generation n is a MAC over family and n. Presenting the current generation moves
 * the family to the next one, atomically. The token that was exchanged for it gets the same successor again for `replayMs`, since a
 * browser sends several requests at once. After that it gets another one, for as long as its successor was never used: the
 * answer that carried it was lost. Everything else is reuse of a stolen token and ends the family, also the successor that was
 * given up as lost: somebody else has it.
 */
const FamilySchema = z.object({
  userId: UserIdSchema,
  clientId: WhmcsClientIdSchema,
  name: z.string(),
  remember: z.boolean(),
  proof: z
    .object({ factor: z.enum(FACTORS), at: z.number(), since: z.number().nullable().default(null) })
    .nullable()
    .default(null),
  generation: z.int().nonnegative(),
  /** The generation that was exchanged for this one; null for the first. */
  exchanged: z.int().nonnegative().nullable(),
  rotatedAt: z.number(),
  /** Whether an access token of this generation has come back: its answer has arrived. */
  isUsed: z.boolean(),
  expiresAt: z.number(),
});
export const sessionFamilies = kvRecord({
  name: "session",
  schema: FamilySchema,
  // Forgotten after the idle limit (known to `renewAfterMs`) or at the absolute end, whichever is first.
  lifeMs: ({ remember, expiresAt }, now) =>
    Math.min(
      SESSION_POLICY.idleMs[remember ? "remembered" : "plain"] + SESSION_POLICY.renewAfterMs,
      expiresAt - now.getTime(),
    ),
});
type Family = z.infer<typeof FamilySchema>;

export type Session = {
  familyId: string;
  userId: UserId;
  /** The billing account of the user, from the id mapping; unchangeable while the session lives. */
  clientId: WhmcsClientId;
  /** For the greeting; may be empty. */
  name: string;
  remember: boolean;
  /** The absolute limit, in milliseconds since the epoch. */
  expiresAt: number;
  /** The factor that was given last in this session; null on a trusted device that gave none. */
  proof: Proof | null;
};

export type Tokens = {
  /** Stands for this sign-in, is the same for all of its tokens, and proves nothing. */
  mark: string;
  access: string;
  refresh: string;
  /** Null: the cookie ends with the browser session. */
  maxAgeSeconds: number | null;
};

export type SessionState =
  | { state: "signed_in"; session: Session; renewed: Tokens | null }
  | { state: "signed_out"; reason: "none" | "ended" }
  /** The store does not answer, or sign-in is closed and the token would have to be renewed: nobody is let in, nobody is called signed out. */
  | { state: "unavailable" }
  /** An old refresh token came back: the family was ended, and its owner should hear of it. */
  | { state: "signed_out"; reason: "reused"; familyId: string; userId: UserId };

export type SessionsOptions = {
  records: RecordStore;
  keys: Keys;
  origin: string;
  now: () => Date;
  /** No tokens are issued, neither new nor renewed: who has one stays until it is over, 15 minutes at most. */
  isClosed?: boolean;
};

type AccessClaims = { familyId: string; userId: string; generation: number; issuedAt: number };

/** Access tokens whose signature is known to be good: a token is checked once, and used for minutes. */
const KNOWN_TOKENS = 5_000;

export type Sessions = ReturnType<typeof createSessions>;

/** Methods throw AppError `provider_unavailable` when the store does not answer or sign-in is closed: then nobody is let in. */
export function createSessions({ records, keys, origin, now, isClosed = false }: SessionsOptions) {
  const known = new LRUCache<string, AccessClaims>({ max: KNOWN_TOKENS });
  const deps = { records };

  /** Starts a family for a person whose factors have been checked. */
  async function start(
    person: Omit<Session, "familyId" | "expiresAt">,
  ): Promise<{ familyId: string; tokens: Tokens; expiresAt: Date }> {
    if (isClosed) throw new AppError("provider_unavailable", { reason: "MAINTENANCE", retryAfter: 600 });
    const familyId = randomText(18);
    const at = now().getTime();
    const lifetime = SESSION_POLICY.absoluteMs[person.remember ? "remembered" : "plain"];
    const expiresAt = at + lifetime;
    const family: Family = {
      ...person,
      generation: 0,
      exchanged: null,
      rotatedAt: at,
      isUsed: false,
      expiresAt,
    };
    await sessionFamilies.put(deps, familyId, family);
    return { familyId, tokens: await issue(familyId, family), expiresAt: new Date(family.expiresAt) };
  }

  /** Who this request comes from. One key-value round trip; two when the tokens are renewed, or new ones used first. */
  async function resolve(access: string | undefined, refresh: string | undefined): Promise<SessionState> {
    const claims = access ? (findKnown(access) ?? (await verifyAccess(access))) : null;
    if (claims && (isClosed || now().getTime() - claims.issuedAt < SESSION_POLICY.renewAfterMs)) {
      const found = await sessionFamilies.open(deps, claims.familyId);
      if (found?.value.userId !== claims.userId) return { state: "signed_out", reason: "ended" };
      const family = found.value;
      // Lost to another request, which notes the same or has renewed the tokens.
      if (!family.isUsed && family.generation === claims.generation)
        await found.replace({ ...family, isUsed: true });
      return { state: "signed_in", session: toSession(claims.familyId, family), renewed: null };
    }
    if (refresh && isClosed) return { state: "unavailable" };
    if (refresh) return rotate(refresh);
    return { state: "signed_out", reason: access ? "ended" : "none" };
  }

  async function rotate(refresh: string): Promise<SessionState> {
    const token = parseRefresh(refresh);
    if (!token) return { state: "signed_out", reason: "ended" };
    const found = await sessionFamilies.open(deps, token.familyId);
    const at = now().getTime();
    if (!found || found.value.expiresAt <= at) return { state: "signed_out", reason: "ended" };
    const family = found.value;

    const isExchanged = token.generation === family.exchanged;
    if (isExchanged && at - family.rotatedAt <= SESSION_POLICY.replayMs)
      return renewed(token.familyId, family);
    if (token.generation === family.generation || (isExchanged && !family.isUsed)) {
      const next: Family = {
        ...family,
        generation: family.generation + 1,
        exchanged: token.generation,
        rotatedAt: at,
        isUsed: false,
      };
      if (await found.replace(next)) return renewed(token.familyId, next);
      // Another request of the same browser was faster: this token is now the one that was exchanged.
      return rotate(refresh);
    }
    await sessionFamilies.delete(deps, token.familyId);
    return { state: "signed_out", reason: "reused", familyId: token.familyId, userId: family.userId };
  }

  async function renewed(familyId: string, family: Family): Promise<SessionState> {
    return {
      state: "signed_in",
      session: toSession(familyId, family),
      renewed: await issue(familyId, family),
    };
  }

  /** Ends families at once: their tokens are worth nothing from the next request on. */
  async function end(...familyIds: string[]): Promise<void> {
    if (familyIds.length > 0) await sessionFamilies.delete(deps, ...familyIds);
  }

  /**
   * Whose access token this was, also when it is out of date or its session has ended; null when we never signed it. Proves
   * who sat at this browser, and nothing about who sits there now.
   */
  async function findFormerOwner(access: string): Promise<{ familyId: string; userId: UserId } | null> {
    const claims = await verifyAccess(access, SESSION_POLICY.absoluteMs.remembered / 1000);
    return claims && { familyId: claims.familyId, userId: UserIdSchema.parse(claims.userId) };
  }

  /** Which of these families the store still knows; the others have ended or were idle for too long. */
  async function listLiving(familyIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (familyIds.length === 0) return new Set();
    const found = await sessionFamilies.getMany(deps, familyIds);
    return new Set(familyIds.filter((_, index) => (found[index] ?? null) !== null));
  }

  /** Notes a factor given just now. False when the session is over. Its tokens stay as they are. */
  async function prove(familyId: string, way: AgedWay): Promise<boolean> {
    const proof = { ...way, at: now().getTime() };
    return (await sessionFamilies.update(deps, familyId, (family) => ({ ...family, proof }))) !== null;
  }

  async function issue(familyId: string, family: Family): Promise<Tokens> {
    const at = now().getTime();
    const signer = keys.signer("access");
    const access = await new SignJWT({ fid: familyId, gen: family.generation })
      .setProtectedHeader({ alg: "HS256", typ: "at+jwt", kid: signer.id })
      .setSubject(family.userId)
      .setIssuer(origin)
      .setAudience(origin)
      .setIssuedAt(Math.floor(at / 1000))
      .setExpirationTime(Math.floor((at + SESSION_POLICY.accessMs) / 1000))
      .sign(signer.key);
    return {
      mark: hashText(`sign-in ${familyId}`).slice(0, 16),
      access,
      refresh: formatRefresh(familyId, family.generation),
      maxAgeSeconds: family.remember ? Math.max(0, Math.floor((family.expiresAt - at) / 1000)) : null,
    };
  }

  function findKnown(token: string): AccessClaims | undefined {
    const claims = known.get(token);
    const age = claims ? now().getTime() - claims.issuedAt : Number.NaN;
    return age >= 0 && age < SESSION_POLICY.accessMs ? claims : undefined;
  }

  /** `tolerance`: seconds by which it may be out of date. */
  async function verifyAccess(token: string, tolerance = 0): Promise<AccessClaims | null> {
    try {
      const { payload } = await jwtVerify(
        token,
        (header) => {
          const key = keys.find("access", header.kid ?? "");
          if (!key) throw new joseErrors.JWKSNoMatchingKey();
          return key;
        },
        {
          algorithms: ["HS256"],
          typ: "at+jwt",
          issuer: origin,
          audience: origin,
          currentDate: now(),
          requiredClaims: ["exp", "iat", "sub", "fid", "gen"],
          maxTokenAge: SESSION_POLICY.accessMs / 1000,
          clockTolerance: tolerance,
        },
      );
      const { fid: familyId, gen: generation, sub: userId, iat } = payload;
      if (typeof familyId !== "string" || typeof generation !== "number" || !userId || !iat) return null;
      const claims = { familyId, userId, generation, issuedAt: iat * 1000 };
      known.set(token, claims);
      return claims;
    } catch (error) {
      if (error instanceof joseErrors.JOSEError || error instanceof TypeError) return null;
      throw error;
    }
  }

  function formatRefresh(familyId: string, generation: number): string {
    const signer = keys.signer("refresh");
    const body = `${signer.id}.${familyId}.${generation}`;
    return `${body}.${mac(signer.key, body)}`;
  }

  function parseRefresh(token: string): { familyId: string; generation: number } | null {
    const match = /^(([0-9a-f]{12})\.([\w-]{24})\.(\d{1,9}))\.([\w-]{43})$/.exec(token);
    if (!match) return null;
    const [, body = "", keyId = "", familyId = "", generation = "", signature = ""] = match;
    const key = keys.find("refresh", keyId);
    if (!key || !isSameText(mac(key, body), signature)) return null;
    return { familyId, generation: Number(generation) };
  }

  return { start, resolve, prove, end, listLiving, findFormerOwner };
}

function toSession(familyId: string, family: Family): Session {
  const { userId, clientId, name, remember, expiresAt, proof } = family;
  return { familyId, userId, clientId, name, remember, expiresAt, proof };
}
