import { describe, expect, test } from "vitest";
import { asFailedRead, isRefusedRead } from "#domain/shared/errors.ts";
import type { Msisdn, PlanCode } from "#domain/sim/ids.ts";
import { createMemoryLogger } from "#integrations/http/testing/local-server.ts";
import { CALLS } from "./calls.ts";
import { createFreebit, createFreebitTransport } from "./freebit.ts";
import { NOT_FOUND, OK, useBench } from "./testing/bench.ts";
import { failureOf } from "./testing/failure.ts";

const bench = useBench();
const msisdn = "09000001234" as Msisdn;
const planCode = "SBX_5G" as PlanCode;
const LOOK = "/mvno/getDetail/";
const REGISTER = "/master/addAcnt/";
const item = { kind: "MVNO", account: msisdn, state: "active" };

test("only reads and the sign-in are repeated by machine (freebit.md 3.3)", () => {
  const repeated = Object.entries(CALLS).filter(([, { repeatable }]) => repeatable);
  expect(repeated.map(([api]) => api)).toEqual(["PA01-01", "PA03-02", "PA05-01", "PA05-02"]);
});

describe("address and form", () => {
  test.each([
    ["", "/emptool/api"],
    ["/", "/emptool/api"],
    ["/emptool/api", "/emptool/api"],
    ["/emptool/api/?x=1", "/emptool/api"],
    ["/behind/emptool/api", "/behind/emptool/api"],
  ])("%j is called at %s", async (path, root) => {
    bench.answer({ [LOOK]: [NOT_FOUND] });
    const logger = createMemoryLogger();
    const freebit = createFreebit({
      url: bench.server.url + path,
      oemId: "SBXOEM",
      oemKey: "key & more",
      logger,
      transport: createFreebitTransport({ now: () => new Date(), logger }),
    });
    await freebit.findLine({ msisdn });
    expect(bench.server.received.map((request) => request.path)).toEqual([
      `${root}/authOem/`,
      `${root}${LOOK}`,
    ]);
    for (const { headers, params } of bench.server.received) {
      expect(headers["content-type"]).toBe("application/x-www-form-urlencoded");
      expect([...params.keys()]).toEqual(["json"]);
    }
    expect(bench.server.received[0]?.params.get("json")).toContain("key & more");
  });
});

