import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { findConfirmedLines } from "#db/repositories/order-placements.server.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { notPassed } from "#domain/orders/gates.ts";
import { UserIdSchema } from "#domain/shared/ids.ts";
import { OrderIdSchema } from "#domain/shared/salesforce-ids.ts";
import { createFieldEncryption } from "~/platform/store/field-encryption.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { startTestDeps, type TestDeps } from "../../deps.testing.ts";
import { findCheckout, startCheckout } from "./checkout-session.server.ts";
import { readOrders } from "../tracking/read-orders.server.ts";
import {
  INTERNET,
  ownerOf,
  press,
  screenOf,
  SIM,
  VPN,
  walkToConfirm,
  type Walk,
} from "./checkout.testing.ts";
import { noteProgress } from "./checkout-progress.server.ts";
import { openDetails } from "./placement-details.server.ts";
import type { PlaceOrderOutcome } from "./place-order.server.ts";
import { readCheckout } from "./read-checkout.server.ts";
import { resealPlacements } from "./reseal-placements.server.ts";

let bench: TestDeps;
let deps: Services;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  await Promise.all([bench.control("POST", "/reset"), bench.crmControl("POST", "/reset")]);
  deps = bench.freshDeps();
});

const amelia = ownerOf(1001);
const hanako = ownerOf(1002);
const wren = ownerOf(1007);
const AMELIA = "0015h0000000001AAA";
const WREN = "0015h0000000007AAA";

type Row = Record<string, unknown>;
const rowsOf = async (view: "orders" | "opportunities", account: string) =>
  (await bench.crmControl<Row[]>("GET", `/${view}`)).filter((row) => row["AccountId"] === account);
/** What was placed by the portal in this test: the seeded ones have other keys or none. */
const placed = async (account: string) =>
  (await rowsOf("orders", account)).filter((row) => row["Status"] === "Pending Review" && !isSeeded(row));
const isSeeded = (row: Row) => String(row["Portal_Key__c"]).startsWith("ord-00000000");
const crmFault = (action: string, kind: string) =>
  bench.crmControl("POST", "/faults", { action, kind, times: 1 });
const stored = async (table: "mail_outbox" | "notifications" | "order_placements") =>
  (await asSystem(bench.database, (tx) => tx.raw(`SELECT * FROM ${table}`))).rows;
const received = async () =>
  (await stored("notifications")).filter((row) => row["type"] === "order_received");
const clearNotices = () =>
  asSystem(bench.database, (tx) => tx.raw("DELETE FROM notifications WHERE type = 'order_received'"));
beforeEach(clearNotices);

/** Long enough for a call without an answer to be looked for, and for one that failed to be made again. */
async function goOnByItself(): Promise<void> {
  bench.wait(2 * 60_000);
  await deps.processes.runDue();
}

async function order(selection = VPN, owner: Owner = amelia): Promise<{ walk: Walk; screen: string }> {
  const walk = await walkToConfirm(deps, { owner, selection });
  return { walk, screen: await screenOf(deps, walk) };
}

function sealedOf(row: Row | undefined): Parameters<typeof openDetails>[1] {
  const { id, user_id: userId, details } = row ?? {};
  return { id: String(id), userId: UserIdSchema.parse(userId), details: String(details) };
}

function orderIdOf(outcome: PlaceOrderOutcome): string {
  if (outcome.state !== "placed") throw new Error(JSON.stringify(outcome));
  return outcome.orderId;
}

const gatesOf = (outcome: PlaceOrderOutcome) =>
  outcome.state === "gates" ? notPassed(outcome.gates).map(({ gate, state }) => `${gate} ${state}`) : outcome;

