import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startFreebitSandbox, type FreebitSandbox } from "./server.ts";
import { codeOf, control, postForm, signIn, type Json } from "./test-client.ts";

let sandbox: FreebitSandbox;
let authKey = "";
beforeAll(async () => {
  sandbox = await startFreebitSandbox({ today: "2026-11-23" });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await control(sandbox, "POST /reset");
  await moveTo("2026-11-23T10:00:00+09:00");
});

/** Keys do not live as long as some of the leaps. */
async function moveTo(now: string): Promise<void> {
  await control(sandbox, "POST /clock", { now });
  authKey = await signIn(sandbox);
}
const call = (path: string, fields: Json): Promise<Json> =>
  postForm(sandbox.url, path, { json: JSON.stringify({ authKey, ...fields }) });
async function lineOf(account: string): Promise<Json> {
  const answer = await call("/mvno/getDetail/", { requestDatas: [{ kind: "MVNO", account }] });
  return ((answer["responseDatas"] ?? []) as Json[])[0] ?? {};
}
const kenji = "09000001008";
const person = {
  lastnameKanji: "見本",
  firstnameKanji: "花子",
  lastnameZenKana: "ミホン",
  firstnameZenKana: "ハナコ",
  gender: "W",
  birthday: "19900115",
};
const plan = (fields: Json = {}) =>
  call("/mvno/changePlan/", { account: kenji, planCode: "SBX_DATA_10G", ...fields });
const network = (fields: Json = {}) =>
  call("/mvno/contractline/change/", { account: kenji, contractLine: "5G", ...fields });
const cancel = (fields: Json = {}) => call("/master/cnclAcnt/", { kind: "MVNO", account: kenji, ...fields });
const topUp = (fields: Json = {}) =>
  call("/master/addSpec/", { kind: "MVNO", account: kenji, quota: "1000", ...fields });

describe("transport (freebit.md 2)", () => {
  const json = () => JSON.stringify({ authKey, requestDatas: [{ kind: "MVNO", account: kenji }] });

  it("takes POST alone, with or without the slash, as either kind of form", async () => {
    const url = `${sandbox.url}/mvno/getDetail`;
    const get = await fetch(`${url}/`);
    expect([get.status, await get.text()]).toEqual([405, ""]);
    const multipart = new FormData();
    multipart.set("json", json());
    for (const body of [multipart, new URLSearchParams({ json: json() })])
      for (const end of ["", "/"]) {
        const response = await fetch(url + end, { method: "POST", body, redirect: "error" });
        expect(codeOf((await response.json()) as Json)).toBe("100-200");
        expect(response.headers.get("content-type")).toBe("application/json; charset=UTF-8");
      }
  });

  it("knows no other path", async () => {
    for (const path of ["/emptool/api/mvno/esim/reissueProfile/", "/emptool/api/", "/"]) {
      const response = await fetch(new URL(path, sandbox.url), { method: "POST" });
      expect(response.status).toBe(404);
    }
  });

  it("checks in its order: body, key, required, format, existence, state, timing", async () => {
    const raw = await fetch(`${sandbox.url}/mvno/changePlan/`, { method: "POST", body: json() });
    expect(codeOf((await raw.json()) as Json)).toBe("400-302");
    expect(codeOf(await postForm(sandbox.url, "/mvno/changePlan/", { json: "[]" }))).toBe("400-302");
    const wrong = { authKey: "SBXother", account: "x" };
    expect(codeOf(await call("/mvno/changePlan/", wrong))).toBe("401-310");
    expect(codeOf(await call("/mvno/changePlan/", { account: "x", planCode: null }))).toBe("400-300");
    expect(codeOf(await plan({ account: "x" }))).toBe("400-301");
    expect(codeOf(await plan({ account: "09000000000" }))).toBe("400-211");
    expect(codeOf(await plan({ account: "09000001005" }))).toBe("400-384");
    expect(codeOf(await network())).toBe("100-200");
    expect(codeOf(await plan())).toBe("400-382");
  });

  it("takes numbers for half-width numeric fields, and ignores what it does not know", async () => {
    expect(codeOf(await topUp({ quota: 1000, surprise: true }))).toBe("100-200");
  });
});

