import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, hiddenFields, textOf } from "../support/http.ts";
import { expectErrorPage, logLines } from "../support/pages.ts";
import { PASSWORD } from "../support/portal.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

const PAGE = "/account/settings/verification";
const MB = 1024 * 1024;

let portal: WorkerPortal;
beforeAll(async () => {
  portal = await openTestPortal({ today: "real" });
});
afterAll(async () => {
  await portal.stop();
});

async function signIn(email: string, language: "en" | "ja" = "en"): Promise<Client> {
  const client = new Client(portal.url);
  expect((await client.signIn(email, PASSWORD)).status).toBe(303);
  client.setCookie("lang", language);
  return client;
}

/** The least that is a whole JPEG, and as much more of it as wanted. */
const jpeg = (size = 64) =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2]),
    Buffer.alloc(size - 8, 1),
    Buffer.from([0xff, 0xd9]),
  ]);

type Sending = { bytes?: Uint8Array | null; name?: string; fields?: Record<string, string>; path?: string };

/** As the page's form is sent by a browser. `bytes` null: no file was chosen. */
async function send(
  client: Client,
  { bytes = jpeg(), name = "card.jpg", fields, path = PAGE }: Sending = {},
) {
  const form = new FormData();
  const own = fields ?? hiddenFields(await (await client.get(path)).text());
  for (const [field, value] of Object.entries(own)) form.append(field, value);
  const file = bytes === null ? new File([], "") : new File([new Uint8Array(bytes)], name);
  form.append("document", file);
  return client.send(path, { method: "POST", body: form, headers: { Origin: portal.url } });
}
const documents = async () => (await portal.crm.view("documents")) as Record<string, unknown>[];

describe("the identity check", () => {
  it.each([
    ["newbie@example.com", "en", ["Not submitted", "Send a document", "12-digit My Number"]],
    ["amelia@example.com", "en", ["Verified", "Chip of a document, read with a photo of your face"]],
    ["late@example.com", "en", ["Not accepted", "The photo is not readable.", "Send a document"]],
    ["kenji@example.jp", "ja", ["確認中", "書類を確認しています", "2026年4月から"]],
    ["hanako@example.jp", "ja", ["確認済み", "対面での、書類のICチップの読み取り"]],
  ] as const)("of %s", async (email, language, texts) => {
    const client = await signIn(email, language);
    const response = await client.get(PAGE);
    expect(response.status).toBe(200);
    const html = await response.text();
    // Only who waits for an answer is told of it by a script.
    const waitsFor = /data-live="([^"]*)"/.exec(html)?.[1];
    expect(waitsFor).toBe(email === "kenji@example.jp" ? "account.verification.changed" : "");
    for (const text of texts) expect(textOf(html)).toContain(text);
    const takesFile = ["newbie@example.com", "late@example.com"].includes(email);
    expect(html.includes('type="file"')).toBe(takesFile);
  });

  it("asks the customer system anew on request, and says so while it does not answer", async () => {
    const client = await signIn("grace@example.com");
    await portal.crm.fault({ action: "retrieve Account", kind: "http_503" });
    const text = textOf(await (await client.get(PAGE)).text());
    await portal.crm.clearFaults();
    expect(text).toContain("We cannot show the status of your identity check right now");
    expect(text).not.toMatch(/Not submitted|Send document/);
    const again = await client.get(`${PAGE}?retry=verification&returnTo=%2Faccount%2Forder`);
    expect(again.headers.get("location")).toBe(`${PAGE}?returnTo=%2Faccount%2Forder`);
    expect(textOf(await (await client.get(PAGE)).text())).toContain("Not submitted");
  });
});