describe("an order that was confirmed (portal.md 6)", () => {
  test("is placed for review with its lines, its opportunity and what the customer chose", async () => {
    const { walk, screen } = await order();
    const orderId = orderIdOf(await press(deps, walk, screen));
    const [row, ...others] = await placed(AMELIA);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      Id: orderId,
      Type: "VPN",
      VPN_Region__c: "UK-London",
      EffectiveDate: "2026-11-23",
    });
    expect(row).toMatchObject({ BillingPostalCode: "106-0044", Address_Changed__c: false });
    const opportunity = (await rowsOf("opportunities", AMELIA)).find(
      ({ Id }) => Id === row?.["OpportunityId"],
    );
    expect(opportunity).toMatchObject({ StageName: "Post Processing", CommodityType: "VPN" });

    const lines = await asSystem(bench.database, (tx) =>
      findConfirmedLines(tx, OrderIdSchema.parse(orderId)),
    );
    expect(lines).toEqual([
      expect.objectContaining({
        sku: "VPN-REMOTE-ACCESS-UK-LONDON",
        cycle: "monthly",
        quantity: 1,
        minor: 2_500,
      }),
      expect.objectContaining({ sku: "VPN-ACTIVATION-FEE", cycle: "onetime", quantity: 1, minor: 3_000 }),
    ]);
    // The list that was cached before does not hide it.
    expect((await readOrders(deps, amelia)).value.orders[0]?.id).toBe(orderId);
  });

  test("is told of once: mail, notification and audit entry; its cart is gone", async () => {
    const { walk, screen } = await order();
    const orderId = orderIdOf(await press(deps, walk, screen));
    expect(await stored("mail_outbox")).toMatchObject([
      { to_address: "amelia@example.com", template: "order-received", language: "en" },
    ]);
    expect(await received()).toMatchObject([
      { source_id: orderId, action_url: `/account/orders/${orderId}` },
    ]);
    expect(await bench.waitingJobs("send-mail")).toHaveLength(1);
    expect(await findCheckout(deps, { userId: amelia.userId, checkoutId: walk.checkoutId })).toBeNull();
    const { rows } = await asSystem(bench.database, (tx) =>
      tx.raw("SELECT detail FROM audit_events WHERE type = 'order.placed' ORDER BY id DESC LIMIT 1"),
    );
    expect(rows).toEqual([{ detail: { orderId, kind: "vpn" } }]);
  });

  test("keeps what was read, when, and from where, sealed", async () => {
    const { walk, screen } = await order();
    await press(deps, walk, screen);
    const [row] = await stored("order_placements");
    expect(row).toMatchObject({
      confirmation_sha256: screen,
      step: "done",
      monthly_minor: 2_750,
      onetime_minor: 3_300,
    });
    expect(JSON.stringify(row)).not.toMatch(/Carter|麻布|192\.0\.2\.1/);
    const kept = openDetails(deps, sealedOf(row));
    expect(kept.explanation.record).toMatchObject({ sha256: row?.["explanation_sha256"], ip: "192.0.2.1" });
    expect(kept.confirmation.record).toMatchObject({
      version: "2026-12-01",
      language: "en",
      sha256: screen,
      userAgent: "Firefox on a desk",
      confirmedAt: "2026-11-23T05:05:00.000Z",
    });
    expect(JSON.stringify(kept.confirmation.document)).toContain("¥2,750 a month");
  });

  test("for internet uses the inquiry that is open, and names the choices", async () => {
    await bench.crmControl("POST", "/answer-eligibility", {
      account: "CN-100007",
      answer: "Apartment 1G",
      notes: "",
    });
    const { opportunityId } = await deps.salesforce.createOpportunity({
      opportunityKey: "opp-10000000-0000-4000-8000-000000000001" as never,
      opportunity: {
        accountId: WREN as never,
        accountName: "Wren Waits",
        kind: "internet",
        isCorporate: false,
        stage: "introduction",
        source: "eligibility_request",
        closesOn: "2027-01-01" as never,
      },
    });
    const { walk, screen } = await order({ ...INTERNET, wishedOn: "2026-12-12" } as typeof INTERNET, wren);
    await press(deps, walk, screen);
    const [row] = await placed(WREN);
    expect(new Date(String(row?.["Activation_Scheduled_At__c"])).toISOString()).toBe(
      "2026-12-11T15:00:00.000Z",
    );
    expect(row).toMatchObject({
      Activation_Type__c: "Scheduled",
      OpportunityId: opportunityId,
      Type: "Internet",
      Internet_Plan_Tier__c: "Gold",
      Weekend_Install__c: true,
      Hikari_Denwa__c: false,
      Access_Mode__c: "IPoE-BYOR",
    });
  });

  test("tells whether the address was changed on the way, and not what was before", async () => {
    await bench.crmControl("POST", "/answer-eligibility", {
      account: "CN-100007",
      answer: "Apartment 1G",
      notes: "",
    });
    const edited = (at: Date) =>
      asSystem(bench.database, (tx) =>
        recordAuditEvent(tx, { userId: wren.userId, type: "profile.address_changed", at }),
      );
    const changedOf = async () => (await placed(WREN)).map((row) => row["Address_Changed__c"]);
    await edited(new Date(deps.now().getTime() - 1));
    const { walk, screen } = await order(INTERNET, wren);
    await press(deps, walk, screen);
    expect(await changedOf()).toEqual([false]);
    await bench.crmControl("POST", "/reset");
    await bench.crmControl("POST", "/answer-eligibility", {
      account: "CN-100007",
      answer: "Apartment 1G",
      notes: "",
    });
    deps = bench.freshDeps();
    const other = await order(INTERNET, wren);
    await edited(deps.now());
    await press(deps, other.walk, other.screen);
    expect(await changedOf()).toEqual([true]);
  });

  test("for a SIM adds the fee, and waits for its day", async () => {
    const { walk, screen } = await order({ ...SIM, startsOn: "2026-12-01" } as typeof SIM);
    await press(deps, walk, screen);
    const [row] = await placed(AMELIA);
    expect(row).toMatchObject({
      SIM_Voice_Mail__c: true,
      SIM_Type__c: "Physical SIM",
      Activation_Type__c: "Scheduled",
    });
    expect(new Date(String(row?.["Activation_Scheduled_At__c"])).toISOString()).toBe(
      "2026-11-30T15:00:00.000Z",
    );
    const [placement] = await stored("order_placements");
    expect((placement?.["lines"] as { sku: string }[]).map(({ sku }) => sku)).toEqual([
      "SIM-DATA-VOICE-5GB",
      "SIM-ADDON-VOICE-MAIL",
      "SIM-ACTIVATION-FEE",
    ]);
  });

  test("fills in what the contact lacks of the line's holder, and nothing else", async () => {
    const holder = {
      lastName: "Other",
      firstName: "Name",
      lastNameKana: "カーター",
      firstNameKana: "アメリア",
      gender: "male",
      birthDate: "2000-01-01",
    } as never;
    const before = await deps.salesforce.getContact({
      accountId: AMELIA as never,
      contactId: "0035h0000000001AAA" as never,
    });
    await deps.salesforce.updateContact({ contactId: before.id, change: { lastNameKana: null } });
    const { walk, screen } = await order({ ...SIM, holder } as typeof SIM);
    await press(deps, walk, screen);
    const after = await deps.salesforce.getContact({ accountId: AMELIA as never, contactId: before.id });
    expect(after).toEqual({ ...before, lastNameKana: "カーター", firstNameKana: "アメリア" });
  });

  test("keeps the name that was typed for the mobile network with the order, and the contact's as it is", async () => {
    const contactId = "0035h0000000001AAA" as never;
    await deps.salesforce.updateContact({
      contactId,
      change: { lastName: "Nowak", firstName: "Лукаш", lastNameKana: "NOWAK" },
    });
    const holder = {
      lastName: "Nowak",
      firstName: "Lukasz",
      lastNameKana: "ノヴァク",
      firstNameKana: "ウカシュ",
      gender: "male",
      birthDate: "2000-01-01",
    } as never;
    const { walk, screen } = await order({ ...SIM, holder } as typeof SIM);
    await press(deps, walk, screen);
    expect((await placed(AMELIA))[0]).toMatchObject({
      MNP_Application__c: false,
      Porting_LastName__c: "Nowak",
      Porting_FirstName__c: "Lukasz",
    });
    expect(await deps.salesforce.getContact({ accountId: AMELIA as never, contactId })).toMatchObject({
      lastName: "Nowak",
      firstName: "Лукаш",
      lastNameKana: "ノヴァク",
      firstNameKana: "ウカシュ",
    });
  });
});