describe("timing (freebit.md 5)", () => {
  it("T1, T3: half an hour between changes of one line, each refused with the code of the earlier", async () => {
    expect(codeOf(await network())).toBe("100-200");
    expect(codeOf(await network())).toBe("400-382");
    expect(codeOf(await plan())).toBe("400-382");
    await moveTo("2026-11-23T10:30:01+09:00");
    expect(codeOf(await plan())).toBe("100-200");
    expect(codeOf(await network())).toBe("400-383");
    await moveTo("2026-11-23T11:00:02+09:00");
    expect(codeOf(await network())).toBe("100-200");
  });

  it("T2: one voice order at a time; data lines take none", async () => {
    const order = { account: "09000001001", userConfirmed: "10", talkOption: { worldWing: "10" } };
    const change = (fields: Json = {}) => call("/mvno/talkoption/changeOrder/", { ...order, ...fields });
    expect(codeOf(await change())).toBe("100-200");
    expect(codeOf(await change())).toBe("400-381");
    expect(codeOf(await call("/mvno/talkoption/addOrder/", { ...order, identificationData: person }))).toBe(
      "400-381",
    );
    expect(codeOf(await change({ account: kenji }))).toBe("400-384");
    await moveTo("2026-11-23T10:30:01+09:00");
    expect(await lineOf("09000001001")).toMatchObject({
      voicemail: "10",
      worldwing: "10",
      worldWingCreditLimit: "50000",
    });
  });

  it("T5: an earlier day is refused, today is now", async () => {
    expect(codeOf(await plan({ runTime: "20261122" }))).toBe("400-301");
    expect(codeOf(await plan({ runTime: "2026/11/23" }))).toBe("100-200");
    expect(await lineOf(kenji)).toMatchObject({ planCode: "SBX_DATA_10G", quota: 7_750 });
  });

  it("T6, T10: one plan change waits, and a cancellation drops it", async () => {
    expect(codeOf(await plan({ runTime: "20261201" }))).toBe("100-200");
    await moveTo("2026-11-23T10:31:00+09:00");
    expect(codeOf(await plan({ runTime: "20261201" }))).toBe("400-215");
    expect(codeOf(await cancel({ runDate: "20270101" }))).toBe("100-200");
    expect(await lineOf(kenji)).toMatchObject({ async: { func: "PA02-04", date: "20270101" } });
    await moveTo("2026-12-02T00:00:00+09:00");
    expect(await lineOf(kenji)).toMatchObject({ planCode: "SBX_DATA_5G", quota: 5_000 });
  });

  it("T9: a plan change withdraws a cancellation and says so in the ledger", async () => {
    await cancel({ runDate: "20261201" });
    await plan({ runTime: "20261201" });
    const { recent } = await control<{ recent: Json[] }>(sandbox, "GET /acts");
    expect(recent.map(({ note }) => note)).toEqual([
      "cancellation for 2026-12-01",
      "cancellation-withdrawn",
      "SBX_DATA_10G from 2026-12-01",
    ]);
  });

  it("T11, T12: what an ended and a suspended line refuse", async () => {
    const codes = async (account: string) =>
      Promise.all([topUp({ account }), plan({ account }), network({ account })]).then((all) =>
        all.map(codeOf),
      );
    expect(await codes("09000003039")).toEqual(Array(3).fill("400-211"));
    expect(await codes("09000001005")).toEqual(Array(3).fill("400-384"));
    expect(await lineOf("09000003039")).toMatchObject({ state: "obsolete" });
  });

  it("the capacity is the plan's again on the 1st, top-ups are gone", async () => {
    await topUp();
    expect(await lineOf(kenji)).toMatchObject({ quota: 3_750 });
    await moveTo("2026-12-01T00:00:00+09:00");
    expect(await lineOf(kenji)).toMatchObject({ quota: 5_000 });
  });
});

