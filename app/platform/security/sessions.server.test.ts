import fc from "fast-check";
import { SignJWT, UnsecuredJWT, type JWTPayload } from "jose";
import { beforeEach, describe, expect, test } from "vitest";
import { UserIdSchema, WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import { testRecords } from "../store/kv-record.testing.ts";
import { createMemoryKv } from "../store/memory-kv.server.ts";
import { createKeys } from "./keys.server.ts";
import { SESSION_POLICY } from "./session-policy.ts";
import {
  createSessions,
  sessionFamilies,
  type Sessions,
  type SessionState,
  type Tokens,
} from "./sessions.server.ts";

/** Any UTF-16 text, control characters and halves of pairs among them. */
const anyText = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const START = Date.parse("2026-11-23T00:00:00Z");

const origin = "https://portal.example.jp";
const secret = "a secret of this test, 32 characters";
const person = {
  userId: UserIdSchema.parse("00000000-0000-4000-8000-000000001001"),
  clientId: WhmcsClientIdSchema.parse(1001),
  name: "Amelia Carter",
  remember: false,
  proof: null,
};

/** Sessions on a store and a clock of their own; `wait` moves the clock of both. */
function bench(secrets: readonly string[] = [secret]) {
  let at = START;
  const now = () => new Date(at);
  const kv = createMemoryKv({ now });
  const withSecrets = (others: readonly string[]) => {
    const keys = createKeys(others);
    return createSessions({ records: testRecords({ kv, now, keys }), keys, origin, now });
  };
  return {
    kv,
    now,
    records: testRecords({ kv, now, keys: createKeys(secrets) }),
    sessions: withSecrets(secrets),
    withSecrets,
    wait(ms: number) {
      at += ms;
    },
  };
}

let { kv, now, records, sessions, withSecrets, wait } = bench();
beforeEach(() => {
  ({ kv, now, records, sessions, withSecrets, wait } = bench());
});

const resolve = (tokens: Partial<Tokens>, by: Sessions = sessions) =>
  by.resolve(tokens.access, tokens.refresh);
const refresh = (tokens: Tokens, by: Sessions = sessions) => by.resolve(undefined, tokens.refresh);

function renewedOf(state: SessionState): Tokens {
  if (state.state !== "signed_in" || !state.renewed)
    throw new Error(`no new tokens: ${JSON.stringify(state)}`);
  return state.renewed;
}

const ended = { state: "signed_out", reason: "ended" };

describe("while sign-in is closed", () => {
  const closed = () => createSessions({ records, keys: createKeys([secret]), origin, now, isClosed: true });

  test("no tokens are issued, neither new nor renewed", async () => {
    const { tokens } = await sessions.start(person);
    await expect(closed().start(person)).rejects.toMatchObject({ reason: "MAINTENANCE" });
    wait(SESSION_POLICY.renewAfterMs);
    expect(await resolve(tokens, closed())).toMatchObject({ state: "signed_in", renewed: null });
    wait(SESSION_POLICY.accessMs);
    expect(await resolve(tokens, closed())).toEqual({ state: "unavailable" });
    // Nothing was used up: when it is open again the session goes on.
    expect(await resolve(tokens)).toMatchObject({ state: "signed_in" });
  });

  test("a browser without a session has none", async () => {
    expect(await resolve({}, closed())).toEqual({ state: "signed_out", reason: "none" });
  });
});

describe("whose a token was", () => {
  test("is known after its time and after the end of its session", async () => {
    const { familyId, tokens } = await sessions.start(person);
    await sessions.end(familyId);
    wait(SESSION_POLICY.idleMs.plain);
    const owner = { familyId, userId: person.userId };
    expect(await sessions.findFormerOwner(tokens.access)).toEqual(owner);
  });

  test("is nobody's when we have not signed it", async () => {
    const { tokens } = await sessions.start(person);
    expect(
      await withSecrets(["another secret, of 32 characters.."]).findFormerOwner(tokens.access),
    ).toBeNull();
    expect(await sessions.findFormerOwner(`${tokens.access}x`)).toBeNull();
    expect(await sessions.findFormerOwner("")).toBeNull();
  });
});

test("the store tells which sessions it still knows", async () => {
  const [one, two] = [await sessions.start(person), await sessions.start({ ...person, remember: true })];
  const ids = [one.familyId, two.familyId, "unknown"];
  expect([...(await sessions.listLiving(ids))]).toEqual([one.familyId, two.familyId]);
  wait(SESSION_POLICY.idleMs.plain + SESSION_POLICY.renewAfterMs + 1);
  expect([...(await sessions.listLiving(ids))]).toEqual([two.familyId]);
  await sessions.end(one.familyId, two.familyId);
  expect([...(await sessions.listLiving(ids))]).toEqual([]);
  expect([...(await sessions.listLiving([]))]).toEqual([]);
});

describe("a fresh session", () => {
  test("lets its owner in, and nothing needs to be renewed", async () => {
    const { familyId, tokens, expiresAt } = await sessions.start(person);
    expect(await resolve(tokens)).toEqual({
      state: "signed_in",
      session: { familyId, ...person, expiresAt: expiresAt.getTime() },
      renewed: null,
    });
    expect(expiresAt).toEqual(new Date(START + SESSION_POLICY.absoluteMs.plain));
  });

  test("without tokens nobody is signed in, and nobody was", async () => {
    expect(await resolve({})).toEqual({ state: "signed_out", reason: "none" });
    expect(await resolve({ access: "", refresh: "" })).toEqual({ state: "signed_out", reason: "none" });
  });

  test("two sign-ins of one person are two families", async () => {
    const one = await sessions.start(person);
    const other = await sessions.start(person);
    await sessions.end(one.familyId);
    expect(await resolve(one.tokens)).toEqual(ended);
    expect(await resolve(other.tokens)).toMatchObject({ state: "signed_in" });
  });

  test("the store keeps no token", async () => {
    const { familyId, tokens } = await sessions.start(person);
    const stored = (await kv.get(`session:${familyId}`)) ?? "";
    // The first part names the key, in the token as in the record.
    const secrets = [...tokens.refresh.split(".").slice(1), ...tokens.access.split("."), person.name];
    for (const part of secrets) if (part.length > 3) expect(stored).not.toContain(part);
  });
});

describe("renewal", () => {
  test("begins when the access token is five minutes old, not before", async () => {
    const { tokens } = await sessions.start(person);
    wait(SESSION_POLICY.renewAfterMs - 1);
    expect(await resolve(tokens)).toMatchObject({ state: "signed_in", renewed: null });
    wait(1);
    const next = renewedOf(await resolve(tokens));
    expect(next.refresh).not.toBe(tokens.refresh);
    expect(await resolve(next)).toMatchObject({ state: "signed_in", renewed: null });
  });

  test("an access token alone is worth nothing once it is due for renewal", async () => {
    const { tokens } = await sessions.start(person);
    wait(SESSION_POLICY.renewAfterMs);
    expect(await resolve({ access: tokens.access })).toEqual(ended);
  });

  test("twenty requests with one token move the family by one step, and all of them get in with one successor", async () => {
    const { familyId, tokens } = await sessions.start(person);
    wait(SESSION_POLICY.renewAfterMs);
    const states = await Promise.all(Array.from({ length: 20 }, () => resolve(tokens)));
    const successors = new Set(states.map((state) => renewedOf(state).refresh));
    expect(successors.size).toBe(1);
    expect(successors).not.toContain(tokens.refresh);
    expect(await sessionFamilies.get({ records }, familyId)).toMatchObject({ generation: 1 });
  });
});

describe("an answer with new tokens that was lost on the way", () => {
  test("costs nobody the session, however late and however often", async () => {
    const { tokens } = await sessions.start(person);
    await refresh(tokens);
    wait(SESSION_POLICY.idleMs.plain);
    await refresh(tokens);
    wait(SESSION_POLICY.idleMs.plain);
    const again = await Promise.all([refresh(tokens), refresh(tokens), refresh(tokens)]);
    expect(new Set(again.map((state) => renewedOf(state).refresh)).size).toBe(1);
    expect(await resolve(renewedOf(again[0]))).toMatchObject({ state: "signed_in" });
  });

  test("is no excuse once its tokens came back: then the old one is somebody else's", async () => {
    const { tokens } = await sessions.start(person);
    const next = renewedOf(await refresh(tokens));
    wait(SESSION_POLICY.replayMs + 1);
    expect(await resolve({ access: next.access })).toMatchObject({ state: "signed_in" });
    expect(await refresh(tokens)).toMatchObject({ reason: "reused" });
    expect(await resolve(next)).toEqual(ended);
  });

  test("an access token of the generation before proves nothing about it", async () => {
    const { tokens } = await sessions.start(person);
    await refresh(tokens);
    wait(SESSION_POLICY.replayMs + 1);
    expect(await resolve({ access: tokens.access })).toMatchObject({ state: "signed_in" });
    expect(await refresh(tokens)).toMatchObject({ state: "signed_in" });
  });

  test("is no way for a thief to share the session: whoever has the answer that was lost gives himself away", async () => {
    const { tokens } = await sessions.start(person);
    const thief = renewedOf(await refresh(tokens));
    wait(SESSION_POLICY.replayMs + 1);
    const owner = renewedOf(await refresh(tokens));
    expect(owner.refresh).not.toBe(thief.refresh);
    wait(SESSION_POLICY.replayMs + 1);
    expect(await refresh(thief)).toMatchObject({ reason: "reused" });
    expect(await resolve(owner)).toEqual(ended);
  });
});

describe("the token before the current one", () => {
  test.each([
    [0, true],
    [SESSION_POLICY.replayMs, true],
    [SESSION_POLICY.replayMs + 1, false],
  ])("%i ms after the renewal, its successor in use: gets the same one: %s", async (ms, isLetIn) => {
    const { familyId, tokens } = await sessions.start(person);
    const next = renewedOf(await refresh(tokens));
    await resolve({ access: next.access });
    wait(ms);
    const again = await refresh(tokens);
    if (isLetIn) expect(renewedOf(again).refresh).toBe(next.refresh);
    else expect(again).toEqual({ state: "signed_out", reason: "reused", familyId, userId: person.userId });
  });

  test("repeating it does not make the time longer", async () => {
    const { tokens } = await sessions.start(person);
    await resolve({ access: renewedOf(await refresh(tokens)).access });
    wait(20 * SECOND);
    expect(await refresh(tokens)).toMatchObject({ state: "signed_in" });
    wait(20 * SECOND);
    expect(await refresh(tokens)).toMatchObject({ reason: "reused" });
  });

  test("its reuse ends the family for everybody, the newest tokens included, and is told once", async () => {
    const { tokens } = await sessions.start(person);
    const next = renewedOf(await refresh(tokens));
    await resolve({ access: next.access });
    wait(SESSION_POLICY.replayMs + 1);
    expect(await refresh(tokens)).toMatchObject({ reason: "reused" });
    expect(await resolve(next)).toEqual(ended);
    expect(await refresh(next)).toEqual(ended);
    expect(await refresh(tokens)).toEqual(ended);
  });

  test("two steps back is reuse at once", async () => {
    const { tokens } = await sessions.start(person);
    const second = renewedOf(await refresh(tokens));
    await refresh(second);
    expect(await refresh(tokens)).toMatchObject({ state: "signed_out", reason: "reused" });
  });
});

test("whatever the order and the times, the current token gets in, and the one exchanged for it for 30 s or until it is used", async () => {
  const step = fc.record({
    back: fc.integer({ min: 0, max: 4 }),
    waitMs: fc.integer({ min: 0, max: 45 * SECOND }),
    isNewestUsed: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const own = bench();
      const { tokens } = await own.sessions.start(person);
      const issued = [tokens];
      const kept = { exchanged: -1, rotatedAt: START, isAlive: true, isUsed: false };
      for (const { back, waitMs, isNewestUsed } of steps) {
        own.wait(waitMs);
        const current = issued.length - 1;
        if (isNewestUsed) {
          const newest = await own.sessions.resolve(issued[current]?.access, undefined);
          kept.isUsed ||= newest.state === "signed_in";
        }
        const presented = Math.max(0, current - back);
        const state = await refresh(issued[presented] ?? tokens, own.sessions);
        const isExchanged = presented === kept.exchanged;
        const isInTime = isExchanged && own.now().getTime() - kept.rotatedAt <= 30 * SECOND;
        const isNext = !isInTime && (presented === current || (isExchanged && !kept.isUsed));
        kept.isAlive &&= isInTime || isNext;
        expect(state.state).toBe(kept.isAlive ? "signed_in" : "signed_out");
        if (!kept.isAlive || !isNext) continue;
        issued.push(renewedOf(state));
        Object.assign(kept, { exchanged: presented, rotatedAt: own.now().getTime(), isUsed: false });
      }
    }),
    { numRuns: 60 },
  );
});