describe("the limit of lines that can call (JP-ID-7)", () => {
  /** Amelia may have one more line than she has. */
  async function oneLineLeft(): Promise<Services> {
    const { walk } = await order(SIM);
    const lines = (await readCheckout(deps, amelia, walk))?.voice.lines ?? 0;
    return { ...deps, config: { ...deps.config, voiceLineLimit: lines + 1 } };
  }

  test("holds for two orders of which the second was looked at before the first was done", async () => {
    const limited = await oneLineLeft();
    const [slow, quick] = [await order(SIM), await order(SIM)];
    // The second order has read all that counts lines, and waits for its payment methods.
    await bench.control("DELETE", "/calls");
    await bench.control("POST", "/faults", {
      action: "GetPayMethods",
      kind: "slow",
      delayMs: 4000,
      times: 1,
    });
    const late = press(limited, slow.walk, slow.screen);
    await vi.waitFor(async () => expect(await bench.calls("GetPayMethods")).toHaveLength(1));
    orderIdOf(await press(limited, quick.walk, quick.screen));
    expect((await late).state).not.toBe("placed");
    expect(await placed(AMELIA)).toHaveLength(1);
    expect(gatesOf(await press(limited, slow.walk, slow.screen))).toEqual(["voice_lines refused"]);
  });

  test("asks for a factor when the line is not the first any more, whatever the page has said", async () => {
    const { walk, screen } = await order(SIM);
    expect(await press(deps, walk, screen, { isSteppedUp: false })).toEqual({ state: "step_up" });
    expect(await placed(AMELIA)).toEqual([]);
  });
});

