import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, textOf } from "../support/http.ts";
import { logLines } from "../support/pages.ts";
import { PASSWORD } from "../support/portal.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

const ME = "/api/account/me";

let portal: WorkerPortal;
beforeAll(async () => {
  portal = await openTestPortal({ today: "real" });
});
afterAll(async () => {
  await portal.stop();
});

type Answer = {
  success: boolean;
  data: Record<string, unknown>;
  error: { code: string; details?: Record<string, string>; requestId: string };
};
const read = async (response: Response) => (await response.json()) as Answer;

async function signedIn(email: string): Promise<{ client: Client; csrf: string }> {
  const client = new Client(portal.url);
  await client.signIn(email, PASSWORD);
  return { client, csrf: await tokenOf(client) };
}

async function tokenOf(client: Client): Promise<string> {
  return String((await read(await client.get(ME))).data["csrfToken"]);
}

/** A change as a program of the portal's own pages would send it; `null` leaves a header out. */
function patch(
  { client, csrf }: { client: Client; csrf: string },
  body: unknown,
  change: Record<string, string | null> = {},
  method = "PATCH",
): Promise<Response> {
  const headers = {
    Origin: portal.url,
    "Content-Type": "application/json",
    "X-CSRF-Token": csrf,
    "Idempotency-Key": randomUUID(),
    ...change,
  };
  return client.send(ME, {
    method,
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: Object.fromEntries(
      Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null),
    ),
  });
}

describe("a customer's own details", () => {
  it("are those of both systems", async () => {
    const { client } = await signedIn("amelia@example.com");
    const answer = await client.get(ME);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect((await read(answer)).data).toMatchObject({
      customerNumber: "CN-100001",
      email: "amelia@example.com",
      birthDate: "1991-04-12",
      firstName: "Amelia",
      lastName: "Carter",
      gender: "female",
      address: { postcode: "106-0044" },
    });
  });
});

