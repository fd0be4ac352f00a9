import { beforeEach, describe, expect, test } from "vitest";
import { UserIdSchema, WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import type { RecordStore } from "../store/kv-record.server.ts";
import { testRecords } from "../store/kv-record.testing.ts";
import { createMemoryKv } from "../store/memory-kv.server.ts";
import { cookieNames } from "../security/cookies.server.ts";
import { createCsrf } from "../security/csrf.server.ts";
import { createKeys } from "../security/keys.server.ts";
import { createSessions } from "../security/sessions.server.ts";
import { findHeldForm, holdForm } from "./held-form.server.ts";
import type { RouteInput } from "./route.server.ts";

const origin = "https://portal.example.jp";
const keys = createKeys(["a secret of the tests, 32 characters"]);
const csrf = createCsrf(keys);
const names = cookieNames(true);
const amelia = UserIdSchema.parse("00000000-0000-4000-8000-000000001001");
const hanako = UserIdSchema.parse("00000000-0000-4000-8000-000000001002");

let at: number;
let records: RecordStore;
let sessions: ReturnType<typeof createSessions>;
beforeEach(() => {
  at = Date.UTC(2026, 10, 23);
  const now = () => new Date(at);
  records = testRecords({ kv: createMemoryKv({ now }), now, keys });
  sessions = createSessions({ records, keys, origin, now });
});

/** A session that has ended, and what its browser still has. */
async function ended() {
  const person = {
    userId: amelia,
    clientId: WhmcsClientIdSchema.parse(1001),
    name: "",
    remember: false,
    proof: null,
  };
  const { familyId, tokens } = await sessions.start(person);
  await sessions.end(familyId);
  at += 40 * 60_000;
  return { csrf: csrf.issue(familyId), access: tokens.access };
}

function send(
  fields: [string, string][],
  access: string | null,
  path = "/account/support/new",
): Promise<string | null> {
  const url = new URL(path, origin);
  const headers = access === null ? new Headers() : new Headers({ Cookie: `${names.access}=${access}` });
  const request = new Request(url, { method: "POST", headers, body: new URLSearchParams(fields) });
  return holdForm({ app: { records, sessions, csrf, cookieNames: names }, request, url } as RouteInput);
}

describe("a form that met an ended session", () => {
  test("is kept for its owner, every field and line of it, but no secrets", async () => {
    const browser = await ended();
    const message = `First line\r\n${"long ".repeat(2000)}`;
    const id = await send(
      [
        ["csrf", browser.csrf],
        ["message", message],
        ["choice", "a"],
        ["choice", "b"],
        ["currentPassword", "hunter2"],
        ["code", "123456"],
        ["idempotencyKey", "key"],
      ],
      browser.access,
      "/account/support/new?about=bill",
    );
    const fields = [
      ["message", message],
      ["choice", "a"],
      ["choice", "b"],
      ["idempotencyKey", "key"],
    ];
    expect(await findHeldForm({ records }, amelia, id ?? "")).toEqual({
      path: "/account/support/new?about=bill",
      fields,
    });
    expect(await findHeldForm({ records }, hanako, id ?? "")).toBeNull();
    expect(await findHeldForm({ records }, amelia, `${id}*`)).toBeNull();
    at += 31 * 60_000;
    expect(await findHeldForm({ records }, amelia, id ?? "")).toBeNull();
  });

  test("is not kept for a browser that was never signed in", async () => {
    const browser = await ended();
    expect(
      await send(
        [
          ["csrf", browser.csrf],
          ["message", "x"],
        ],
        null,
      ),
    ).toBeNull();
    expect(
      await send(
        [
          ["csrf", browser.csrf],
          ["message", "x"],
        ],
        "a.b.c",
      ),
    ).toBeNull();
  });

  test("is not kept when another site made it, or another session's page", async () => {
    const browser = await ended();
    expect(await send([["message", "x"]], browser.access)).toBeNull();
    expect(
      await send(
        [
          ["csrf", (await ended()).csrf],
          ["message", "x"],
        ],
        browser.access,
      ),
    ).toBeNull();
  });

  test("is not kept when there is nothing in it but secrets", async () => {
    const browser = await ended();
    const secrets: [string, string][] = [
      ["csrf", browser.csrf],
      ["newPassword", "x"],
      ["idempotencyKey", "k"],
    ];
    expect(await send(secrets, browser.access)).toBeNull();
  });
});