describe("one cart is one order", () => {
  test("for a double click, another tab, and a press long after", async () => {
    const { walk, screen } = await order();
    const outcomes = await Promise.all([press(deps, walk, screen), press(deps, walk, screen)]);
    bench.wait(60_000);
    outcomes.push(await press(bench.freshDeps(), walk, screen));
    expect(new Set(outcomes.map(orderIdOf)).size).toBe(1);
    expect(await placed(AMELIA)).toHaveLength(1);
    expect(await stored("mail_outbox")).toHaveLength(1);
    expect(await received()).toHaveLength(1);
  });

  test.each([
    ["query", "lost_answer"],
    ["upsert Opportunity", "lost_answer"],
    ["upsert Opportunity", "http_503"],
    ["composite", "lost_answer"],
    ["composite", "http_503"],
    ["composite", "reset"],
  ])("when the answer to %s is gone (%s), with the next press", async (action, kind) => {
    const { walk, screen } = await order();
    await crmFault(action, kind);
    const first = await press(deps, walk, screen);
    expect(["under_way", "placed", "gates"]).toContain(first.state);
    await bench.crmControl("DELETE", "/faults");
    await goOnByItself();
    orderIdOf(await press(deps, walk, screen));
    expect(await placed(AMELIA)).toHaveLength(1);
    const made = (await rowsOf("opportunities", AMELIA)).filter(
      ({ StageName }) => StageName === "Post Processing",
    );
    expect(made).toHaveLength(1);
    expect(await stored("mail_outbox")).toHaveLength(1);
  });

  test("for two tabs in two languages, of which one may be told that it is on its way", async () => {
    const { walk, screen } = await order();
    const other: Walk = { ...walk, language: "ja" };
    const screens = [screen, await screenOf(deps, other)] as const;
    const outcomes = await Promise.all([press(deps, walk, screens[0]), press(deps, other, screens[1])]);
    expect(outcomes.map(({ state }) => state)).toContain("placed");
    for (const { state } of outcomes) expect(["placed", "under_way"]).toContain(state);
    const again = [await press(deps, walk, screens[0]), await press(deps, other, screens[1])];
    expect(new Set(again.map(orderIdOf)).size).toBe(1);
    expect(await placed(AMELIA)).toHaveLength(1);
  });

  test("when the customer leaves, by itself", async () => {
    const { walk, screen } = await order();
    await crmFault("composite", "http_503");
    expect(await press(deps, walk, screen)).toEqual({ state: "under_way" });
    expect(await stored("mail_outbox")).toEqual([]);
    await goOnByItself();
    expect(await placed(AMELIA)).toHaveLength(1);
    expect(await stored("mail_outbox")).toHaveLength(1);
    await goOnByItself();
    expect(await placed(AMELIA)).toHaveLength(1);
  });

  test("an interrupted order of the same kind goes first, and then this one", async () => {
    const one = await order();
    const two = await order();
    await crmFault("composite", "http_503");
    expect(await press(deps, one.walk, one.screen)).toEqual({ state: "under_way" });
    expect(await press(deps, two.walk, two.screen)).toEqual({ state: "other_under_way" });
    await goOnByItself();
    const second = orderIdOf(await press(deps, two.walk, two.screen));
    const first = orderIdOf(await press(deps, one.walk, one.screen));
    expect(first).not.toBe(second);
    expect(await placed(AMELIA)).toHaveLength(2);
  });

  test("what the customer system refuses leaves nothing behind, and may be sent again", async () => {
    const { walk, screen } = await order();
    await crmFault("upsert Opportunity", "validation_rule");
    expect(await press(deps, walk, screen)).toEqual({ state: "rejected" });
    expect(await placed(AMELIA)).toEqual([]);
    await goOnByItself();
    expect(await placed(AMELIA)).toEqual([]);
    orderIdOf(await press(deps, walk, screen));
    expect(await placed(AMELIA)).toHaveLength(1);
    expect(await stored("order_placements")).toHaveLength(1);
  });
});