describe("limits", () => {
  test.each([
    [false, 30 * MINUTE],
    [true, 7 * DAY],
  ])("idle, remembered %s: signed out after %i ms without a request", async (remember, idleMs) => {
    const { tokens } = await sessions.start({ ...person, remember });
    wait(idleMs);
    const next = renewedOf(await resolve(tokens));
    wait(idleMs + SESSION_POLICY.renewAfterMs);
    expect(await resolve(next)).toEqual(ended);
  });

  test.each([
    [false, 7 * DAY, 25 * MINUTE],
    [true, 30 * DAY, 3 * 60 * MINUTE],
  ])(
    "absolute, remembered %s: signed out %i ms after signing in, however busy",
    async (remember, endMs, stepMs) => {
      let { tokens } = await sessions.start({ ...person, remember });
      for (let spent = stepMs; spent < endMs; spent += stepMs) {
        wait(stepMs);
        tokens = renewedOf(await resolve(tokens));
      }
      const left = START + endMs - now().getTime();
      wait(left - 1);
      tokens = renewedOf(await refresh(tokens));
      wait(1);
      expect(await resolve(tokens)).toEqual(ended);
      expect(await refresh(tokens)).toEqual(ended);
    },
  );

  test("the absolute end holds also when the store keeps a family for longer than it was told", async () => {
    const standing = createMemoryKv({ now: () => new Date(START) });
    const own = createSessions({
      records: testRecords({ kv: standing, now, keys: createKeys([secret]) }),
      keys: createKeys([secret]),
      origin,
      now,
    });
    const { tokens } = await own.start(person);
    wait(SESSION_POLICY.absoluteMs.plain);
    expect(await resolve(tokens, own)).toEqual(ended);
  });

  test("cookies end with the browser, or, remembered, at the absolute end and never later", async () => {
    expect((await sessions.start(person)).tokens.maxAgeSeconds).toBeNull();
    const { tokens } = await sessions.start({ ...person, remember: true });
    expect(tokens.maxAgeSeconds).toBe((30 * DAY) / SECOND);
    wait(2 * DAY);
    expect(renewedOf(await resolve(tokens)).maxAgeSeconds).toBe((28 * DAY) / SECOND);
  });

  test("a flush of the store signs everybody out and lets nobody in", async () => {
    const { familyId, tokens } = await sessions.start(person);
    await kv.delete(`session:${familyId}`);
    expect(await resolve(tokens)).toEqual(ended);
    expect(await refresh(tokens)).toEqual(ended);
  });

  test("an ended session is worth nothing from then on", async () => {
    const { familyId, tokens } = await sessions.start(person);
    await sessions.end(familyId);
    expect(await resolve(tokens)).toEqual(ended);
    expect(await refresh(tokens)).toEqual(ended);
  });
});

