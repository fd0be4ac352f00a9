import { beforeEach, describe, expect, test } from "vitest";
import { AppError } from "#domain/shared/errors.ts";
import { UserIdSchema, WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import { createMemoryKv } from "../store/memory-kv.server.ts";
import { testRecords } from "../store/kv-record.testing.ts";
import type { Kv } from "../store/kv.ts";
import { createLogger } from "../log/logger.server.ts";
import { cookieNames } from "../security/cookies.server.ts";
import { createKeys } from "../security/keys.server.ts";
import { SESSION_POLICY } from "../security/session-policy.ts";
import { createSessions, type Sessions, type Tokens } from "../security/sessions.server.ts";
import type { RequestContext } from "./request-context.server.ts";
import { readVisitor } from "./visitor.server.ts";

const START = Date.parse("2026-11-23T00:00:00Z");
const names = cookieNames(true);
const keys = createKeys(["a secret of this test, 32 characters"]);
const person = {
  userId: UserIdSchema.parse("00000000-0000-4000-8000-000000001001"),
  clientId: WhmcsClientIdSchema.parse(1001),
  name: "Amelia Carter",
  remember: false,
  proof: null,
};

let at = START;
let kv: Kv;
let sessions: Sessions;
let reused: string[];
let used: string[];
beforeEach(() => {
  at = START;
  reused = [];
  used = [];
  kv = createMemoryKv({ now: () => new Date(at) });
  sessions = sessionsOn(kv);
});

function sessionsOn(store: Kv): Sessions {
  const now = () => new Date(at);
  const records = testRecords({ kv: store, now, keys });
  return createSessions({ records, keys, origin: "https://portal.example.jp", now });
}

const onTokenReuse: RequestContext["app"]["onTokenReuse"] = async ({ familyId }) => {
  reused.push(familyId);
};

const onSessionUsed: RequestContext["app"]["onSessionUsed"] = ({ familyId }) => {
  used.push(familyId);
};

async function read(cookies: Record<string, string> = {}): Promise<RequestContext> {
  const context = {
    app: { sessions, cookieNames: names, onTokenReuse, onSessionUsed },
    log: createLogger({ level: "silent" }),
    visitor: { state: "not_read" },
    csrfBinding: "",
    cookies: [] as string[],
  } as RequestContext;
  await readVisitor(context, new Map(Object.entries(cookies)));
  return context;
}
const cookiesOf = ({ access, refresh }: Tokens) => ({ [names.access]: access, [names.refresh]: refresh });
const setNames = ({ cookies }: RequestContext) => cookies.map((line) => line.split("=")[0]);

describe("personal paths", () => {
  test("know who it is, and bind forms to the session", async () => {
    const { familyId, tokens } = await sessions.start(person);
    const context = await read(cookiesOf(tokens));
    expect(context.visitor).toMatchObject({
      state: "signed_in",
      session: { familyId, userId: person.userId },
    });
    expect(context.csrfBinding).toBe(familyId);
    expect(context.cookies).toEqual([]);
  });

  test("tokens that are due are renewed with the answer", async () => {
    const { familyId, tokens } = await sessions.start(person);
    at += SESSION_POLICY.renewAfterMs;
    const context = await read(cookiesOf(tokens));
    expect(context.csrfBinding).toBe(familyId);
    expect(setNames(context)).toEqual([names.access, names.refresh, names.signedIn]);
    for (const line of context.cookies.slice(0, 2)) expect(line).toMatch(/; HttpOnly; Secure$/);
    expect(used).toEqual([familyId]);
    await read(cookiesOf((await sessions.start(person)).tokens));
    expect(used).toEqual([familyId]);
  });
});

describe("a browser that is not signed in", () => {
  test("gets a mark of its own that binds its forms, and keeps it", async () => {
    const first = await read();
    expect(first.visitor).toEqual({ state: "signed_out", reason: "none" });
    expect(setNames(first)).toEqual([names.visitor]);
    const mark = /=([^;]*)/.exec(first.cookies[0] ?? "")?.[1] ?? "";
    expect(first.csrfBinding).toBe(mark);
    const next = await read({ [names.visitor]: mark });
    expect(next.csrfBinding).toBe(mark);
    expect(next.cookies).toEqual([]);
  });

  test.each(["", "short", "x".repeat(23), "x".repeat(21) + "="])(
    "a mark %j that is not ours is replaced",
    async (mark) => {
      const context = await read({ [names.visitor]: mark });
      expect(context.csrfBinding).not.toBe(mark);
      expect(setNames(context)).toEqual([names.visitor]);
    },
  );

  test("two browsers have two marks", async () => {
    expect((await read()).csrfBinding).not.toBe((await read()).csrfBinding);
  });
});

describe("a session that is over", () => {
  test("has its cookies taken away", async () => {
    const { familyId, tokens } = await sessions.start(person);
    await sessions.end(familyId);
    const context = await read(cookiesOf(tokens));
    expect(context.visitor).toEqual({ state: "signed_out", reason: "ended" });
    expect(context.cookies.slice(0, 2)).toEqual([
      `${names.access}=; Path=/; SameSite=Lax; HttpOnly; Secure; Max-Age=0`,
      `${names.refresh}=; Path=/; SameSite=Lax; HttpOnly; Secure; Max-Age=0`,
    ]);
    expect(reused).toEqual([]);
  });

  test("by the reuse of a token is told, once", async () => {
    const { familyId, tokens } = await sessions.start(person);
    const { renewed } = (await sessions.resolve(undefined, tokens.refresh)) as { renewed: Tokens };
    await sessions.resolve(renewed.access, undefined);
    at += SESSION_POLICY.replayMs + 1;
    const stolen = { [names.refresh]: tokens.refresh };
    expect((await read(stolen)).visitor).toMatchObject({ state: "signed_out", reason: "reused" });
    await read(stolen);
    expect(reused).toEqual([familyId]);
  });
});

describe("a store that does not answer", () => {
  const down = () => Promise.reject(new AppError("provider_unavailable", { reason: "MAINTENANCE" }));

  test("lets nobody in, signs nobody out, and calls nobody signed out", async () => {
    const { tokens } = await sessions.start(person);
    sessions = sessionsOn({ ...kv, get: down });
    const context = await read(cookiesOf(tokens));
    expect(context.visitor).toEqual({ state: "unavailable" });
    expect(setNames(context)).toEqual([names.visitor]);
  });

  test("a defect is not taken for that", async () => {
    const { tokens } = await sessions.start(person);
    sessions = sessionsOn({ ...kv, get: () => Promise.reject(new TypeError("broken")) });
    await expect(read(cookiesOf(tokens))).rejects.toThrow("broken");
  });
});
