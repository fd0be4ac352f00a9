import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asSystem } from "#db/row-security.server.ts";
import { WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import { AccountIdSchema, SimCardIdSchema } from "#domain/shared/salesforce-ids.ts";
import { EidSchema } from "#domain/sim/ids.ts";
import { PortingSchema, type NewOrder } from "#domain/orders/schema.ts";
import { ownerOf, press, screenOf, VPN, walkToConfirm } from "~/features/orders/checkout/checkout.testing.ts";
import { holdOrder, retryOrder } from "./operate-order.server.ts";
import { orderOf, startFulfilmentBench, type FulfilmentBench } from "./fulfilment.testing.ts";

let bench: FulfilmentBench;
beforeAll(async () => {
  bench = await startFulfilmentBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.begin());

const eid = EidSchema.parse("89049032000000000000000000999942");
const sim = (choice: Partial<Extract<NewOrder["choices"], { kind: "sim" }>>) => ({
  choices: {
    kind: "sim" as const,
    eid: null,
    hasVoiceMail: false,
    hasCallWaiting: false,
    porting: null,
    ...choice,
  },
});
const internet = async () => {
  await bench.staff("approve-order", orderOf(7));
  return orderOf(7);
};
const esim = async (pid: 202 | 206 = 202) => {
  const orderId = await bench.place(sim({ eid }), [pid, 210]);
  await bench.staff("approve-order", orderId);
  return orderId;
};
const stopped = (code: string, message: string | RegExp = /./) => ({
  Activation_Status__c: "Failed",
  Activation_Error_Code__c: code,
  Activation_Error_Message__c: expect.stringMatching(message) as string,
});
const clientOf = (id: number) => WhmcsClientIdSchema.parse(id);
async function withdrawMethods(id: number): Promise<void> {
  const { whmcs } = bench.deps;
  const clientId = clientOf(id);
  for (const { id: payMethodId } of (await whmcs.listPayMethods({ clientId })).rows)
    await whmcs.deletePayMethod({ clientId, payMethodId });
}
/** As the customer does on the billing site. */
async function addAccount(clientId: number): Promise<void> {
  const { url, identifier, secret } = bench.sandbox;
  const params = {
    clientid: String(clientId),
    type: "BankAccount",
    bank_name: "Sample Bank",
    bank_acct_num: "1",
  };
  const call = { action: "AddPayMethod", identifier, secret, responsetype: "json", ...params };
  const response = await fetch(`${url}/includes/api.php`, {
    method: "POST",
    body: new URLSearchParams(call),
  });
  expect(await response.json()).toMatchObject({ result: "success" });
}

describe("an order that cannot go on is left to a person, visibly", () => {
  test("PAYMENT_METHOD_MISSING: nothing is made; with a method and another approval it is", async () => {
    await withdrawMethods(1007);
    const orderId = await internet();
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({
      Status: "Approved",
      ...stopped("PAYMENT_METHOD_MISSING"),
      Activation_Last_Attempt_At__c: expect.any(String) as string,
    });
    expect(await bench.journal(orderId)).toMatchObject({
      state: "parked",
      errorCode: "PAYMENT_METHOD_MISSING",
    });
    expect(await bench.told()).toEqual(["order_failed"]);
    const { rows } = await asSystem(bench.database, (tx) =>
      tx.raw("SELECT message, action_url FROM notifications WHERE type = 'order_failed'"),
    );
    expect(rows).toEqual([
      {
        message: "Add a card or bank account so we can continue.",
        action_url: `/account/orders/${orderId}`,
      },
    ]);

    // Set going again too early: still missing, and not told twice.
    await bench.staff("reactivate-order", orderId);
    await bench.work(orderId);
    expect(await bench.mails()).toEqual(["order-failed"]);
    expect((await bench.ledger(orderId)).orders).toEqual([]);

    await addAccount(1007);
    await bench.staff("reactivate-order", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({
      Status: "Processed",
      Activation_Error_Code__c: null,
      Activation_Error_Message__c: null,
    });
    expect((await bench.ledger(orderId)).orders).toHaveLength(1);
    expect(await bench.journal(orderId)).toMatchObject({ state: "done", run: 3 });
  });

  test("ORDER_CHANGED: lines are not those that the customer confirmed", async () => {
    const walk = await walkToConfirm(bench.deps, { owner: ownerOf(1007), selection: VPN });
    const outcome = await press(bench.deps, walk, await screenOf(bench.deps, walk));
    if (outcome.state !== "placed") throw new Error(outcome.state);
    const { orderId } = outcome;
    const confirm = (minor: number) =>
      asSystem(bench.database, (tx) =>
        tx.raw("UPDATE order_placements SET lines = jsonb_set(lines, '{0,minor}', to_jsonb($1::int))", [
          minor,
        ]),
      );
    await confirm(2_499);
    await bench.staff("approve-order", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject(stopped("ORDER_CHANGED"));
    const mails = await bench.mails();
    expect(mails.toSorted()).toEqual(["order-failed", "order-received"]);

    await confirm(2_500);
    await bench.staff("reactivate-order", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
    // The contract is made with the approval: its document says so, and no second mail does.
    const all = [...mails, "contract-document", "order-activated"];
    expect((await bench.mails()).toSorted()).toEqual(all.toSorted());
  });

  test("IDENTITY_NOT_VERIFIED: a voice line, whatever staff has approved", async () => {
    await bench.crm("POST", "/verify-identity", { account: "CN-100007", method: "document_image_upload" });
    const orderId = await esim();
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject(stopped("IDENTITY_NOT_VERIFIED"));
    expect((await bench.ledger(orderId)).acts).toEqual({});
    await bench.crm("POST", "/verify-identity", { account: "CN-100007", method: "jpki" });
    await bench.staff("reactivate-order", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
  });

  test("IDENTITY_NOT_VERIFIED: the document that was checked is another person's, or shows another address", async () => {
    const account = { account: "CN-100007", method: "jpki" };
    await bench.crm("POST", "/verify-identity", {
      ...account,
      name: "Somebody Else",
      address: "東京都渋谷区渋谷2-21-9",
      birthDate: "1999-09-09",
    });
    const orderId = await esim();
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject(
      stopped("IDENTITY_NOT_VERIFIED", /on the document, another name, address, birthDate/),
    );
    expect((await bench.ledger(orderId)).acts).toEqual({});
    await bench.crm("POST", "/verify-identity", { ...account, address: "東京都渋谷区渋谷2丁目21番1号" });
    await bench.staff("reactivate-order", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
  });

  test("a data line asks for no identity check", async () => {
    await bench.crm("POST", "/reject-identity", { account: "CN-100007", message: "Not readable." });
    const orderId = await esim(206);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
  });

  test("SIM_DATA_MISSING: no card chosen, and one that another order has", async () => {
    const orderId = await bench.place(sim({}), [206, 210]);
    await bench.staff("approve-order", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject(stopped("SIM_DATA_MISSING", /simCardId/));

    const simCardId = SimCardIdSchema.parse("a005h0000000101AAA");
    await bench.deps.salesforce.assignSimCard({
      simCardId,
      orderId: orderOf(2),
      accountId: AccountIdSchema.parse("0015h0000000002AAA"),
    });
    await bench.staff("choose-card", orderId, { card: simCardId });
    await bench.staff("reactivate-order", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject(stopped("SIM_DATA_MISSING", /another order/));
    expect((await bench.ledger(orderId)).acts).toEqual({});
  });

  test("PRODUCT_MAPPING_MISSING names the product: a plan that the network is not known to have", async () => {
    const plans = { ...bench.deps.config.fulfilment.simPlans };
    delete (plans as Record<string, unknown>)["SIM-DATA-ONLY-5GB"];
    const { config } = bench.deps;
    bench.configure({ ...config, fulfilment: { ...config.fulfilment, simPlans: plans } });
    const orderId = await esim(206);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject(stopped("PRODUCT_MAPPING_MISSING", /no mobile plan/));
  });

  test("MAPPING_MISSING: an account that no login is linked to", async () => {
    await bench.crm("POST", "/approve-order", { order: "9" });
    await asSystem(bench.database, (tx) =>
      tx.raw("UPDATE id_mappings SET sf_account_id = NULL WHERE whmcs_client_id = 1008"),
    );
    try {
      await bench.work(orderOf(9));
      expect(await bench.stored(orderOf(9))).toMatchObject(stopped("MAPPING_MISSING"));
      expect(await bench.journal(orderOf(9))).toMatchObject({ state: "parked", userId: null });
      expect(await bench.told()).toEqual([]);
    } finally {
      await asSystem(bench.database, (tx) =>
        tx.raw("UPDATE id_mappings SET sf_account_id = '0015h0000000008AAA' WHERE whmcs_client_id = 1008"),
      );
    }
  });

  test("ORDER_NOT_FOUND: an event that names no order", async () => {
    await bench.work(orderOf(4_711));
    expect(await bench.journal(orderOf(4_711))).toMatchObject({
      state: "parked",
      errorCode: "ORDER_NOT_FOUND",
    });
  });

  test("SIM_ACTIVATION_FAILED keeps the network's code, and the line is neither made nor billed", async () => {
    await bench.networkControl("POST", "/faults", { action: "PA05-41", kind: "unknown_code" });
    const orderId = await esim();
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject(stopped("SIM_ACTIVATION_FAILED", /PA05-41 400-999/));
    await bench.networkControl("DELETE", "/faults");
    await bench.staff("reactivate-order", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
    expect((await bench.ledger(orderId)).acts).toMatchObject({ "PA05-41 09000008003": 1 });
  });

  test("SIM_ACTIVATION_FAILED: a line that was accepted and is never opened is not billed", async () => {
    const orderId = await esim(206);
    await bench.run(orderId);
    expect(await bench.journal(orderId)).toMatchObject({ state: "waiting", step: "await_line" });
    await bench.networkControl("POST", "/fail-queued");
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject(stopped("SIM_ACTIVATION_FAILED", /the line is ended/));
    expect((await bench.ledger(orderId)).orders).toEqual([]);
  });

  test("WHMCS_ADD_FAILED and WHMCS_ACCEPT_FAILED: what the billing system refuses", async () => {
    const { config } = bench.deps;
    bench.configure({ ...config, fulfilment: { ...config.fulfilment, orderGateway: "nobody" } });
    const orderId = await internet();
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject(stopped("WHMCS_ADD_FAILED", /AddOrder/));
    bench.configure(config);
    await bench.control("POST", "/faults", { action: "AcceptOrder", kind: "http_503" });
    await bench.staff("reactivate-order", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject(stopped("WHMCS_UNAVAILABLE"));
    const [made] = (await bench.ledger(orderId)).orders;
    if (!made) throw new Error("no order was made");
    bench.restart();
    await bench.deps.whmcs.cancelOrder({ clientId: clientOf(1007), billingOrderId: made.id });
    await bench.control("DELETE", "/faults");
    await bench.staff("reactivate-order", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject(
      stopped("WHMCS_ACCEPT_FAILED", `order ${made.id} is not pending`),
    );
    expect((await bench.ledger(orderId)).orders).toHaveLength(1);
  });
});

describe("an operator", () => {
  const T = { ticket: "T-1" };

  test("stops an order, which staff sees, and lets it go on where it stood", async () => {
    const orderId = await esim(206);
    await bench.run(orderId);
    expect(await holdOrder(bench.deps, { orderId, ...T })).toBe("done");
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject(stopped("UNKNOWN", /stopped by an operator/));
    // Staff does not know of it, and sets it going: it stays stopped.
    await bench.staff("reactivate-order", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject(stopped("UNKNOWN"));
    expect((await bench.ledger(orderId)).orders).toEqual([]);

    expect(await retryOrder(bench.deps, { orderId, ...T })).toBe("done");
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
    expect((await bench.ledger(orderId)).acts).toEqual({ "PA05-41 09000008003": 1 });
    expect(await retryOrder(bench.deps, { orderId, ...T })).toBe("finished");
  });

  test("begins an order whose event was lost", async () => {
    const orderId = await internet();
    expect(await retryOrder(bench.deps, { orderId, ...T })).toBe("unknown");
    expect(await bench.nextJob(orderId)).not.toBeNull();
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
  });
});

describe("a new eSIM whose answer is lost is never asked for twice", () => {
  test.each(["lost_answer", "late_internal_error", "no_verdict", "broken_json"])(
    "%s: parked, and goes on with the number that staff has found",
    async (kind) => {
      await bench.networkControl("POST", "/faults", { action: "PA05-41", kind, times: 1 });
      const orderId = await esim();
      await bench.work(orderId);
      expect(await bench.stored(orderId)).toMatchObject(stopped("SIM_OUTCOME_UNKNOWN"));
      await bench.staff("reactivate-order", orderId);
      await bench.work(orderId);
      // Nobody has said what became of the first.
      expect(await bench.stored(orderId)).toMatchObject(stopped("SIM_OUTCOME_UNKNOWN"));

      await bench.staff("enter-number", orderId, { number: "09000001001" });
      await bench.staff("reactivate-order", orderId);
      await bench.work(orderId);
      // Another customer's line.
      expect(await bench.stored(orderId)).toMatchObject(stopped("SIM_ACTIVATION_FAILED", /another EID/));

      await bench.staff("enter-number", orderId, { number: "09000008003" });
      await bench.staff("reactivate-order", orderId);
      await bench.work(orderId);
      expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
      const { acts, orders } = await bench.ledger(orderId);
      expect(acts).toEqual({ "PA05-41 09000008003": 1, "PA05-05 09000008003": 1 });
      expect(orders).toHaveLength(1);
    },
  );

  test("an answer without the number is as good as none", async () => {
    await bench.networkControl("POST", "/shape", { hideNewNumber: true });
    const orderId = await esim();
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject(stopped("SIM_OUTCOME_UNKNOWN"));
  });

  test("a refusal that came before anything was done may be tried again", async () => {
    await bench.networkControl("POST", "/faults", { action: "PA05-41", kind: "busy", times: 1 });
    const orderId = await esim();
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
  });
});

describe("lines that can be looked up go on after a lost answer, and nobody else's is taken", () => {
  const porting = PortingSchema.parse({
    reservationNumber: "1112345678",
    expiresOn: "2026-12-04",
    phoneNumber: "09000007107",
    lastName: "Waits",
    firstName: "Wren",
    lastNameKana: "ウェイツ",
    firstNameKana: "レン",
    gender: "female",
    birthDate: "1996-02-29",
  });
  const cardOrder = async (choice: Parameters<typeof sim>[0]) => {
    const orderId = await bench.place(sim(choice), [202, 210]);
    await bench.staff("choose-card", orderId, { card: "a005h0000000101AAA" });
    await bench.staff("approve-order", orderId);
    return orderId;
  };

  test.each([
    ["PA02-01", {}, { "PA02-01 09000006101": 1, "PA05-05 09000006101": 1 }],
    [
      "PA05-18",
      { porting },
      { "PA05-18 09000007107": 1, "PA05-19 09000007107": 1, "PA05-05 09000007107": 1 },
    ],
    [
      "PA05-19",
      { porting },
      { "PA05-18 09000007107": 1, "PA05-19 09000007107": 1, "PA05-05 09000007107": 1 },
    ],
    ["PA05-05", {}, { "PA02-01 09000006101": 1, "PA05-05 09000006101": 1 }],
  ])("%s", async (action, choice, acts) => {
    await bench.networkControl("POST", "/faults", { action, kind: "lost_answer", times: 1 });
    const orderId = await cardOrder(choice);
    await bench.work(orderId);
    expect((await bench.ledger(orderId)).acts).toEqual(acts);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
    expect((await bench.attempts(orderId)).filter(({ outcome }) => outcome === "warned")).toEqual([]);
  });

  const DAY_MS = 24 * 60 * 60_000;
  const ported = async (change: Partial<typeof porting> = {}) => {
    const orderId = await bench.place(sim({ eid, porting: { ...porting, ...change } }), [202, 210]);
    await bench.staff("approve-order", orderId);
    return orderId;
  };

  test("a line that is there is charged for, also after the last day of its reservation", async () => {
    const { config } = bench.deps;
    bench.configure({ ...config, fulfilment: { ...config.fulfilment, orderGateway: "nobody" } });
    const orderId = await ported();
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject(stopped("WHMCS_ADD_FAILED"));
    await bench.later(20 * DAY_MS);
    bench.configure(config);
    await bench.staff("reactivate-order", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
    expect((await bench.ledger(orderId)).acts).toEqual({
      "PA05-41 09000007107": 1,
      "PA05-05 09000007107": 1,
    });
  });

  test("a number whose reservation is over is not asked for", async () => {
    const orderId = await ported();
    await bench.later(20 * DAY_MS);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject(stopped("SIM_DATA_MISSING", /portingExpiresOn/));
    expect((await bench.ledger(orderId)).acts).toEqual({});
  });

  test("a number of somebody else than the person who was checked is not moved", async () => {
    const orderId = await ported({ firstName: "Robin" });
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject(stopped("SIM_DATA_MISSING", /another person/));
    expect((await bench.ledger(orderId)).acts).toEqual({});
  });

  test("a number that has a line already, which the portal did not make, is not used", async () => {
    const { freebit } = bench.deps;
    const line = { msisdn: "09000006101" as never, planCode: "SBX_10G" as never };
    await freebit.registerLine(line);
    const orderId = await cardOrder({});
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject(stopped("SIM_ACTIVATION_FAILED", /did not make/));
    // Staff has looked, and says that it is this order's.
    await bench.staff("enter-number", orderId, { number: line.msisdn });
    await bench.staff("reactivate-order", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
  });

  test("voice options that the network refuses stop nothing, and are written down", async () => {
    await bench.networkControl("POST", "/faults", { action: "PA05-05", kind: "unknown_code" });
    const orderId = await cardOrder({ hasVoiceMail: true });
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
    expect(await bench.attempts(orderId)).toContainEqual(
      expect.objectContaining({
        step: "register_voice",
        outcome: "warned",
        errorCode: "SIM_ACTIVATION_FAILED",
      }),
    );
  });
});

describe("a system that does not answer", () => {
  test("is tried three times more with growing pauses, then a person is called", async () => {
    await bench.control("POST", "/faults", { action: "GetPayMethods", kind: "http_503" });
    const orderId = await internet();
    const pauses: number[] = [];
    for (;;) {
      await bench.run(orderId);
      const next = await bench.nextJob(orderId);
      if (next === null) break;
      pauses.push(next.getTime() - bench.deps.now().getTime());
      await bench.moveTo(next);
    }
    expect(pauses).toHaveLength(3);
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(await bench.stored(orderId)).toMatchObject(stopped("WHMCS_UNAVAILABLE"));
    expect(await bench.mails()).toEqual(["order-failed"]);
  });

  test("and comes back in time holds nothing up", async () => {
    await bench.networkControl("POST", "/faults", { action: "PA03-02", kind: "http_502", times: 3 });
    const orderId = await esim();
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
  });

  test("when it is the one that tells staff, the order waits instead of stopping unseen", async () => {
    const orderId = await internet();
    await bench.crm("POST", "/faults", { action: "*", kind: "http_503" });
    for (let tries = 0; tries < 6; tries += 1) {
      await bench.run(orderId);
      const next = await bench.nextJob(orderId);
      expect(next).not.toBeNull();
      if (next) await bench.moveTo(next);
      bench.restart();
    }
    expect(await bench.journal(orderId)).toMatchObject({
      state: "waiting",
      errorCode: "SALESFORCE_UNAVAILABLE",
    });
    expect(await bench.told()).toEqual([]);
    await bench.crm("DELETE", "/faults");
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
  });

  test("when a late event comes sets no order going that waits for a person, and changes none that is done", async () => {
    await bench.networkControl("POST", "/faults", { action: "PA05-41", kind: "unknown_code", times: 1 });
    const parked = await esim();
    await bench.work(parked);
    const done = await internet();
    await bench.work(done);
    const before = await Promise.all([bench.journal(parked), bench.journal(done)]);
    bench.restart();
    await bench.crm("POST", "/faults", { action: "query", kind: "lost_answer", times: 6 });
    for (const orderId of [parked, done]) {
      await bench.run(orderId);
      const next = await bench.nextJob(orderId);
      expect(next?.getTime()).toBe(bench.deps.now().getTime() + 120_000);
    }
    await bench.crm("DELETE", "/faults");
    await bench.work(parked);
    await bench.work(done);
    expect(await Promise.all([bench.journal(parked), bench.journal(done)])).toEqual(before);
    expect(await bench.stored(parked)).toMatchObject(stopped("SIM_ACTIVATION_FAILED"));
    // Staff's word is not lost.
    await bench.staff("reactivate-order", parked);
    await bench.work(parked);
    expect(await bench.stored(parked)).toMatchObject({ Status: "Processed" });
  });

  test("an order that staff takes back in between is not finished", async () => {
    const orderId = await esim(206);
    await bench.run(orderId);
    await bench.staff("reject-order", orderId);
    await bench.work(orderId);
    expect((await bench.ledger(orderId)).orders).toEqual([]);
    expect(await bench.journal(orderId)).toMatchObject({ state: "parked", detail: "taken back: rejected" });
  });
});
