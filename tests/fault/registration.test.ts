import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newDataFolder } from "#db/testing.server.ts";
import { Client, hiddenFields, textOf } from "../support/http.ts";
import { csrfOf } from "../support/pages.ts";
import { end, SHORT_TIMES, startAgain, startTestPortal, type TestPortal } from "../support/portal.ts";
import { readMailedCode } from "../support/second-step.ts";
import type { SandboxControl } from "../support/sandbox-control.ts";

const START = "/auth/get-started";
const ACCOUNT = `${START}/account`;
const PASSWORD = "seven-lanterns-by-the-river";
const START_MS = 120_000;
/** Until a call whose answer was lost may be made again, and the pages between. */
const RECOVERY_MS = 60_000;

/** One portal after the other on one data folder, killed in the middle; the sandboxes live on, as the real systems do. */
let portal: TestPortal;
let folder: string;

beforeAll(async () => {
  folder = await newDataFolder();
  const environment = { ...SHORT_TIMES, TRUSTED_PROXIES: "1", INVOICE_INDEX_LIMIT: "0" };
  portal = await startTestPortal({ embedded: true, dataDir: folder, today: "real", environment });
}, START_MS);
afterAll(async () => {
  await portal.stop();
  rmSync(folder, { recursive: true, force: true });
});

let sources = 0;

async function proved(email: string): Promise<{ client: Client; html: string }> {
  sources += 1;
  const client = new Client(portal.url, { "X-Forwarded-For": `198.51.100.${sources}` });
  await client.submit(START, { email }, `${START}?index`);
  const page = await (await client.get(`${START}/code`)).text();
  const code = await readMailedCode(page, async (path) => (await client.get(path)).text(), email);
  await client.post(`${START}/code`, { csrf: csrfOf(page), code });
  return { client, html: await (await client.get(ACCOUNT)).text() };
}

const person = {
  firstName: "Nora",
  lastName: "Newcastle",
  phone: "03-0000-4001",
  birthEra: "western",
  birthYear: "1988",
  birthMonth: "3",
  birthDay: "12",
  postcode: "106-0044",
  block: "1-9-2",
  home: "house",
};

async function fillIn({ client, html }: { client: Client; html: string }): Promise<Response> {
  const page = await (await client.post(ACCOUNT, { ...hiddenFields(html), ...person })).text();
  const password = { newPassword: PASSWORD, repeatPassword: PASSWORD, terms: "on" };
  return client.post(ACCOUNT, { ...hiddenFields(page), ...person, ...password });
}

/** The person comes back to the portal that was started anew, until it has an account for them. */
async function comeBack(email: string): Promise<void> {
  const { client, html } = await proved(email);
  let text = textOf(html);
  for (const until = Date.now() + RECOVERY_MS; Date.now() < until;) {
    if (/Your account is ready|You already have an account/.test(text)) return;
    expect(text).toMatch(/We are setting up your account|Your details|Finish creating your account/);
    const page = await (await client.get(ACCOUNT)).text();
    if (/name="firstName"/.test(page)) await fillIn({ client, html: page });
    else await client.post(ACCOUNT, { csrf: csrfOf(page), intent: "resume" });
    const next = await client.get(ACCOUNT);
    if (next.headers.get("location") === "/account") return;
    text = textOf(await next.text());
    if (text.includes("We are setting up")) await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`no account: ${text}`);
}

/** How many records each system has of this person, by what it was asked to make. */
async function countMade(control: SandboxControl, action: string): Promise<number> {
  return (await control.calls()).byAction[action] ?? 0;
}

/** Where the process dies: while the call waits, which then either never happens or happens without anybody hearing of it. */
const CUTS = [
  { system: "crm", action: "composite", kind: "hang" },
  { system: "crm", action: "composite", kind: "slow" },
  { system: "crm", action: "retrieve Account", kind: "hang" },
  { system: "sandbox", action: "AddClient", kind: "hang" },
  { system: "sandbox", action: "AddClient", kind: "slow" },
  { system: "crm", action: "update Account", kind: "hang" },
] as const;

describe("a process that is killed while somebody registers", () => {
  it.each(CUTS)(
    "at the $system call $action ($kind) leaves one customer in every system",
    async ({ system, action, kind }) => {
      const email = `${action.toLowerCase().replace(/\W/g, "-")}-${kind}@example.com`;
      const begun = await proved(email);
      await Promise.all([portal.crm.clearCalls(), portal.sandbox.clearCalls()]);
      const control = portal[system];
      await control.fault({ action, kind, times: 1, delayMs: 1500 });
      const lost = fillIn(begun).catch(() => null);
      await expect.poll(() => countMade(control, action), { timeout: 30_000 }).toBeGreaterThan(0);
      await end(portal.process, "SIGKILL");
      expect(await lost).toBeNull();
      // What was on its way arrives; what hung is gone.
      if (kind === "slow") await new Promise((resolve) => setTimeout(resolve, 2000));
      await Promise.all([portal.crm.clearFaults(), portal.sandbox.clearFaults()]);
      portal = await startAgain(portal);

      await comeBack(email);
      const signedIn = new Client(portal.url, { "X-Forwarded-For": "203.0.113.9" });
      const response = await signedIn.signIn(email, PASSWORD);
      expect(response.headers.get("location")).toBe("/account");
      expect(textOf(await (await signedIn.get("/account")).text())).toContain("Nora Newcastle");
      await expectOne(email);
    },
    START_MS * 2,
  );
});

/** By the control of each system: clients and contacts with this address. */
async function expectOne(email: string): Promise<void> {
  const clients = await fetch(`${portal.sandboxUrl}/includes/api.php`, {
    method: "POST",
    body: new URLSearchParams({
      action: "GetClients",
      identifier: portal.environment["WHMCS_API_IDENTIFIER"] ?? "",
      secret: portal.environment["WHMCS_API_SECRET"] ?? "",
      responsetype: "json",
      search: email,
    }),
  });
  expect(await clients.json()).toMatchObject({ totalresults: 1 });
  // The portal's look-up calls staff instead of finding an account where there are two.
  const { html } = await proved(email);
  expect(textOf(html)).toContain("You already have an account");
}