describe("nothing is placed", () => {
  test("for another screen than the one of now", async () => {
    const { walk } = await order();
    expect(await press(deps, walk, "0".repeat(64))).toEqual({ state: "changed" });
    expect(await placed(AMELIA)).toEqual([]);
  });

  test("when a price has changed since: what was read has to be read again", async () => {
    const { walk, screen } = await order();
    await bench.crmControl("POST", "/set-price", { sku: "VPN-REMOTE-ACCESS-UK-LONDON", price: "2600" });
    expect(gatesOf(await press(deps, walk, screen))).toEqual(["agreed refused"]);
    expect(await placed(AMELIA)).toEqual([]);
  });

  test("when a product was withdrawn at the last moment", async () => {
    const { walk, screen } = await order();
    await bench.crmControl("POST", "/withdraw-product", { sku: "VPN-REMOTE-ACCESS-UK-LONDON" });
    expect(gatesOf(await press(deps, walk, screen))).toEqual(["products refused", "agreed refused"]);
  });

  test("when the payment method has gone meanwhile, also from the cached list", async () => {
    const { walk, screen } = await order();
    for (const { id } of (await deps.whmcs.listPayMethods(amelia)).rows) await removePayMethod(id);
    expect(gatesOf(await press(deps, walk, screen))).toEqual(["payment_method refused"]);
  });

  test("while a system cannot be asked, and the cart stays", async () => {
    const { walk, screen } = await order();
    await bench.control("POST", "/faults", { action: "GetPayMethods", kind: "http_503" });
    expect(gatesOf(await press(deps, walk, screen))).toEqual(["payment_method unknown"]);
    await bench.control("DELETE", "/faults");
    deps = Object.assign(bench.freshDeps(), { kv: deps.kv, records: deps.records });
    orderIdOf(await press(deps, walk, screen));
  });

  test("for an address that was confirmed and is another by now", async () => {
    await bench.crmControl("POST", "/answer-eligibility", {
      account: "CN-100007",
      answer: "Apartment 1G",
      notes: "",
    });
    const { walk, screen } = await order(INTERNET, wren);
    const checkout = await readCheckout(deps, wren, { checkoutId: walk.checkoutId });
    if (!checkout?.address) throw new Error("no address");
    await noteProgress(
      deps,
      { userId: wren.userId, checkoutId: walk.checkoutId },
      {
        confirmedAddress: { ...checkout.address, room: "9" },
      },
    );
    expect(gatesOf(await press(deps, walk, screen))).toEqual(["address_confirmed refused"]);
  });

  test.each([
    [
      "a second internet line",
      hanako,
      { ...INTERNET, planSku: "INTERNET-GOLD-HOME-1G" },
      ["single_internet refused"],
    ],
    ["a person who was not checked", ownerOf(1004), VPN, ["payment_method refused", "verification refused"]],
    ["a check that was refused", ownerOf(1005), VPN, ["verification refused"]],
    ["an address without a line", amelia, INTERNET, ["eligibility refused"]],
  ])("for %s", async (_, owner, selection, gates) => {
    const { checkoutId } = await walkIn(owner, selection);
    const checkout = await readCheckout(deps, owner, { checkoutId });
    const open = notPassed(checkout?.gates ?? []).map(({ gate, state }) => `${gate} ${state}`);
    expect(open).toEqual(expect.arrayContaining(gates));
    const walk: Walk = { owner, checkoutId, language: "en" };
    expect((await press(deps, walk, "0".repeat(64))).state).toBe("gates");
  });

  test("for a cart that expired, and for somebody else's", async () => {
    const { walk, screen } = await order();
    expect(await press(deps, { ...walk, owner: hanako }, screen)).toEqual({ state: "expired" });
    bench.wait(2 * 60 * 60 * 1000 + 1);
    expect(await press(deps, walk, screen)).toEqual({ state: "expired" });
    expect(await placed(AMELIA)).toEqual([]);
  });

  async function walkIn(owner: Owner, selection: typeof INTERNET) {
    return { checkoutId: await startCheckout(deps, { userId: owner.userId, selection }) };
  }

  async function removePayMethod(id: number): Promise<void> {
    const { url, identifier, secret } = bench.sandbox;
    const body = new URLSearchParams({
      action: "DeletePayMethod",
      identifier,
      secret,
      responsetype: "json",
      clientid: "1001",
      paymethodid: String(id),
    });
    const answer = await fetch(`${url}/includes/api.php`, { method: "POST", body });
    expect(await answer.json()).toMatchObject({ result: "success" });
  }
});

test("with a new key what is kept is sealed with it, and can still be read", async () => {
  const { walk, screen } = await order();
  await press(deps, walk, screen);
  const [first] = deps.config.encryptionKeys;
  if (!first) throw new Error("no key");
  const encryption = createFieldEncryption([{ id: "new_er", key: Buffer.alloc(32, 7) }, first]);
  const rotated = { ...deps, encryption };
  expect(await resealPlacements(rotated)).toBe(1);
  expect(await resealPlacements(rotated)).toBe(0);
  const [row] = await stored("order_placements");
  expect(row?.["details"]).toMatch(/^new_er\./);
  expect(openDetails(rotated, sealedOf(row)).accountName).toBe("Amelia Carter");
});