describe("what is sent with a voice line", () => {
  const order = (change: Json) =>
    call("/mvno/talkoption/addOrder/", {
      account: "09000001001",
      userConfirmed: "10",
      identificationData: { ...person, ...change },
    });

  it.each([
    [{ lastnameKanji: "Mihon" }, "400-301"],
    [{ lastnameZenKana: "ﾐﾎﾝ" }, "400-301"],
    [{ firstnameKanji: "" }, "400-300"],
    [{ birthday: "19900230" }, "400-301"],
    [{ gender: "X" }, "400-301"],
    [{ gender: "C", firstnameKanji: "", firstnameZenKana: "", birthday: "" }, "100-200"],
    [{ lastnameKanji: "ＭＩＨＯＮ", firstnameKanji: "𠮷野" }, "100-200"],
  ])("%j: %s", async (change, code) => expect(codeOf(await order(change))).toBe(code));
});

describe("the seeded world on other days", () => {
  it("after the cut-off Freebit has the plan change waiting", async () => {
    const late = await startFreebitSandbox({ today: "2026-11-26" });
    const key = await signIn(late);
    const json = JSON.stringify({ authKey: key, requestDatas: [{ kind: "MVNO", account: kenji }] });
    const answer = await postForm(late.url, "/mvno/getDetail/", { json });
    expect(answer["responseDatas"]).toMatchObject([{ async: { func: "PA05-21", date: "20261201" } }]);
    await late.close();
  });

  it.each(["2026-03-01", "2028-02-29", "2026-12-31"])(
    "on %s no line has used what it does not have",
    async (today) => {
      const other = await startFreebitSandbox({ today });
      const lines = await control<{ account: string; quotaMb: number }[]>(other, "GET /lines");
      expect(lines.length).toBeGreaterThan(40);
      for (const { quotaMb } of lines) expect(quotaMb).toBeGreaterThanOrEqual(0);
      await other.close();
    },
  );
});

describe("control", () => {
  it("shows acts and lines, keeps keys out of the calls, and puts everything back", async () => {
    await topUp({ quotaCode: "topup-1" });
    expect(await control(sandbox, "GET /acts")).toMatchObject({
      total: 1,
      byAct: { [`PA04-04 ${kenji}`]: 1 },
      recent: [{ api: "PA04-04", note: "1000 MB topup-1" }],
    });
    const calls = JSON.stringify(await control(sandbox, "GET /calls"));
    expect(calls).toContain("topup-1");
    expect(calls).not.toContain(authKey);
    expect(calls).not.toContain(sandbox.oemKey);
    await control(sandbox, "POST /reset");
    expect(await control(sandbox, "GET /acts")).toEqual({ total: 0, byAct: {}, recent: [] });
  });

  it("suspends a line and puts it back, from the page's form too", async () => {
    await control(sandbox, "POST /set-state", { account: kenji, state: "suspended" });
    expect(codeOf(await topUp())).toBe("400-384");
    const form = await fetch(`${sandbox.controlUrl}/set-state`, {
      method: "POST",
      body: new URLSearchParams({ account: kenji, state: "active" }),
      redirect: "manual",
    });
    expect(form.status).toBe(303);
    expect(codeOf(await topUp())).toBe("100-200");
    await expect(control(sandbox, "POST /set-state", { account: "1", state: "active" })).rejects.toThrow(
      "no such line",
    );
  });

  it("finishes what waits, ends keys, and takes its time from the shape", async () => {
    await plan({ runTime: "20261201" });
    await control(sandbox, "POST /finish-queued");
    expect(await lineOf(kenji)).toMatchObject({ planCode: "SBX_DATA_10G" });
    await control(sandbox, "POST /shape", { queueSeconds: 0 });
    const { account } = await call("/mvno/esim/addAcnt/", {
      createType: "new",
      addKind: "N",
      eid: "89049032000000000000000000100752",
      simKind: "E0",
      planCode: "SBX_10G",
    });
    expect(await lineOf(String(account))).toMatchObject({ state: "active" });
    await control(sandbox, "POST /expire-keys");
    expect(codeOf(await topUp())).toBe("401-310");
  });

  it("has a page with forms for all of it", async () => {
    const response = await fetch(`${sandbox.controlUrl}/`);
    const page = await response.text();
    for (const text of [
      "Provider sandbox (Freebit)",
      "PA05-41",
      "set-state",
      "finish-queued",
      "<summary>acts: ",
    ])
      expect(page).toContain(text);
  });
});