describe("verdicts (freebit.md 3.2, 3.4)", () => {
  test.each([100, "100", " 100 "])("resultCode %j is success", async (resultCode) => {
    bench.answer({ [LOOK]: [{ ...OK, resultCode, responseDatas: [item] }] });
    expect(await bench.freebit.findLine({ msisdn })).toMatchObject({ state: "active" });
  });

  test.each([
    [{ resultCode: 400, status: { statusCode: 211 } }, null],
    [{ resultCode: "400", status: { statusCode: "211", message: "見つかりません" } }, null],
  ])("%j is no such line", async (body, line) => {
    bench.answer({ [LOOK]: [body] });
    expect(await bench.freebit.findLine({ msisdn })).toBe(line);
  });

  test("a refusal without its status, and one of a single item, are refusals", async () => {
    bench.answer({ [LOOK]: [{ resultCode: "400" }] });
    expect((await failureOf(bench.freebit.findLine({ msisdn }))).facts).toMatchObject({
      resultCode: "400",
      refusal: "other",
    });
    bench.answer({
      [LOOK]: [NOT_FOUND],
      [REGISTER]: [{ ...OK, responseDatas: [{ ...item, resultCode: "400" }] }],
    });
    expect(await failureOf(bench.freebit.registerLine({ msisdn, planCode }))).toMatchObject({
      code: "provider_rejected",
      facts: { resultCode: "400" },
    });
  });

  test("the verdict counts, not the HTTP status; success from an error page does not", async () => {
    bench.answer({ [LOOK]: [NOT_FOUND] }, 500);
    expect(await bench.freebit.findLine({ msisdn })).toBeNull();
    bench.server.answer(({ path }, response) => {
      const isWrite = path.endsWith(REGISTER);
      const body = path.endsWith(LOOK) ? NOT_FOUND : { ...OK, authKey: "key" };
      response.writeHead(isWrite ? 502 : 200).end(JSON.stringify(body));
    });
    expect(await bench.freebit.registerLine({ msisdn, planCode })).toEqual({ outcome: "unknown" });
  });

  test.each([
    [{ resultCode: "100", status: { statusCode: "500" } }, "resultCode"],
    [{ ...OK, responseDatas: [{ ...item, status: { statusCode: 311 } }] }, "resultCode"],
  ])("success with another status than its own is none: %j", async (answer, field) => {
    bench.answer({ [LOOK]: [answer] });
    expect(await failureOf(bench.freebit.findLine({ msisdn }))).toMatchObject({
      code: "provider_contract",
      facts: { field },
    });
    bench.answer({ [LOOK]: [NOT_FOUND], [REGISTER]: [answer] });
    expect(await bench.freebit.registerLine({ msisdn, planCode })).toEqual({ outcome: "unknown" });
  });

  test("a defect of theirs is told to the operator with its code", async () => {
    bench.answer({ [LOOK]: [{ resultCode: "500", status: { statusCode: "901" } }] });
    expect((await failureOf(bench.freebit.findLine({ msisdn }))).code).toBe("provider_unavailable");
    expect(bench.logger.lines).toContainEqual(
      expect.objectContaining({
        level: "warn",
        fields: expect.objectContaining({ resultCode: "500-901" }) as object,
      }),
    );
  });

  test("a read that is refused is one that cannot be had; a command that is refused is a verdict", async () => {
    bench.answer({ [LOOK]: [{ resultCode: "400", status: { statusCode: "999" } }] });
    const read = await failureOf(bench.freebit.findLine({ msisdn }));
    expect([isRefusedRead(read), asFailedRead(read)]).toMatchObject([
      true,
      { code: "provider_unavailable", reason: "SIM_UNAVAILABLE" },
    ]);
    bench.answer({ [LOOK]: [NOT_FOUND], [REGISTER]: [{ resultCode: "400", status: { statusCode: "999" } }] });
    expect(isRefusedRead(await failureOf(bench.freebit.registerLine({ msisdn, planCode })))).toBe(false);
  });

  test.each([[{}], [[]], [{ func: "" }], [{ func: null, date: "" }]])(
    "nothing waits on a line whose async is %j",
    async (async) => {
      bench.answer({ [LOOK]: [{ ...OK, responseDatas: [{ ...item, async }] }] });
      expect((await bench.freebit.findLine({ msisdn }))?.pending).toBeNull();
    },
  );

  test("a line in a state that we do not know is not touched", async () => {
    bench.answer({ [LOOK]: [{ ...OK, responseDatas: [{ ...item, state: "frozen" }] }] });
    expect(await failureOf(bench.freebit.registerLine({ msisdn, planCode }))).toMatchObject({
      code: "provider_contract",
      facts: { call: "PA03-02", field: "state" },
    });
    expect(bench.sent()).toHaveLength(1);
  });

  test("another line's answer is nobody's", async () => {
    bench.answer({ [LOOK]: [{ ...OK, responseDatas: [{ ...item, account: "09000005678" }] }] });
    expect(await failureOf(bench.freebit.findLine({ msisdn }))).toMatchObject({ code: "provider_contract" });
  });

  test("nothing of what they say gets out, whatever they put where the code should be", async () => {
    const secret = "09000001234 of 見本花子";
    bench.answer({ [LOOK]: [{ resultCode: secret, status: { statusCode: secret, message: secret } }] });
    const error = await failureOf(bench.freebit.findLine({ msisdn }));
    expect(error.code).toBe("provider_rejected");
    const written = JSON.stringify([error.message, error.facts, bench.logger.lines]);
    expect(written).not.toContain("見本");
    expect(written).not.toMatch(/09000001234|OEM-KEY|SBX7c/);
  });
});
