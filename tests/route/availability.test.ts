import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, hiddenFields, textOf } from "../support/http.ts";
import { csrfOf, expectErrorPage, logLines } from "../support/pages.ts";
import { PASSWORD } from "../support/portal.ts";
import { readMailedCode } from "../support/second-step.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

const PAGE = "/services/internet/check-availability";
const NEW_PASSWORD = "seven-lanterns-by-the-river";

let portal: WorkerPortal;
beforeAll(async () => {
  portal = await openTestPortal({ today: "real", environment: { TRUSTED_PROXIES: "1" } });
});
afterAll(async () => {
  await portal.stop();
});

let sources = 0;
/** A browser whose address is its own: limits count sources. */
function visitor(headers: Record<string, string> = {}): Client {
  sources += 1;
  return new Client(portal.url, { "X-Forwarded-For": `198.51.100.${sources}`, ...headers });
}
const person = { firstName: "Vera", lastName: "Visitor" };
const home = { postcode: "1060044", block: "1-9-2", home: "apartment", building: "Azabu Court", room: "305" };

/** Fills in the form in its two steps: the postcode is looked up first. */
async function send(client: Client, fields: Record<string, string>) {
  const looked = await client.submit(PAGE, { ...person, postcode: home.postcode });
  expect(looked.status).toBe(200);
  const page = await looked.text();
  expect(textOf(page)).toContain("東京都港区東麻布");
  return client.post(PAGE, { ...hiddenFields(page), ...person, ...home, ...fields });
}
type Row = Record<string, unknown>;
const reviewsOf = async (email: string) =>
  ((await portal.crm.view("cases")) as Row[]).filter((row) => String(row["Description"]).includes(email));
const mailsTo = async (email: string) => {
  const outbox = await visitor().get(`/demo/outbox.json?to=${encodeURIComponent(email)}`);
  const mails = (await outbox.json()) as unknown[];
  return mails.filter((mail) => JSON.stringify(mail).includes("/auth/get-started"));
};

describe("the page", () => {
  it("is reached from the public page about internet, and stored by nobody", async () => {
    const html = await (await visitor().get("/services/internet")).text();
    expect(html).toContain(`href="${PAGE}"`);
    const response = await visitor().get(PAGE);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(textOf(await response.text())).toContain("Check availability");
  });

  it("speaks Japanese, family name first", async () => {
    const html = await (await visitor({ "Accept-Language": "ja" }).get(PAGE)).text();
    expect(textOf(html)).toContain("提供エリアの確認");
    expect(html.indexOf('id="lastName"')).toBeLessThan(html.indexOf('id="firstName"'));
  });

  it("is not for who is signed in: they have their own", async () => {
    const client = new Client(portal.url);
    await client.signIn("amelia@example.com", PASSWORD);
    for (const answer of [await client.get(PAGE), await client.post(PAGE, { csrf: "x" })])
      expect([answer.status, answer.headers.get("location")]).toEqual([303, "/account/services/internet"]);
  });
});

describe("a request", () => {
  it.each(["visitor@example.com", "amelia@example.com"])(
    "of %s is answered the same, mailed, and brought to staff",
    async (email) => {
      const answer = await send(visitor(), { email, intent: "request" });
      expect([answer.status, answer.headers.get("location")]).toEqual([303, `${PAGE}?sent=1`]);
      const page = textOf(await (await visitor().get(`${PAGE}?sent=1`)).text());
      expect(page).toContain("Check your e-mail");
      expect(page).toContain("View plans and prices");
      expect(page).not.toContain(email);
      await expect.poll(() => reviewsOf(email), { timeout: 15_000 }).toHaveLength(1);
      expect(await mailsTo(email)).toHaveLength(1);
    },
  );

  it.each([
    [{ email: "" }, "Enter your e-mail address"],
    [{ email: "nobody" }, "Enter an e-mail address"],
    [{ email: "a@example.com\r\nBcc: b@example.com" }, "Enter an e-mail address"],
    [{ email: "v@example.com", firstName: " " }, "given name"],
    [{ email: "v@example.com", lastName: "x".repeat(81) }, "too long"],
    [{ email: "v@example.com", block: "" }, "block"],
    [{ email: "v@example.com", postcode: "12" }, "7-digit"],
  ])("with %j is refused beside the field, and what was typed is kept", async (fields, text) => {
    const answer = await send(visitor(), { intent: "request", ...fields });
    expect(answer.status).toBe(400);
    const html = await answer.text();
    expect(html).toContain('role="alert"');
    expect(textOf(html).toLowerCase()).toContain(text.toLowerCase());
    if (!("firstName" in fields)) expect(html).toContain('value="Vera"');
    expect(html).toMatch(/class="err" id="\w+-error"/);
  });

  it("keeps hostile names as text, and marks that turn the reading direction out", async () => {
    const hostile = { firstName: "Rob' &amp;", lastName: 'egnaro\u202E" OR 1=1 --' };
    const markup = { ...hostile, firstName: "<b>Rob</b>", email: "markup@example.com" };
    const refused = await send(visitor(), { intent: "request", ...markup });
    expect(refused.status).toBe(400);
    expect(await refused.text()).not.toContain("<b>Rob");
    await send(visitor(), { email: "hostile.visitor@example.com", intent: "request", ...hostile });
    await expect.poll(() => reviewsOf("hostile.visitor@example.com"), { timeout: 15_000 }).toHaveLength(1);
    const [review] = await reviewsOf("hostile.visitor@example.com");
    expect(review?.["Description"]).toContain(`Name: Rob' &amp; egnaro" OR 1=1 --`);
  });

  it("without the page's token is refused", async () => {
    const fields = { ...person, ...home, email: "v@example.com", idempotencyKey: randomUUID() };
    await expectErrorPage(portal, await visitor().post(PAGE, fields), {
      status: 403,
      title: "This site needs cookies",
    });
    const other = csrfOf(await (await visitor().get(PAGE)).text());
    expect((await visitor().post(PAGE, { ...fields, csrf: other })).status).toBe(403);
  });

  it("is refused when one source sends too many, and says so in words", async () => {
    const client = visitor();
    const statuses: number[] = [];
    for (let count = 0; count < 11; count += 1) {
      const answer = await send(client, { email: `mass${count}@example.com`, intent: "request" });
      statuses.push(answer.status);
      if (answer.status !== 429) continue;
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
      const html = await answer.text();
      expect(textOf(html)).toContain("Too many requests");
      expect(html).toContain(`value="mass${count}@example.com"`);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(303), 429]);
  });
});

