import { LRUCache } from "lru-cache";
import { jwtVerify, SignJWT, errors as joseErrors } from "jose";
import { z } from "zod";
import { FACTORS } from "#domain/auth/second-step.ts";
import type { AgedWay, Proof } from "#domain/auth/step-up.ts";
import { AppError } from "#domain/shared/errors.ts";
import { UserIdSchema, WhmcsClientIdSchema, type UserId, type WhmcsClientId } from "#domain/shared/ids.ts";
import type { Kv } from "../store/kv.ts";
import { isSameText, mac, openRecord, randomText, sealRecord, type Keys } from "./keys.server.ts";
import { SESSION_POLICY } from "./session-policy.ts";

/**
 * A family is one signed-in device: everything descended from one sign-in. It lives in the key-value store; the access
 * token is a short-lived signed JWT that points to it, the refresh token carries the family's generation. A flush of
 * the store therefore signs everybody out and lets nobody in.
 *
 * Refresh tokens are not stored: the token of generation n is a MAC over family and n. Presenting the current
 * generation moves the family to the next one, atomically; the one before gets the same successor again for
 * `replayMs`; anything older is reuse of a stolen token and ends the family.
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
  rotatedAt: z.number(),
  expiresAt: z.number(),
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
  kv: Kv;
  keys: Keys;
  origin: string;
  now: () => Date;
  /** No tokens are issued, neither new nor renewed: who has one stays until it is over, 15 minutes at most. */
  isClosed?: boolean;
};

type AccessClaims = { familyId: string; userId: string; issuedAt: number };

/** Access tokens whose signature is known to be good: a token is checked once, and used for minutes. */
const KNOWN_TOKENS = 5_000;

export type Sessions = ReturnType<typeof createSessions>;

/** Methods throw AppError `provider_unavailable` when the store does not answer or sign-in is closed: then nobody is let in. */
export function createSessions({ kv, keys, origin, now, isClosed = false }: SessionsOptions) {
  const known = new LRUCache<string, AccessClaims>({ max: KNOWN_TOKENS });
  const storeKey = (familyId: string) => `session:${familyId}`;

  const seal = (familyId: string, family: Family) =>
    sealRecord(keys, storeKey(familyId), JSON.stringify(family));
  /** Null also for what somebody else wrote into the store. */
  function open(familyId: string, record: string | null): Family | null {
    const text = openRecord(keys, storeKey(familyId), record);
    return text === null ? null : FamilySchema.parse(JSON.parse(text));
  }

  /** Starts a family for a person whose factors have been checked. */
  async function start(
    person: Omit<Session, "familyId" | "expiresAt">,
  ): Promise<{ familyId: string; tokens: Tokens; expiresAt: Date }> {
    if (isClosed) throw new AppError("provider_unavailable", { reason: "MAINTENANCE", retryAfter: 600 });
    const familyId = randomText(18);
    const at = now().getTime();
    const lifetime = SESSION_POLICY.absoluteMs[person.remember ? "remembered" : "plain"];
    const family: Family = { ...person, generation: 0, rotatedAt: at, expiresAt: at + lifetime };
    await kv.set(storeKey(familyId), seal(familyId, family), storeTtl(family, at));
    return { familyId, tokens: await issue(familyId, family), expiresAt: new Date(family.expiresAt) };
  }

  /** Who this request comes from. One key-value round trip; two when the tokens are renewed. */
  async function resolve(access: string | undefined, refresh: string | undefined): Promise<SessionState> {
    const claims = access ? (findKnown(access) ?? (await verifyAccess(access))) : null;
    if (claims && (isClosed || now().getTime() - claims.issuedAt < SESSION_POLICY.renewAfterMs)) {
      const family = open(claims.familyId, await kv.get(storeKey(claims.familyId)));
      return family && family.userId === claims.userId
        ? { state: "signed_in", session: toSession(claims.familyId, family), renewed: null }
        : { state: "signed_out", reason: "ended" };
    }
    if (refresh && isClosed) return { state: "unavailable" };
    if (refresh) return rotate(refresh);
    return { state: "signed_out", reason: access ? "ended" : "none" };
  }

  async function rotate(refresh: string): Promise<SessionState> {
    const token = parseRefresh(refresh);
    if (!token) return { state: "signed_out", reason: "ended" };
    const key = storeKey(token.familyId);
    const text = await kv.get(key);
    const family = open(token.familyId, text);
    const at = now().getTime();
    if (!family || family.expiresAt <= at) return { state: "signed_out", reason: "ended" };

    if (token.generation === family.generation) {
      const next: Family = { ...family, generation: family.generation + 1, rotatedAt: at };
      if (await kv.compareAndSet(key, text, seal(token.familyId, next), storeTtl(next, at)))
        return renewed(token.familyId, next);
      // Another request of the same browser was faster: this token is now the previous one.
      return rotate(refresh);
    }
    const isPrevious = token.generation === family.generation - 1;
    if (isPrevious && at - family.rotatedAt <= SESSION_POLICY.replayMs)
      return renewed(token.familyId, family);
    await kv.delete(key);
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
    if (familyIds.length > 0) await kv.delete(...familyIds.map(storeKey));
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
    const found = await kv.getMany(familyIds.map(storeKey));
    return new Set(familyIds.filter((_, index) => (found[index] ?? null) !== null));
  }

  /** Notes a factor given just now. False when the session is over. Its tokens stay as they are. */
  async function prove(familyId: string, way: AgedWay): Promise<boolean> {
    const key = storeKey(familyId);
    const text = await kv.get(key);
    const family = open(familyId, text);
    if (!family) return false;
    const at = now().getTime();
    const proven = seal(familyId, { ...family, proof: { ...way, at } });
    if (await kv.compareAndSet(key, text, proven, storeTtl(family, at))) return true;
    // The tokens were renewed meanwhile.
    return prove(familyId, way);
  }

  async function issue(familyId: string, family: Family): Promise<Tokens> {
    const at = now().getTime();
    const signer = keys.signer("access");
    const access = await new SignJWT({ fid: familyId })
      .setProtectedHeader({ alg: "HS256", typ: "at+jwt", kid: signer.id })
      .setSubject(family.userId)
      .setIssuer(origin)
      .setAudience(origin)
      .setIssuedAt(Math.floor(at / 1000))
      .setExpirationTime(Math.floor((at + SESSION_POLICY.accessMs) / 1000))
      .sign(signer.key);
    return {
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
          requiredClaims: ["exp", "iat", "sub", "fid"],
          maxTokenAge: SESSION_POLICY.accessMs / 1000,
          clockTolerance: tolerance,
        },
      );
      if (typeof payload.fid !== "string" || !payload.sub || !payload.iat) return null;
      const claims = { familyId: payload.fid, userId: payload.sub, issuedAt: payload.iat * 1000 };
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

/** The family is forgotten after the idle limit (known to `renewAfterMs`) or at its absolute end, whichever is first. */
function storeTtl(family: Family, at: number): number {
  const idle = SESSION_POLICY.idleMs[family.remember ? "remembered" : "plain"] + SESSION_POLICY.renewAfterMs;
  return Math.max(1, Math.min(idle, family.expiresAt - at));
}
