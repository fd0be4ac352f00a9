import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, hiddenFields, textOf } from "../support/http.ts";
import { csrfOf, expectErrorPage, logLines } from "../support/pages.ts";
import { PASSWORD } from "../support/portal.ts";
import { readMailedCode } from "../support/second-step.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

const EXPORT = "/account/settings/export";
const ACTIVITY = "/account/settings/activity";

type File = { parts: Record<string, { state: string; rows?: Record<string, unknown>[]; note?: string }> };

let portal: WorkerPortal;
beforeAll(async () => {
  portal = await openTestPortal({ today: "real" });
});
afterAll(async () => {
  await portal.stop();
});

async function signedIn(email: string): Promise<Client> {
  const client = new Client(portal.url);
  expect((await client.signIn(email, PASSWORD)).status).toBe(303);
  return client;
}

const pathOf = (response: Response) => response.headers.get("location") ?? "";
const look = async (client: Client, path: string) => (await client.get(path)).text();

/** The copy of a customer who has just signed in with a code. */
async function made(email: string): Promise<Client> {
  const client = await signedIn(email);
  const response = await client.submit(EXPORT, {});
  expect([response.status, pathOf(response)]).toEqual([303, EXPORT]);
  return client;
}

const json = async (client: Client) => (await (await client.get(`${EXPORT}/file.json`)).json()) as File;

describe("a copy of one's data", () => {
  it("is made on the page and downloaded as one file and as tables", async () => {
    const client = await made("amelia@example.com");
    const page = await look(client, EXPORT);
    expect(textOf(page)).toMatch(/Your download is ready\. It is available here until \d\d:\d\d JST/);
    const tables = [...page.matchAll(/href="(\/account\/settings\/export\/\w+\/file\.csv)"/g)];
    expect(tables.length).toBeGreaterThan(8);
    for (const [, path = ""] of tables) {
      const file = await client.get(path);
      expect([file.status, file.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
      expect(file.headers.get("cache-control")).toBe("private, no-store");
      expect((await file.text()).split("\r\n").length).toBeGreaterThan(2);
    }

    const response = await client.get(`${EXPORT}/file.json`);
    expect(response.headers.get("content-disposition")).toMatch(/filename="my-data_\d{4}-\d\d-\d\d\.json"/);
    const { parts } = (await response.json()) as File;
    expect(Object.values(parts).map(({ state }) => state)).not.toContain("unavailable");
    expect(parts["login"]?.rows).toMatchObject([{ email: "amelia@example.com", language: "en" }]);
    expect(parts["invoices"]?.rows?.length).toBeGreaterThan(2);
    expect(parts["contact"]?.rows).toMatchObject([{ lastName: "Carter" }]);

    expect(textOf(await look(client, ACTIVITY))).toContain("Data download prepared");
    const outbox = await client.get("/demo/outbox.json?to=amelia@example.com");
    const mails = (await outbox.json()) as { template: string; text: string }[];
    expect(mails.filter(({ template }) => template === "data-export")).toHaveLength(1);
  });

  it("is the session's own: another one, of the same person too, finds no file", async () => {
    await made("grace@example.com");
    for (const email of ["grace@example.com", "hanako@example.jp"]) {
      const other = await signedIn(email);
      for (const path of [`${EXPORT}/file.json`, `${EXPORT}/login/file.csv`])
        expect(pathOf(await other.get(path))).toBe(EXPORT);
      expect(await look(other, EXPORT)).not.toContain("file.json");
    }
  });

  it("is not opened by a trusted device: a code comes first, and then the button again", async () => {
    const email = "late@example.com";
    const client = new Client(portal.url);
    const first = await client.submit("/auth/login", { email, password: PASSWORD });
    await client.finishSignIn(first, email, { trust: "on" });
    for (const name of ["at", "rt"]) client.deleteCookie(name);
    await client.submit("/auth/login", { email, password: PASSWORD });

    const asked = pathOf(await client.submit(EXPORT, {}));
    expect(asked).toMatch(/^\/auth\/step-up\?for=[\w-]{22}$/);
    expect(pathOf(await client.get(`${EXPORT}/file.json`))).toBe(EXPORT);
    const page = await look(client, asked);
    const code = await readMailedCode(page, (path) => look(client, path), email);
    const back = pathOf(await client.post(asked, { ...hiddenFields(page), code }));
    expect(back).toMatch(/^\/account\/settings\/export\?resume=/);
    expect(pathOf(await client.submit(back, {}, EXPORT))).toBe(EXPORT);
    expect((await json(client)).parts["login"]?.rows).toMatchObject([{ email }]);
  });

  it("names the system that is down, on the page and in the file, in the person's language", async () => {
    await portal.crm.fault({ kind: "http_503" });
    const client = await made("hanako@example.jp");
    await portal.crm.clearFaults();
    const text = textOf(await look(client, EXPORT));
    expect(text).toContain("ダウンロード用データの準備ができました");
    expect(text).toContain("作成時にシステムに接続できず、取得できませんでした。");
    const { parts } = await json(client);
    for (const name of ["contact", "customerAccount"])
      expect(parts[name]).toMatchObject({
        state: "unavailable",
        note: expect.stringContaining("取得") as string,
      });
    expect(parts["invoices"]?.state).toBe("read");
  });

  it("takes no form without its key, and no table that there is not", async () => {
    const client = await signedIn("kenji@example.jp");
    client.setCookie("lang", "en");
    const csrf = csrfOf(await look(client, EXPORT));
    for (const idempotencyKey of ["", "x"])
      expect((await client.post(EXPORT, { csrf, idempotencyKey })).status).toBe(400);
    expect((await client.post(EXPORT, { csrf: "x" })).status).toBe(403);
    for (const part of ["passwords", "constructor", "__proto__"]) {
      const answer = await client.get(`${EXPORT}/${part}/file.csv`);
      await expectErrorPage(portal, answer, { status: 404, title: "Page not found" });
    }
  });

  it("is refused for the sixth time in an hour, with the time to wait", async () => {
    const client = await made("kenji@example.jp");
    client.setCookie("lang", "en");
    const again = async () => {
      // Each with a key of its own; the page shows files while there are some, and the form only before.
      const csrf = csrfOf(await look(client, "/account/settings"));
      return client.post(EXPORT, { csrf, idempotencyKey: crypto.randomUUID() });
    };
    for (let n = 0; n < 4; n += 1) expect((await again()).status).toBe(303);
    const sixth = await again();
    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers.get("retry-after"))).toBeGreaterThan(60);
  });

  it("leaves nothing about anybody in the log", () => {
    const log = JSON.stringify(logLines(portal));
    for (const text of ["amelia@", "Carter", "hanako@", "kenji@"]) expect(log).not.toContain(text);
  });
});