describe("a factor given in a session", () => {
  const sessionOf = async (tokens: Tokens) => {
    const state = await resolve(tokens);
    return state.state === "signed_in" ? state.session : null;
  };

  test("is kept with its time, through renewals", async () => {
    const { familyId, tokens } = await sessions.start({
      ...person,
      proof: { factor: "passkey", at: START, since: null },
    });
    expect((await sessionOf(tokens))?.proof).toEqual({ factor: "passkey", at: START, since: null });
    wait(MINUTE);
    expect(await sessions.prove(familyId, { factor: "mailed_code", since: 5 })).toBe(true);
    const proof = { factor: "mailed_code", at: START + MINUTE, since: 5 };
    expect((await sessionOf(tokens))?.proof).toEqual(proof);
    const next = renewedOf(await refresh(tokens));
    expect((await sessionOf(next))?.proof).toEqual(proof);
  });

  test("does not get lost between renewals that happen at the same time, nor undo one", async () => {
    const { familyId, tokens } = await sessions.start(person);
    const [renewal] = await Promise.all([
      refresh(tokens),
      sessions.prove(familyId, { factor: "authenticator", since: null }),
    ]);
    const next = renewedOf(renewal);
    expect((await sessionOf(next))?.proof?.factor).toBe("authenticator");
    expect(renewedOf(await refresh(next))).toBeTruthy();
  });

  test("brings no ended session back", async () => {
    const { familyId, tokens } = await sessions.start(person);
    await sessions.end(familyId);
    expect(await sessions.prove(familyId, { factor: "passkey", since: null })).toBe(false);
    expect(await resolve(tokens)).toEqual(ended);
  });

  test("a session that somebody else wrote into the store, or moved, is none", async () => {
    const { familyId, tokens } = await sessions.start(person);
    const other = await sessions.start(person);
    const key = `session:${familyId}`;
    const record = (await kv.get(key)) ?? "";
    const family = await sessionFamilies.get({ records }, familyId);
    const until = START + DAY;
    const forged = [
      JSON.stringify(family),
      JSON.stringify({ until, value: { ...family, clientId: 1 } }),
      (await kv.get(`session:${other.familyId}`)) ?? "",
    ];
    for (const written of forged) {
      await kv.set(key, written);
      expect((await resolve(tokens)).state).toBe("signed_out");
    }
    await kv.set(key, record);
    expect((await resolve(tokens)).state).toBe("signed_in");
  });
});

