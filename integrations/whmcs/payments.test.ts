import { describe, expect, test } from "vitest";
import type { InvoiceId, PayMethodId, WhmcsClientId } from "#domain/shared/ids.ts";
import { JPY } from "#domain/shared/money.ts";
import { failureOf, useBench } from "./testing/bench.ts";
import { fixtureWith } from "./testing/fixtures.ts";

const bench = useBench({ timeoutMs: 500 });
const clientId = 1042 as WhmcsClientId;
const owned = { clientId, invoiceId: 5001 as InvoiceId };
const yen = (minor: number) => ({ currency: JPY, minor });
const invoice = fixtureWith("GetInvoice.unpaid-jpy.json", () => undefined);
const foreign = fixtureWith("GetInvoice.unpaid-jpy.json", (body) => Object.assign(body, { userid: 1 }));
const error = (message: string) => ({ result: "error", message });
const noTransaction = { result: "success", totalresults: 0, transactions: "" };

const writes = {
  CapturePayment: () => bench.whmcs.capturePayment(owned),
  ApplyCredit: () => bench.whmcs.applyCredit({ ...owned, amount: yen(500) }),
  AddInvoicePayment: () =>
    bench.whmcs.addInvoicePayment({
      ...owned,
      reference: "pi_1",
      gateway: "stripe",
      paidAt: new Date("2026-11-22T15:04:05Z"),
      amount: yen(500),
      sendMail: false,
    }),
};
const actions = Object.keys(writes) as (keyof typeof writes)[];

describe("every write on an invoice", () => {
  test.each(actions)("%s touches nobody else's invoice", async (action) => {
    bench.answerByAction({ GetInvoice: foreign, [action]: { result: "success" } });
    expect((await failureOf(writes[action]())).code).toBe("not_found");
    expect(bench.actions()).toEqual(["GetInvoice"]);
  });

  test.each(actions)(
    "%s is unknown after a lost answer, an HTML page and a lone warning, and is sent once",
    async (action) => {
      for (const fault of [null, "<html>", '{"warning":"Please Reload and Try Again"}', ""]) {
        bench.server.answer(({ params }, response) => {
          const called = params.get("action");
          if (called === "GetInvoice") response.end(JSON.stringify(invoice));
          else if (called === "GetTransactions") response.end(JSON.stringify(noTransaction));
          else if (fault === null) response.destroy();
          else response.end(fault);
        });
        expect(await writes[action]()).toEqual({ outcome: "unknown" });
        expect(bench.actions().filter((called) => called === action)).toHaveLength(1);
      }
    },
  );

  test.each(actions)("%s that WHMCS kept out did certainly nothing", async (action) => {
    bench.answerByAction({
      GetInvoice: invoice,
      GetTransactions: noTransaction,
      [action]: error(`Invalid Permissions: API action "${action.toLowerCase()}" is not allowed`),
    });
    expect((await failureOf(writes[action]())).code).toBe("provider_unavailable");
  });
});

test.each([
  [{ result: "success" }, "accepted"],
  [error("Payment Attempt Failed"), "declined"],
  [error("payment  attempt failed"), "declined"],
  [error("Invoice Not Found or Not Unpaid"), "not_payable"],
  [error("Gateway says something new"), "unknown"],
])("capturePayment: %j is %s", async (answer, outcome) => {
  bench.answerByAction({ GetInvoice: invoice, CapturePayment: answer });
  expect(await bench.whmcs.capturePayment(owned)).toEqual({ outcome });
});

describe("applyCredit", () => {
  test("sends a plain decimal and reads amounts of both types", async () => {
    const answer = { result: "success", invoiceid: "5001", amount: 500, invoicepaid: "true" };
    bench.answerByAction({ GetInvoice: invoice, ApplyCredit: answer });
    expect(await writes.ApplyCredit()).toEqual({ outcome: "applied", amount: yen(500), invoicePaid: true });
    expect(bench.server.received[1]?.params.get("amount")).toBe("500.00");
  });

  test.each([
    ["Amount exceeds customer credit balance", "insufficient_credit"],
    ["Amount Exceeds Invoice Balance", "exceeds_balance"],
    ["Invoice Not in Unpaid Status", "not_payable"],
  ])("%s is %s", async (message, outcome) => {
    bench.answerByAction({ GetInvoice: invoice, ApplyCredit: error(message) });
    expect(await writes.ApplyCredit()).toEqual({ outcome });
  });

  test("nothing or less is refused before anything is sent", async () => {
    for (const minor of [0, -1]) {
      expect((await failureOf(bench.whmcs.applyCredit({ ...owned, amount: yen(minor) }))).code).toBe(
        "invalid_input",
      );
    }
  });
});

