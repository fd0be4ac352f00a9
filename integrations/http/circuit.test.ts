import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { admit, afterFailure, afterSuccess, closedCircuit, type Circuit } from "./circuit.ts";

const rules = { failuresToOpen: 3, openForMs: 20_000 };
const at = (second: number) => new Date(1_700_000_000_000 + second * 1000);

function failTimes(times: number, circuit: Circuit = closedCircuit(at(0))): Circuit {
  for (let index = 0; index < times; index += 1) circuit = afterFailure(circuit, at(0), rules);
  return circuit;
}

describe("circuit", () => {
  test("opens at the third failure in a row and names the wait", () => {
    expect(failTimes(2).state).toBe("closed");
    expect(failTimes(3)).toEqual({ state: "open", since: at(0), until: at(20) });
    expect(admit(failTimes(3), at(1))).toEqual({ admitted: false, retryAfter: 19 });
    expect(admit(failTimes(3), new Date(at(20).getTime() - 1))).toEqual({ admitted: false, retryAfter: 1 });
  });

  test("a success in between starts the count again", () => {
    expect(failTimes(2, afterSuccess(failTimes(2), at(0))).state).toBe("closed");
  });

  test("lets one call try when the time is over, and no second one", () => {
    const gate = admit(failTimes(3), at(20));
    expect(gate).toEqual({ admitted: true, circuit: { state: "half_open", since: at(20) } });
    if (gate.admitted) expect(admit(gate.circuit, at(21))).toEqual({ admitted: false, retryAfter: 1 });
  });

  test("the try decides", () => {
    const trying: Circuit = { state: "half_open", since: at(20) };
    expect(afterSuccess(trying, at(21))).toEqual({
      state: "closed",
      since: at(21),
      failures: 0,
      questions: [],
    });
    expect(afterFailure(trying, at(21), rules)).toEqual({ state: "open", since: at(21), until: at(41) });
  });

  test("unusable answers to one question count once, to different ones each", () => {
    const ask = (questions: string[]) =>
      questions.reduce(
        (circuit, question) => afterFailure(circuit, at(0), rules, question),
        closedCircuit(at(0)),
      );
    expect(ask(["a", "a", "a", "a", "a"]).state).toBe("closed");
    expect(ask(["a", "a", "b", "a"]).state).toBe("closed");
    expect(ask(["a", "b", "c"]).state).toBe("open");
  });

  test("late failures do not prolong an open circuit", () => {
    expect(afterFailure(failTimes(3), at(15), rules)).toEqual(failTimes(3));
  });

  test("never refuses before as many failures in a row as the rules say", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (outcomes) => {
        let circuit = closedCircuit(at(0));
        let run = 0;
        let refused = false;
        for (const ok of outcomes) {
          circuit = ok ? afterSuccess(circuit, at(0)) : afterFailure(circuit, at(0), rules);
          run = ok ? 0 : run + 1;
          refused = !admit(circuit, at(0)).admitted;
          expect(refused).toBe(run >= rules.failuresToOpen);
        }
      }),
    );
  });
});