describe("a file", () => {
  const faults: [string, Sending, string][] = [
    ["none", { bytes: null }, "Choose a file."],
    ["that is empty", { bytes: Buffer.alloc(0) }, "This file is empty."],
    [
      "that calls itself a picture",
      { bytes: Buffer.from("<script>alert(1)</script>") },
      "cannot open this file",
    ],
    ["SVG", { bytes: Buffer.from("<svg onload=alert(1)>"), name: "a.svg" }, "cannot open this file"],
    ["that was cut off", { bytes: jpeg().subarray(0, 40) }, "This file is incomplete."],
    ["one byte too large", { bytes: jpeg(5 * MB + 1) }, "This file is too large"],
    ["far too large", { bytes: jpeg(9 * MB) }, "This file is too large"],
  ];
  it.each(faults)("%s is refused beside its field", async (_, sending, text) => {
    const client = await signIn("late@example.com");
    const response = await send(client, sending);
    expect(response.status).toBe(400);
    const html = await response.text();
    expect(html).toMatch(new RegExp(`id="document-error"[^>]*>(<svg.*?</svg>)?[^<]*${text}`));
    expect(html).toContain('<a href="#document">');
    expect(html).toMatch(/<title>[^<]*Identity check/);
    expect(await documents()).toEqual([]);
  });

  it("is told of in the person's language", async () => {
    const client = await signIn("newbie@example.com", "ja");
    expect(textOf(await (await send(client, { bytes: jpeg(6 * MB) })).text())).toContain(
      "サイズが大きすぎます",
    );
  });

  it.each([
    ["no token", () => ({ idempotencyKey: randomUUID() })],
    ["a wrong token", () => ({ csrf: "A".repeat(43), idempotencyKey: randomUUID() })],
  ])("with %s is not looked at", async (_, fields) => {
    const client = await signIn("newbie@example.com");
    await expectErrorPage(portal, await send(client, { fields: fields() }), {
      status: 403,
      title: "This form is no longer valid",
    });
  });

  it("without a key, or as a text, is no form of ours", async () => {
    const client = await signIn("newbie@example.com");
    const { csrf = "" } = hiddenFields(await (await client.get(PAGE)).text());
    await expectErrorPage(portal, await send(client, { fields: { csrf } }), {
      status: 400,
      title: "We could not process your request",
    });
    const asText = await client.post(PAGE, { csrf, idempotencyKey: randomUUID(), document: "card" });
    expect(asText.status).toBe(400);
    expect(await asText.text()).toContain("document-error");
  });

  it("of a stranger leads to the sign-in, however large it is", async () => {
    for (const bytes of [jpeg(), jpeg(2 * MB), jpeg(9 * MB)]) {
      const response = await send(new Client(portal.url), { bytes, fields: { csrf: "x" } });
      expect(response.status).toBe(303);
      expect(response.headers.get("location")).toMatch(/^\/auth\/login\?returnTo=/);
    }
  });

  it("of that size is let through nowhere else", async () => {
    const client = await signIn("newbie@example.com");
    const form = new FormData();
    form.append("csrf", "x");
    form.append("document", new File([new Uint8Array(MB)], "x"));
    const response = await client.send("/account/settings", {
      method: "POST",
      body: form,
      headers: { Origin: portal.url },
    });
    expect(response.status).toBe(413);
  });

  it("that is right goes to staff once, and the page says so", async () => {
    const client = await signIn("newbie@example.com");
    const path = `${PAGE}?returnTo=${encodeURIComponent("/account/order?checkout=1")}`;
    const fields = hiddenFields(await (await client.get(path)).text());
    const bytes = jpeg(5 * MB);
    const answers = await Promise.all([
      send(client, { bytes, fields, path }),
      send(client, { bytes, fields, path }),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(303);
      expect(answer.headers.get("location")).toBe(
        `${PAGE}?returnTo=${encodeURIComponent("/account/order?checkout=1")}`,
      );
    }
    expect(await documents()).toMatchObject([
      {
        PathOnClient: "identity-document.jpg",
        ContentSize: 5 * MB,
        FirstPublishLocationId: "0015h0000000004AAA",
      },
    ]);
    const html = await (await client.get(path)).text();
    expect(textOf(html)).toContain("We received your document.");
    expect(textOf(html)).toContain("Under review");
    expect(html).toContain('href="/account/order?checkout=1"');
    expect(textOf(html)).toContain("Back to checkout");
    expect(html).not.toContain('type="file"');
    const activity = textOf(await (await client.get("/account/settings/activity")).text());
    expect(activity).toContain("Identity document sent");
  });

  it("is refused by staff, with their words as text, and another one can be sent", async () => {
    const client = await signIn("late@example.com");
    await portal.crm.command("reject-identity", { account: "CN-100005", message: "<b>Too dark</b>" });
    const page = await client.get(`${PAGE}?retry=verification`);
    expect(page.status).toBe(303);
    expect(await (await client.get(PAGE)).text()).toContain("&lt;b&gt;Too dark&lt;/b&gt;");
    expect((await send(client, { bytes: Buffer.from("%PDF-1.7\n%%EOF\n"), name: "x.exe" })).status).toBe(303);
    expect(await documents()).toContainEqual(
      expect.objectContaining({ PathOnClient: "identity-document.pdf", FileType: "PDF" }),
    );
  });

  it("meets a system that does not answer: told beside the field, and nothing is lost by sending it again", async () => {
    const client = await signIn("grace@example.com");
    await client.get(PAGE);
    await portal.crm.fault({ action: "create ContentVersion", kind: "lost_answer", times: 1 });
    const failed = await send(client);
    expect(failed.status).toBe(503);
    expect(Number(failed.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await failed.text()).toMatch(/id="document-error"[^>]*>.*is not responding/);
    expect((await send(client)).status).toBe(303);
    const own = (await documents()).filter((row) => row["FirstPublishLocationId"] === "0015h0000000009AAA");
    expect(own).toHaveLength(1);
  });

  it("is in no log", () => {
    const log = JSON.stringify(logLines(portal));
    for (const trace of ["card.jpg", "x.exe", "Too dark", "alert(1)"]) expect(log).not.toContain(trace);
  });
});

describe("the way back", () => {
  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "/auth/logout",
  ])("%s is none", async (target) => {
    const client = await signIn("amelia@example.com");
    const html = await (await client.get(`${PAGE}?returnTo=${encodeURIComponent(target)}`)).text();
    // The link to the other language keeps the address as it is.
    expect(html).not.toMatch(/href="[^"/]*[/\\]{1,2}(?:evil|auth\/logout)|href="javascript:|Back to/);
  });

  it("to another page of the account is called so", async () => {
    const client = await signIn("amelia@example.com");
    const html = await (await client.get(`${PAGE}?returnTo=%2Faccount%2Forders`)).text();
    expect(html).toContain('href="/account/orders"');
    expect(textOf(html)).toContain("Back to previous page");
  });
});