describe("a change", () => {
  it("is made once, however often it is sent, and never another one under its key", async () => {
    const session = await signedIn("amelia@example.com");
    const key = { "Idempotency-Key": randomUUID() };
    for (let n = 0; n < 2; n += 1) {
      const answer = await patch(session, { phone: "０９０－１２３４－５６７８" }, key);
      expect([answer.status, (await read(answer)).data]).toEqual([
        200,
        { state: "everywhere", continueAt: null },
      ]);
    }
    const other = await patch(session, { phone: "090-1234-5679" }, key);
    expect([other.status, (await read(other)).error.code]).toEqual([409, "IDEMPOTENCY_CONFLICT"]);
    const { data } = await read(await session.client.get(ME));
    // The reading of the name is nothing that was sent: it stays.
    expect(data).toMatchObject({ phone: "090-1234-5678", lastNameKana: "カーター" });
    const mails = await (await session.client.get("/demo/outbox.json?to=amelia@example.com")).text();
    expect(mails.match(/"template":"profile-change"/g)).toHaveLength(1);
  });

  it("of the e-mail address is a code to the new one, to be entered on its page", async () => {
    const session = await signedIn("bulk@example.com");
    const same = await patch(session, { email: "bulk@example.com" });
    expect([same.status, (await read(same)).error.details]).toEqual([
      400,
      { email: "This is already your e-mail address." },
    ]);
    const asked = await patch(session, { email: "billing@example.net" });
    const { state, continueAt } = (await read(asked)).data;
    expect([asked.status, state]).toEqual([200, "code_sent"]);
    expect(textOf(await (await session.client.get(String(continueAt))).text())).toContain(
      "billing@example.net",
    );
    expect((await read(await session.client.get(ME))).data["email"]).toBe("bulk@example.com");
  });

  it("is refused in words, by field, in the person's language", async () => {
    const session = await signedIn("hanako@example.jp");
    session.client.setCookie("lang", "ja");
    const refused = await patch(session, { phone: "110" });
    const { error } = await read(refused);
    expect([refused.status, error.code]).toEqual([400, "VALIDATION_FAILED"]);
    expect(error.details?.["phone"]).toContain("電話番号を入力してください");
    for (const body of [
      "{",
      "[]",
      "null",
      "{}",
      { phone: 5 },
      { name: "x" },
      { phone: "03-1234-5678", email: "a@b.jp" },
    ]) {
      const answer = await patch(session, body);
      expect([body, answer.status, (await read(answer)).error.code]).toEqual([
        body,
        400,
        "VALIDATION_FAILED",
      ]);
    }
  });

  it.each([
    ["without a token", { "X-CSRF-Token": null }, 403, "CSRF_INVALID"],
    ["with somebody else's", { "X-CSRF-Token": "x".repeat(43) }, 403, "CSRF_INVALID"],
    ["from another site", { Origin: "https://evil.example" }, 403, "CSRF_INVALID"],
    ["from nowhere", { Origin: null }, 403, "CSRF_INVALID"],
    ["as a form", { "Content-Type": "application/x-www-form-urlencoded" }, 415, "VALIDATION_FAILED"],
    ["as text, which needs no preflight", { "Content-Type": "text/plain" }, 415, "VALIDATION_FAILED"],
    ["without a type", { "Content-Type": null }, 415, "VALIDATION_FAILED"],
    ["without a key", { "Idempotency-Key": null }, 400, "VALIDATION_FAILED"],
    ["with a key that is none", { "Idempotency-Key": "1" }, 400, "VALIDATION_FAILED"],
  ])("%s changes nothing", async (_, headers, status, code) => {
    const session = await signedIn("kenji@example.jp");
    const before = (await read(await session.client.get(ME))).data["phone"];
    const answer = await patch(session, { phone: "03-1111-2222" }, headers);
    expect(answer.headers.get("content-type")).toBe("application/json");
    const { success, error } = await read(answer);
    expect([answer.status, success, error.code]).toEqual([status, false, code]);
    expect(error.requestId).toBe(answer.headers.get("x-request-id"));
    expect((await read(await session.client.get(ME))).data["phone"]).toBe(before);
  });

  it("by nobody is refused before anything is read, and by another method altogether", async () => {
    const session = await signedIn("amelia@example.com");
    const stranger = { client: new Client(portal.url), csrf: session.csrf };
    const anonymous = await patch(stranger, { phone: "03-1111-2222" });
    expect([anonymous.status, (await read(anonymous)).error.code]).toEqual([401, "SESSION_EXPIRED"]);
    const posted = await patch(session, { phone: "03-1111-2222" }, {}, "POST");
    expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET, HEAD, PATCH"]);
    const deleted = await patch(session, "", {}, "DELETE");
    expect([deleted.status, (await read(deleted)).error.code]).toEqual([405, "METHOD_NOT_ALLOWED"]);
    const page = await session.client.send("/account", { method: "PATCH", headers: { Origin: portal.url } });
    expect([page.status, page.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
  });

  it("without a fresh factor says where one is given, and nothing is changed", async () => {
    const client = new Client(portal.url);
    const first = await client.submit("/auth/login", { email: "waiting@example.com", password: PASSWORD });
    await client.finishSignIn(first, "waiting@example.com", { trust: "on" });
    await client.submit("/account/settings", {}, "/auth/logout");
    await client.submit("/auth/login", { email: "waiting@example.com", password: PASSWORD });
    const answer = await patch({ client, csrf: await tokenOf(client) }, { phone: "03-1111-2222" });
    const { error } = await read(answer);
    expect([answer.status, error.code]).toEqual([403, "STEP_UP_REQUIRED"]);
    const path = error.details?.["continueAt"] ?? "";
    expect(path).toMatch(/^\/auth\/step-up\?for=/);
    expect((await client.get(path)).status).toBe(200);
  });
});

describe("a postcode", () => {
  const find = (zip: string) => new Client(portal.url).get(`/api/address/lookup/zip/${zip}`);

  it.each(["5300001", "530-0001", encodeURIComponent("〒５３０－０００１")])(
    "%s is a town in both scripts",
    async (zip) => {
      const answer = await find(zip);
      expect(answer.status).toBe(200);
      expect((await read(answer)).data).toEqual({
        postcode: "530-0001",
        towns: [
          {
            prefecture: "大阪府",
            prefectureLatin: "Osaka",
            city: "大阪市北区",
            town: "梅田",
            latin: { city: "Osaka-shi Kita-ku", town: "Umeda" },
          },
        ],
      });
    },
  );

  it("may stand for several towns, or for none; what is no postcode is refused in words", async () => {
    const several = (await read(await find("498-0000"))).data["towns"] as { prefecture: string }[];
    expect(new Set(several.map(({ prefecture }) => prefecture))).toEqual(new Set(["愛知県", "三重県"]));
    const unknown = await find("0000000");
    expect([unknown.status, (await read(unknown)).error.code]).toEqual([404, "NOT_FOUND"]);
    const wrong = await find("12");
    expect([wrong.status, (await read(wrong)).error.code]).toEqual([400, "VALIDATION_FAILED"]);
  });

  it("is looked up sixty times in ten minutes by one source, and then it has to wait", async () => {
    let last = await find("1060044");
    for (let n = 0; n < 60 && last.status === 200; n += 1) last = await find("1060044");
    expect(last.status).toBe(429);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

// Last: for a while nobody asks a system that has failed.
it("half of the details are not told for the whole while a system is away", async () => {
  const client = new Client(portal.url);
  await client.signIn("grace@example.com", PASSWORD);
  await portal.crm.fault({ kind: "http_500", action: "*" });
  const answer = await client.get(ME);
  await portal.crm.clearFaults();
  expect([answer.status, (await read(answer)).error.code]).toEqual([503, "CRM_UNAVAILABLE"]);
});

it("the log holds no number and no address", () => {
  expect(JSON.stringify(logLines(portal))).not.toMatch(/1234-5678|1111-2222|billing@example\.net/);
});