describe("replacing the secret", () => {
  const older = "an older secret, also 32 characters.";

  test("while the old one is still listed nobody is signed out, and new tokens carry the new one", async () => {
    const { tokens } = await withSecrets([older]).start(person);
    const both = withSecrets([secret, older]);
    expect(await resolve(tokens, both)).toMatchObject({ state: "signed_in" });
    const next = renewedOf(await refresh(tokens, both));
    const newOnly = withSecrets([secret]);
    expect(await resolve(next, newOnly)).toMatchObject({ state: "signed_in" });
    expect(await refresh(next, newOnly)).toMatchObject({ state: "signed_in" });
  });

  test("what the dropped one signed is refused, and its family is not ended by it", async () => {
    const { tokens } = await withSecrets([older]).start(person);
    const newOnly = withSecrets([secret]);
    expect(await resolve(tokens, newOnly)).toEqual(ended);
    expect(await refresh(tokens, newOnly)).toEqual(ended);
    expect(await resolve(tokens, withSecrets([secret, older]))).toMatchObject({ state: "signed_in" });
  });
});

describe("forged access tokens", () => {
  const keys = createKeys([secret]);
  const signer = keys.signer("access");
  type Forgery = {
    claims?: JWTPayload;
    alg?: string;
    typ?: string;
    kid?: string;
    key?: Uint8Array;
    without?: string;
  };

  async function forge({
    claims,
    alg = "HS256",
    typ = "at+jwt",
    kid = signer.id,
    key = signer.key,
    without,
  }: Forgery) {
    const { familyId } = await sessions.start(person);
    const seconds = Math.floor(START / SECOND);
    const payload: JWTPayload = {
      fid: familyId,
      gen: 0,
      sub: person.userId,
      iss: origin,
      aud: origin,
      iat: seconds,
      exp: seconds + 900,
      ...claims,
    };
    if (without !== undefined) delete payload[without];
    return new SignJWT(payload).setProtectedHeader({ alg, typ, kid }).sign(key);
  }

  test("one that is right in everything is let in, or the others would prove nothing", async () => {
    expect(await resolve({ access: await forge({}) })).toMatchObject({ state: "signed_in" });
  });

  const seconds = START / SECOND;
  test.each<[string, Forgery]>([
    [
      "a key of somebody else",
      { key: createKeys(["another secret of 32 characters!!"]).signer("access").key },
    ],
    ["our key for another purpose", { key: keys.signer("csrf").key }],
    ["an unknown key id", { kid: "000000000000" }],
    ["another algorithm, with our key", { alg: "HS512" }],
    ["another audience", { claims: { aud: "https://other.example.jp" } }],
    ["another issuer", { claims: { iss: "https://other.example.jp" } }],
    ["an issue in the future", { claims: { iat: seconds + 60, exp: seconds + 960 } }],
    ["an issue long ago with a late end", { claims: { iat: seconds - 3600, exp: seconds + 3600 } }],
    ["an end in the past", { claims: { iat: seconds - 900, exp: seconds - 1 } }],
    ["the type of an ordinary token", { typ: "JWT" }],
    ["another user than the family's", { claims: { sub: "00000000-0000-4000-8000-000000001002" } }],
    ["a family that does not exist", { claims: { fid: "AAAAAAAAAAAAAAAAAAAAAAAA" } }],
    ["a family that is no text", { claims: { fid: 7 } }],
    ["a generation that is no number", { claims: { gen: "0" } }],
    ...["exp", "iat", "sub", "fid", "gen", "iss", "aud"].map((without): [string, Forgery] => [
      `no ${without}`,
      { without },
    ]),
  ])("%s", async (_, forgery) => {
    expect(await resolve({ access: await forge(forgery) })).toEqual(ended);
  });

  test("no signature", async () => {
    const { familyId } = await sessions.start(person);
    const unsigned = new UnsecuredJWT({ fid: familyId, gen: 0 })
      .setSubject(person.userId)
      .setIssuer(origin)
      .setAudience(origin)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 900)
      .encode();
    expect(await resolve({ access: unsigned })).toEqual(ended);
    const [head, body] = (await forge({})).split(".");
    expect(await resolve({ access: `${head}.${body}.` })).toEqual(ended);
  });

  test("rubbish is a signed-out visitor, never an error", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (access, other) => {
        expect((await resolve({ access, refresh: other })).state).toBe("signed_out");
      }),
    );
  });
});

describe("forged refresh tokens", () => {
  test("changing any part of it is refused and does the family no harm", async () => {
    const { tokens } = await sessions.start(person);
    const parts = tokens.refresh.split(".");
    const changed = parts.map((part, index) =>
      parts.with(index, (part.startsWith("1") ? "2" : "1") + part.slice(1)).join("."),
    );
    for (const forged of [...changed, `${tokens.refresh}x`, ` ${tokens.refresh}`])
      expect(await resolve({ refresh: forged })).toEqual(ended);
    expect(await refresh(tokens)).toMatchObject({ state: "signed_in" });
  });

  test("a generation that was never given out cannot be made up", async () => {
    const { tokens } = await sessions.start(person);
    const [keyId, familyId, , signature] = tokens.refresh.split(".");
    expect(await resolve({ refresh: [keyId, familyId, 1, signature].join(".") })).toEqual(ended);
    expect(await resolve(tokens)).toMatchObject({ state: "signed_in" });
  });

  test("a refresh token is no access token, nor the other way round", async () => {
    const { tokens } = await sessions.start(person);
    expect(await sessions.resolve(tokens.refresh, tokens.access)).toEqual(ended);
  });
});