describe("with an account", () => {
  it("the mailbox is proved first, what was typed is filled in, and the check is asked for at the end", async () => {
    const client = visitor();
    const email = "account.visitor@example.com";
    const begun = await send(client, { email, intent: "account" });
    expect([begun.status, begun.headers.get("location")]).toEqual([303, "/auth/get-started/code"]);
    expect(await reviewsOf(email)).toEqual([]);
    const codePage = await (await client.get("/auth/get-started/code")).text();
    const code = await readMailedCode(codePage, async (path) => (await client.get(path)).text(), email);
    await client.post("/auth/get-started/code", { csrf: csrfOf(codePage), code });

    const html = await (await client.get("/auth/get-started/account")).text();
    for (const value of ["Vera", "Visitor", "1-9-2", "Azabu Court", "305"])
      expect(html).toContain(`value="${value}"`);
    expect(textOf(html)).toContain("東京都港区東麻布");
    const opened = await client.post("/auth/get-started/account", {
      ...hiddenFields(html),
      ...person,
      ...home,
      phone: "03-0000-4001",
      birthEra: "showa",
      birthYear: "63",
      birthMonth: "3",
      birthDay: "12",
      gender: "female",
      terms: "on",
      newPassword: NEW_PASSWORD,
      repeatPassword: NEW_PASSWORD,
    });
    expect([opened.status, opened.headers.get("location")]).toEqual([
      303,
      "/account/services/internet/request-submitted",
    ]);
    const shop = textOf(await (await client.get("/account/services/internet")).text());
    expect(shop).toContain("We are checking your address");
    const cases = ((await portal.crm.view("cases")) as Row[]).filter(({ Description }) =>
      String(Description).includes("created for this request"),
    );
    expect(cases.at(-1)?.["Description"]).toContain("Azabu Court 305");
  });

  it("while the check cannot be asked for the account is there all the same, with its button", async () => {
    const client = visitor();
    const email = "unlucky.visitor@example.com";
    await send(client, { email, intent: "account" });
    const codePage = await (await client.get("/auth/get-started/code")).text();
    const code = await readMailedCode(codePage, async (path) => (await client.get(path)).text(), email);
    await client.post("/auth/get-started/code", { csrf: csrfOf(codePage), code });
    const html = await (await client.get("/auth/get-started/account")).text();
    await portal.crm.fault({ action: "upsert Opportunity", kind: "http_503" });
    const opened = await client.post("/auth/get-started/account", {
      ...hiddenFields(html),
      ...person,
      ...home,
      phone: "03-0000-4002",
      birthEra: "western",
      birthYear: "1990",
      birthMonth: "3",
      birthDay: "12",
      gender: "",
      terms: "on",
      newPassword: NEW_PASSWORD,
      repeatPassword: NEW_PASSWORD,
    });
    await portal.crm.clearFaults();
    expect([opened.status, opened.headers.get("location")]).toEqual([303, "/account/services/internet"]);
    expect(textOf(await (await client.get("/account/services/internet")).text())).toContain(
      "Check this address",
    );
  });
});

it("nothing of what visitors type is in the log", () => {
  const log = JSON.stringify(logLines(portal));
  for (const trace of ["visitor@example", "Vera", "Azabu", "東麻布"]) expect(log).not.toContain(trace);
});
