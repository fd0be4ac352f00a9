import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { WireFault } from "../shared/wire.ts";
import { toAssignedNumber, toLine, toQuotaHistory, toTraffic } from "./freebit.ts";
import type { Msisdn } from "./ids.ts";

const msisdn = "09000001234" as Msisdn;

function lineFrom(detail: Record<string, unknown>) {
  const unknown: string[] = [];
  const line = toLine(
    { responseDatas: [{ kind: "MVNO", account: msisdn, state: "active", ...detail }] },
    { msisdn, onUnknown: (field, value) => unknown.push(`${field}=${value}`) },
  );
  return { line, unknown };
}
const options = { msisdn, onUnknown: () => undefined };

describe("a line, however it is written (freebit.md 3.4)", () => {
  const digits = (length: number) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((d) => d.join(""));
  const flag = fc.constantFrom(true, false, null);
  const facts = fc.record({
    startedOn: fc.option(
      fc
        .date({ min: new Date("2001-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
    ),
    planCode: fc.option(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_-]{0,31}$/)),
    iccid: fc.option(digits(19)),
    eid: fc.option(digits(32)),
    network: fc.option(fc.constantFrom("4G", "5G")),
    remaining: fc.option(fc.integer({ min: 0, max: 9_999_999 })),
    canTalk: flag,
    voiceMail: flag,
    roaming: flag,
    state: fc.constantFrom("active", "suspended", "temporary", "waiting", "obsolete"),
  });
  const spelling = fc.record({
    isCamel: fc.boolean(),
    nothing: fc.constantFrom("", null, undefined, "  "),
    isNumber: fc.boolean(),
    date: fc.constantFrom("", "/", "-"),
    time: fc.constantFrom("", "093000", "0930", " 09:30:00"),
    account: fc.constantFrom<unknown>(msisdn, 9_000_001_234, "9000001234", "090-0000-1234", " 090 0000 1234"),
  });

  test("says the same", () => {
    fc.assert(
      fc.property(facts, spelling, (fact, how) => {
        const given = (value: unknown) => value ?? how.nothing;
        const flagOf = (is: boolean | null) =>
          given(is === null ? null : how.isNumber ? (is ? 10 : 20) : is ? "10" : "20");
        const { line, unknown } = lineFrom({
          account: how.account,
          state: fact.state,
          startDate: given(fact.startedOn && fact.startedOn.replaceAll("-", how.date) + how.time),
          planCode: given(fact.planCode),
          iccid: given(fact.iccid),
          eid: given(fact.eid),
          contractLine: given(fact.network),
          quota: given(
            fact.remaining === null ? null : how.isNumber ? fact.remaining : String(fact.remaining),
          ),
          talk: flagOf(fact.canTalk),
          [how.isCamel ? "voiceMail" : "voicemail"]: flagOf(fact.voiceMail),
          [how.isCamel ? "worldWing" : "worldwing"]: flagOf(fact.roaming),
          surprise: { of: "theirs" },
        });
        expect(unknown).toEqual([]);
        expect(line).toMatchObject({
          msisdn,
          state: fact.state,
          startedOn: fact.startedOn,
          planCode: fact.planCode,
          iccid: fact.iccid,
          eid: fact.eid,
          network: fact.network,
          remaining: fact.remaining,
          canTalk: fact.canTalk,
        });
        if (fact.voiceMail === null && fact.roaming === null) expect(line.voice).toBeNull();
        else expect(line.voice).toMatchObject({ voiceMail: fact.voiceMail, roaming: fact.roaming });
      }),
    );
  });

  test("a field that is there in both spellings counts with the one that holds something", () => {
    expect(lineFrom({ voicemail: "", voiceMail: "10" }).line.voice?.voiceMail).toBe(true);
    expect(lineFrom({ voicemail: "20", voiceMail: null }).line.voice?.voiceMail).toBe(false);
  });

  test("values that we do not know are told and stay unknown", () => {
    const { line, unknown } = lineFrom({
      state: "frozen",
      contractLine: "6G",
      size: "pico",
      talk: "30",
      async: { func: "PA09-99", date: "20261201" },
    });
    expect(line).toMatchObject({
      state: "unknown",
      network: "unknown",
      form: "unknown",
      canTalk: null,
      pending: { operation: "unknown", effectiveOn: "2026-12-01" },
    });
    expect(unknown).toEqual([
      "size=pico",
      "state=frozen",
      "contractLine=6G",
      "talk=30",
      "async.func=PA09-99",
    ]);
  });

  test("capacity may have a fraction, and below zero is used up", () => {
    expect(lineFrom({ quota: "0" }).line.remaining).toBe(0);
    expect(lineFrom({ quota: 7340.5 }).line.remaining).toBe(7340.5);
    expect(lineFrom({ quota: "-12" }).line.remaining).toBe(0);
  });

  test.each([
    ["another line", { account: "09000005678" }],
    ["no account", { account: "" }],
    ["no state", { state: "" }],
    ["a day that does not exist", { startDate: "20260231" }],
    ["mixed separators", { startDate: "2026/02-03" }],
    ["an ICCID as a number, which has lost digits", { iccid: Number("8981100012345678905") }],
    ["an EID of 31 digits", { eid: "8904903200000100000012345678906" }],
    ["a capacity with a unit", { quota: "7GB" }],
    ["a product number in lower case", { productNumber: "ax2609000000017" }],
  ])("%s is a fault", (_, detail) => expect(() => lineFrom(detail)).toThrow(WireFault));

  test("an empty list of lines is a fault", () => {
    expect(() => toLine({ responseDatas: [] }, options)).toThrow(WireFault);
    expect(() => toLine({}, options)).toThrow(WireFault);
  });
});

describe("traffic", () => {
  const trafficOf = (traffic: unknown) => toTraffic({ account: msisdn, traffic }, options);

  test("days are read in their order, whatever stands around the commas, beyond 32 bits too", () => {
    const counts = fc.array(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), { minLength: 1 });
    fc.assert(
      fc.property(counts, fc.constantFrom(",", ", ", " ,  "), (days, comma) => {
        expect(trafficOf({ today: "1", inRecentDays: days.join(comma) }).recentDays).toEqual(days);
      }),
    );
  });

  test("an empty list is a first day; one that is not there is not known", () => {
    expect(trafficOf({ today: 0, inRecentDays: "", blackList: 20 })).toEqual({
      today: 0,
      recentDays: [],
      isThrottled: false,
    });
    expect(trafficOf({ inRecentDays: null })).toEqual({ today: null, recentDays: null, isThrottled: null });
    expect(trafficOf({ today: "", inRecentDays: 51_200, blackList: "10" })).toEqual({
      today: null,
      recentDays: [51_200],
      isThrottled: true,
    });
  });

  test.each(["1,,2", "1,2,", "1;2", "a", "-1", "1.5"])("%s is no list", (inRecentDays) => {
    expect(() => trafficOf({ inRecentDays })).toThrow(WireFault);
  });

  test("another line's is a fault, a missing account is not", () => {
    expect(() => toTraffic({ account: "09000005678", traffic: {} }, options)).toThrow(WireFault);
    expect(toTraffic({ traffic: { today: "7" } }, options).today).toBe(7);
    expect(() => toTraffic({ account: msisdn }, options)).toThrow(WireFault);
  });
});

