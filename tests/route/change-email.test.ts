import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, hiddenFields, textOf } from "../support/http.ts";
import { csrfOf, logLines } from "../support/pages.ts";
import { PASSWORD } from "../support/portal.ts";
import { readMailedCode } from "../support/second-step.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

const EMAIL = "/account/settings/email";
const UNDO = "/auth/undo-email";
const OLD = "amelia@example.com";
const NEW = "amelia.carter@example.net";

let portal: WorkerPortal;
let amelia: Client;
beforeAll(async () => {
  // What the other systems are told is signed with the time.
  portal = await openTestPortal({ today: "real" });
  amelia = new Client(portal.url);
  await amelia.signIn(OLD, PASSWORD);
});
afterAll(async () => {
  await portal.stop();
});

const pathOf = (response: Response) => response.headers.get("location") ?? "";
const page = async (path: string, client = amelia) => (await client.get(path)).text();
type Mail = { template: string; text: string };
const mailsTo = async (address: string) =>
  JSON.parse(await page(`/demo/outbox.json?${new URLSearchParams({ to: address })}`)) as Mail[];

const ask = (newEmail: string) => amelia.submit(EMAIL, { intent: "address", newEmail });

/** Until the job has told the other systems. */
async function untilSynced(client: Client): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (!textOf(await page(EMAIL, client)).includes("may still show your previous address")) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("never told the other systems");
}

const NEW_PASSWORD = "copper kettle under stairs";

async function setNewPassword(email: string): Promise<void> {
  const browser = new Client(portal.url);
  await browser.submit("/auth/forgot-password", { email });
  const link = async () => {
    const mails = await mailsTo(email);
    return (
      mails.flatMap(({ text }) => /http\S+reset-password\?token=[\w-]+/.exec(text)?.[0] ?? []).at(0) ?? ""
    );
  };
  await expect.poll(link, { timeout: 10_000 }).not.toBe("");
  await browser.get((await link()).slice(portal.url.length));
  const fields = { newPassword: NEW_PASSWORD, repeatPassword: NEW_PASSWORD };
  expect((await browser.submit("/auth/reset-password", fields)).status).toBe(303);
}

describe("another address", () => {
  it.each([
    ["", "Enter an e-mail address"],
    ["nobody", "Enter an e-mail address"],
    ["a b@example.com", "Enter an e-mail address"],
    ["<b>@example.com", "Enter an e-mail address"],
    [`${"a".repeat(60)}@${"b".repeat(30)}.example`, "This address is too long"],
    [OLD, "This is already your e-mail address"],
  ])("that cannot be one is told beside its field, and kept: %j", async (typed, told) => {
    const response = await ask(typed);
    const html = await response.text();
    expect(response.status).toBe(400);
    expect(textOf(html)).toContain(told);
    expect(html).toContain("<title>Error: E-mail address");
    expect(html).toContain('aria-describedby="newEmail-hint newEmail-error"');
    const kept = typed.replace("<", "&lt;").replace(">", "&gt;");
    expect(html).toMatch(new RegExp(`<input[^>]*id="newEmail"[^>]* value="${kept}"`));
  });

  it("of somebody else answers as one of nobody", async () => {
    const answers: string[] = [];
    for (const address of ["hanako@example.jp", "free@example.net"]) {
      expect(pathOf(await ask(address))).toBe(EMAIL);
      const html = await page(EMAIL);
      answers.push(
        textOf(html)
          .replace(address, "?")
          .replace(/marked [A-Z]{4}/, "marked ?"),
      );
      const wrong = await amelia.post(EMAIL, { ...hiddenFields(html), code: "000000" });
      expect(wrong.status).toBe(400);
      expect(textOf(await wrong.text())).toContain("This is not the code from our latest e-mail");
      expect(pathOf(await amelia.post(EMAIL, { csrf: csrfOf(html), intent: "other" }))).toBe(EMAIL);
    }
    expect(answers[0]).toBe(answers[1]);
    expect((await mailsTo("hanako@example.jp"))[0]?.template).toBe("email-taken");
    expect((await mailsTo("free@example.net"))[0]?.template).toBe("code");
  });

  it("is the login's, the billing system's and the customer system's after its code", async () => {
    expect(pathOf(await ask(NEW))).toBe(EMAIL);
    const html = await page(EMAIL);
    const code = await readMailedCode(html, (path) => page(path), NEW);
    for (const typed of ["12345", "abcdef", ""]) {
      const wrong = await amelia.post(EMAIL, { ...hiddenFields(html), code: typed });
      expect([wrong.status, textOf(await wrong.text()).includes("Enter the 6 digits")]).toEqual([400, true]);
    }
    expect(pathOf(await amelia.post(EMAIL, { ...hiddenFields(html), code }))).toBe(EMAIL);
    expect(textOf(await page(EMAIL))).toContain(`You sign in with ${NEW}`);
    await untilSynced(amelia);
    expect(textOf(await page("/account/settings"))).toContain(`E-mail ${NEW}`);

    const again = await amelia.post(EMAIL, { ...hiddenFields(html), code });
    expect(again.status).toBe(410);
    const before = await new Client(portal.url).signIn(OLD, PASSWORD);
    expect(before.status).toBe(401);
    const after = new Client(portal.url);
    expect(pathOf(await after.signIn(NEW, PASSWORD))).toBe("/account");
  });

  it("that was changed a moment ago is not changed again at once", async () => {
    const thief = new Client(portal.url);
    await thief.signIn(NEW, PASSWORD);
    const fields = { intent: "address", newEmail: "thief@example.net" };
    const stepUp = pathOf(await thief.submit(EMAIL, fields));
    expect(stepUp).toMatch(/^\/auth\/step-up/);
    expect(textOf(await page(stepUp, thief))).toContain("Not available yet");
  });
});

