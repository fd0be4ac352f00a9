import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findContractDocument } from "#db/repositories/contract-documents.server.ts";
import { asCustomer, asSystem } from "#db/row-security.server.ts";
import { cancellationWindow } from "#domain/orders/initial-cancellation.ts";
import { OrderIdSchema, type OrderId } from "#domain/shared/salesforce-ids.ts";
import { createOutboxOnlyMailer } from "#integrations/email/outbox-only-mailer.ts";
import { deliverMail } from "~/platform/queue/deliver-mail.server.ts";
import type { Services } from "~/services.ts";
import { startTestDeps, type TestDeps } from "../../deps.testing.ts";
import { ownerOf, press, screenOf, SIM, VPN, walkToConfirm } from "../checkout/checkout.testing.ts";
import { openContract } from "./open-contract.server.ts";
import { placeContractDocument } from "./place-contract-document.server.ts";

let bench: TestDeps;
let deps: Services;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
// Without bringing the sandbox's data back: documents stay, so the ids of their orders must not come again.
beforeEach(async () => {
  await bench.reset();
  deps = bench.freshDeps();
});

const amelia = ownerOf(1001);
const hanako = ownerOf(1002);

async function ordered(selection = VPN, owner = amelia, language: "en" | "ja" = "en"): Promise<OrderId> {
  const walk = await walkToConfirm(deps, { owner, selection, language });
  const outcome = await press(deps, walk, await screenOf(deps, walk));
  if (outcome.state !== "placed") throw new Error(outcome.state);
  await asSystem(bench.database, (tx) => tx.raw("DELETE FROM mail_outbox"));
  return outcome.orderId;
}
const place = (orderId: OrderId) =>
  asSystem(bench.database, (tx) => placeContractDocument(deps, tx, { orderId }));
const find = (orderId: OrderId, { userId } = amelia) =>
  asCustomer(bench.database, userId, (tx) => findContractDocument(tx, { userId, orderId }));
const mails = async () =>
  (await asSystem(bench.database, (tx) => tx.raw("SELECT id, template, text FROM mail_outbox"))).rows;

test("is made of what was confirmed, whatever is true by now, and carries its own fingerprint", async () => {
  const orderId = await ordered();
  await bench.crmControl("POST", "/set-price", { sku: "VPN-REMOTE-ACCESS-UK-LONDON", price: "9900" });
  bench.wait(26 * 60 * 60 * 1000);
  expect(await place(orderId)).toBe("placed");
  await bench.crmControl("POST", "/set-price", { sku: "VPN-REMOTE-ACCESS-UK-LONDON", price: "2500" });

  const contract = await find(orderId);
  expect(contract).toMatchObject({ language: "en", notifiedAt: null, firstOpenedAt: null, receivedAt: null });
  const { content = "", sha256 } = contract ?? {};
  expect(createHash("sha256").update(content).digest("hex")).toBe(sha256);
  for (const said of [
    "Amelia Carter",
    orderId,
    "Tuesday 24 November 2026",
    "〒106-0044",
    "¥2,750 a month",
    "Visa ending 4242",
    "Emergency calls",
    "Initial contract cancellation (8 days)",
    "Billed by the calendar month",
    "0120-000-000",
  ])
    expect(content).toContain(said);
  expect(content).not.toContain("¥10,890");
  expect(content).not.toMatch(/font:[1-7]pt|<script/);
});

test("is placed once, also by two at the same time, with one mail", async () => {
  const orderId = await ordered();
  expect((await Promise.all([place(orderId), place(orderId)])).sort()).toEqual(["placed", "there"]);
  expect(await place(orderId)).toBe("there");
  const [mail, ...others] = await mails();
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ template: "contract-document" });
  expect(mail?.["text"]).toContain(`/account/orders/${orderId}/contract`);
});

test("that was not ordered here is nobody's", async () => {
  expect(await place(OrderIdSchema.parse("8015h0000000007AAA"))).toBe("not_ours");
  expect(await mails()).toEqual([]);
});

test("counts as received with the mail or with its opening, whichever comes first, once", async () => {
  const orderId = await ordered();
  await place(orderId);
  bench.wait(60_000);
  const opened = await openContract(deps, amelia, { orderId });
  expect(opened).toMatchObject({ firstOpenedAt: deps.now(), receivedAt: deps.now(), notifiedAt: null });
  bench.wait(60_000);
  const [mail] = await mails();
  const { database, logger, metrics, now } = deps;
  const delivery = { database, logger, metrics, now, mailer: createOutboxOnlyMailer(), keepsText: true };
  await deliverMail(delivery, String(mail?.["id"]));
  bench.wait(60_000);
  const again = await openContract(deps, amelia, { orderId });
  expect(again).toMatchObject({ firstOpenedAt: opened.firstOpenedAt, receivedAt: opened.receivedAt });
  expect(again.notifiedAt?.getTime()).toBe((opened.receivedAt?.getTime() ?? 0) + 60_000);
  const window = cancellationWindow({ kind: "vpn", receivedAt: again.receivedAt, startedAt: null });
  expect(window).toMatchObject({ first: "2026-11-23", last: "2026-11-30" });
});

test("is not there for anybody else", async () => {
  const orderId = await ordered();
  await place(orderId);
  await expect(openContract(deps, hanako, { orderId })).rejects.toMatchObject({ code: "not_found" });
  await expect(openContract(deps, amelia, { orderId: "8015h0000000099AAA" })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(openContract(deps, amelia, { orderId: "x" })).rejects.toMatchObject({ code: "not_found" });
  expect((await find(orderId))?.firstOpenedAt).toBeNull();
});

test("is whole in Japanese", async () => {
  const orderId = await ordered(SIM, hanako, "ja");
  await place(orderId);
  const contract = await find(orderId, hanako);
  const texts = contract?.document.sections.flatMap(({ title, rows }) => [
    title,
    ...rows.flatMap(({ label, text }) => [label, text]),
  ]);
  const foreign = (texts ?? []).filter((text) => !/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(text));
  // Numbers of contract and order alone.
  expect(foreign).toEqual([orderId, expect.stringMatching(/^\d{8}$/)]);
});