describe("quota history", () => {
  const entry = { quota: "1000", date: "2026/10/05", expire: "", quotaCode: "topup-1" };

  test("reads entries; a blank reference is none", () => {
    expect(
      toQuotaHistory({ count: "2", quotaHistory: [entry, { quota: 500, quotaCode: "" }] }, options),
    ).toEqual([
      { amount: 1000, addedOn: "2026-10-05", expiresOn: null, reference: "topup-1" },
      { amount: 500, addedOn: null, expiresOn: null, reference: null },
    ]);
  });

  test("no list is empty only when the answer counts none", () => {
    expect(toQuotaHistory({ count: 0 }, options)).toEqual([]);
    expect(() => toQuotaHistory({}, options)).toThrow(WireFault);
    expect(() => toQuotaHistory({ count: 1, quotaHistory: null }, options)).toThrow(WireFault);
  });

  test("a list cut short is a fault: a top-up is looked for in it", () => {
    expect(() => toQuotaHistory({ count: 2, quotaHistory: [entry] }, options)).toThrow(WireFault);
  });
});

test("the assigned number is read, or not told", () => {
  expect(toAssignedNumber({ account: 9_000_008_003 })).toBe("09000008003");
  expect(toAssignedNumber({})).toBeNull();
  expect(() => toAssignedNumber({ account: "SBX0_00000000001" })).toThrow(WireFault);
});

test("whatever comes, a mapper gives a result or names the field that is wrong", () => {
  const body = fc.dictionary(
    fc.constantFrom("responseDatas", "account", "traffic", "quotaHistory", "count", "async"),
    fc.oneof(
      fc.jsonValue(),
      fc.array(fc.dictionary(fc.constantFrom("account", "state", "quota", "async", "eid"), fc.jsonValue())),
    ),
  );
  fc.assert(
    fc.property(body, (value) => {
      for (const map of [toLine, toTraffic, toQuotaHistory])
        try {
          map(value, options);
        } catch (error) {
          expect(error).toBeInstanceOf(WireFault);
        }
    }),
    { numRuns: 300 },
  );
});