describe("the link in the mail to the old address", () => {
  it("leaves the address bar at once, and undoes nothing by being opened", async () => {
    const owner = new Client(portal.url);
    const mail = (await mailsTo(OLD)).find(({ template }) => template === "email-left");
    const link = /http\S+/.exec(mail?.text ?? "")?.[0] ?? "";
    expect(link).toMatch(new RegExp(`^${portal.url}/auth/undo-email\\?token=[\\w-]{43}$`));
    const opened = await owner.get(link.slice(portal.url.length));
    expect([pathOf(opened), opened.headers.get("referrer-policy")]).toEqual([
      `${UNDO}?opened=1`,
      "no-referrer",
    ]);
    const html = await page(UNDO, owner);
    expect(textOf(html)).toContain("Undo change");
    expect(textOf(await page(EMAIL))).toContain(NEW);

    const undone = await owner.post(UNDO, hiddenFields(html));
    expect(pathOf(undone)).toBe(`${UNDO}?done=1`);
    expect(textOf(await page(`${UNDO}?done=1`, owner))).toContain("The change was undone");
    // Everybody is signed out, the one who made the change too.
    expect(pathOf(await amelia.get(EMAIL))).toMatch(/^\/auth\/login/);

    await owner.get(link.slice(portal.url.length));
    const gone = await owner.get(UNDO);
    expect(gone.status).toBe(410);
    expect(textOf(await gone.text())).toContain("This link no longer works");
    // Whoever made the change knows the password: it is void, and a new one is set from the mailbox that is the owner's again.
    expect((await amelia.signIn(OLD, PASSWORD)).status).toBe(401);
    await setNewPassword(OLD);
    expect(pathOf(await amelia.signIn(OLD, NEW_PASSWORD))).toBe("/account");
    await untilSynced(amelia);
    expect(textOf(await page("/account/settings"))).toContain(`E-mail ${OLD}`);
  });

  it.each(["", "A".repeat(43), "../../etc", "<b>"])("that is none opens nothing: %j", async (token) => {
    const stranger = new Client(portal.url);
    expect(pathOf(await stranger.get(`${UNDO}?${new URLSearchParams({ token })}`))).toBe(`${UNDO}?opened=1`);
    const response = await stranger.get(UNDO);
    expect(response.status).toBe(410);
    const answer = await stranger.post(UNDO, { csrf: await csrfFor(stranger) });
    expect(answer.status).toBe(410);
  });

  /** The page without a good link has no form; another page of the same browser has one. */
  const csrfFor = async (client: Client) => csrfOf(await page("/auth/login", client));

  it("is written down for the owner to read, and no address stands in the log", async () => {
    const text = textOf(await page("/account/settings/activity"));
    for (const what of [
      "Code sent to a new e-mail address",
      "E-mail address changed",
      "E-mail address change undone",
    ])
      expect(text).toContain(what);
    const log = JSON.stringify(logLines(portal));
    for (const address of [OLD, NEW, "free@example.net"]) expect(log).not.toContain(address);
  });
});