describe("addInvoicePayment", () => {
  test("sends the time of Tokyo and whether to mail", async () => {
    bench.answerByAction({
      GetInvoice: invoice,
      GetTransactions: noTransaction,
      AddInvoicePayment: { result: "success" },
    });
    expect(await writes.AddInvoicePayment()).toEqual({ outcome: "recorded" });
    expect(Object.fromEntries(bench.server.received[2]?.params ?? [])).toMatchObject({
      invoiceid: "5001",
      transid: "pi_1",
      gateway: "stripe",
      date: "2026-11-23 00:04:05",
      amount: "500.00",
      noemail: "1",
    });
  });

  test("books one payment once", async () => {
    const booked = fixtureWith("GetTransactions.success.json", (body) => {
      (body["transactions"] as { transaction: object[] }).transaction.push({ transid: "pi_1" });
      Object.assign(body, { totalresults: 3, numreturned: 3 });
    });
    bench.answerByAction({
      GetInvoice: invoice,
      GetTransactions: booked,
      AddInvoicePayment: { result: "success" },
    });
    expect(await writes.AddInvoicePayment()).toEqual({ outcome: "already_recorded" });
    expect(bench.server.received[1]?.params.get("transid")).toBe("pi_1");
    expect(bench.actions()).not.toContain("AddInvoicePayment");
  });

  test.each<[string, object]>([
    ["counts a row that it does not hold", { totalresults: 1, numreturned: 1, transactions: {} }],
    [
      "holds its rows under another key",
      { totalresults: 1, transactions: { payment: [{ transid: "pi_1" }] } },
    ],
    ["tells neither rows nor how many", {}],
    ["holds a row without its reference", { totalresults: 1, transactions: { transaction: [{ id: 9 }] } }],
    ["is a refusal", { result: "error", message: "No database server found" }],
  ])("books nothing when the look for the payment %s", async (_what, answer) => {
    bench.answerByAction({
      GetInvoice: invoice,
      GetTransactions: { result: "success", ...answer },
      AddInvoicePayment: { result: "success" },
    });
    await failureOf(writes.AddInvoicePayment());
    expect(bench.actions()).toEqual(["GetInvoice", "GetTransactions"]);
  });
});

describe("stored pay methods", () => {
  const method = { clientId, payMethodId: 7 as PayMethodId };

  test("changes always name the owner, and a foreign one is not found", async () => {
    bench.answer({ result: "success", clientid: "1042", paymethodid: "7" });
    expect(await bench.whmcs.updatePayMethod(method)).toEqual({ outcome: "done" });
    expect(await bench.whmcs.deletePayMethod(method)).toEqual({ outcome: "done" });
    expect(Object.fromEntries(bench.server.received[0]?.params ?? [])).toMatchObject({
      clientid: "1042",
      set_as_default: "1",
    });
    expect(Object.fromEntries(bench.server.received[1]?.params ?? [])).toMatchObject({
      clientid: "1042",
      failonremotefailure: "1",
    });
    bench.answer(error("Pay Method does not belong to passed Client ID"));
    expect((await failureOf(bench.whmcs.deletePayMethod(method))).code).toBe("not_found");
  });

  test.each(["No Details Provided for Update", "Error Updating Remote Pay Method: card_declined"])(
    "%s is a refusal",
    async (message) => {
      bench.answer(error(message));
      expect(await bench.whmcs.updatePayMethod(method)).toEqual({ outcome: "refused" });
    },
  );

  test("cards lose their tokens, keep their zeros and tolerate what is new", async () => {
    bench.answer({
      result: "success",
      paymethods: {
        "0": { id: "1", type: "RemoteCreditCard", description: null, gateway_name: "stripe", card_last_four: 5, expiry_date: "02/27", card_type: "JCB", remote_token: "tok_secret" },
        "1": { id: 2, type: "Hologram", description: "?", gateway_name: "x", expiry_date: "soon" },
        "2": { id: 3, type: "CreditCard", description: "", gateway_name: "", card_last_four: "", expiry_date: "99/99", card_type: "Visa" },
      },
    }); // prettier-ignore
    const methods = (await bench.whmcs.listPayMethods({ clientId })).rows;
    expect(methods.map(({ kind, lastFour, expires }) => [kind, lastFour, expires])).toEqual([
      ["card", "0005", "2027-02"],
      ["unknown", null, null],
      ["card", null, null],
    ]);
    expect(JSON.stringify(methods)).not.toContain("tok_secret");
    const told = bench.logger.lines.filter((line) => line.message === "unknown value");
    expect(told.map((line) => line.fields["value"])).toEqual(["Hologram", "99/99"]);
  });
});

test("addCredit tells the new balance", async () => {
  bench.answer({ result: "success", newbalance: "3500.00" });
  const add = () => bench.whmcs.addCredit({ clientId, amount: yen(2000), description: "Goodwill" });
  expect(await add()).toEqual({ outcome: "added", balance: yen(3500) });
  expect(Object.fromEntries(bench.server.received[0]?.params ?? [])).toMatchObject({
    amount: "2000.00",
    type: "add",
  });
  bench.answer("<html>");
  expect(await add()).toEqual({ outcome: "unknown" });
  bench.answer(error("Client ID Not Found"));
  expect((await failureOf(add())).code).toBe("not_found");
});
