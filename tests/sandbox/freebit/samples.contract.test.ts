import { describe, expect, it } from "vitest";
import { startFreebitSandbox, type FreebitSandbox } from "./server.ts";
import { control, postForm, readSamples, signIn, type Json, type Sample } from "./test-client.ts";

/** Every recorded sample is sent as it was, and answered as it was; where they tell what became of it, that too. */

const samples = readSamples();
/** Answers shortened for reading, or of a line that `given` describes in part. */
const SHORTENED = ["pa05-01-success.json", "pa05-01-throttled.json"];
const STALE_DETAIL = "pa03-02-waiting-async.json";

type Send = () => Promise<{ status: number; body: Json }>;

async function run(
  sample: Sample,
  test: (send: Send, sandbox: FreebitSandbox) => Promise<void>,
): Promise<void> {
  const handedOut = sample.response.body["account"];
  const start = sample.given ?? (sample.api === "PA05-41" ? {} : undefined);
  const given = start && { ...start, ...(typeof handedOut === "string" ? { nextNumber: handedOut } : {}) };
  const sandbox = await startFreebitSandbox({ today: sample.clock.slice(0, 10), given });
  try {
    await control(sandbox, "POST /clock", { now: sample.clock });
    const root = sandbox.url.replace("/emptool/api", "");
    const key = await signIn(sandbox);
    const send: Send = async () => {
      const { path, contentType, rawBody, method } = sample.request;
      const body = rawBody.replace("SBX7c1e0a6d52", key);
      const response = await fetch(root + path, { method, body, headers: { "content-type": contentType } });
      return { status: response.status, body: (await response.json()) as Json };
    };
    await test(send, sandbox);
  } finally {
    await sandbox.close();
  }
}

it("has every sample", () => {
  expect(samples).toHaveLength(56);
});

describe("answers", () => {
  it.each(samples)("$file", async (sample) => {
    await run(sample, async (send, sandbox) => {
      if (sample.name === "error-busy") await control(sandbox, "POST /faults", { kind: "busy" });
      const { status, body } = await send();
      expect(status).toBe(sample.response.httpStatus);
      expect(withoutChance(body, sample)).toEqual(withoutChance(sample.response.body, sample));
    });
  });
});

/** Keys are made by chance; some samples are shortened. */
function withoutChance(body: Json, { file }: Sample): Json {
  const copy = structuredClone(body) as Json & { traffic?: Json; responseDatas?: Json[] };
  if (copy["authKey"]) copy["authKey"] = expect.stringMatching(/^SBX[0-9a-f]{10}$/);
  if (SHORTENED.includes(file) && copy.traffic) {
    const days = (text: unknown) => String(text).split(",").slice(0, 3).join(",");
    copy.traffic["inRecentDays"] = days(copy.traffic["inRecentDays"]);
  }
  const [line] = copy.responseDatas ?? [];
  if (file === STALE_DETAIL && line)
    copy.responseDatas = [{ account: line["account"], planCode: line["planCode"], async: line["async"] }];
  return copy;
}

describe("what becomes of it", () => {
  it.each(samples.filter(({ after }) => after.length > 0))("$file", async (sample) => {
    await run(sample, async (send, sandbox) => {
      await send();
      for (const { at, account, ...expected } of sample.after) {
        // The clock has run on a little since the call.
        await control(sandbox, "POST /clock", { now: new Date(Date.parse(at) + 900) });
        const line = await readLine(sandbox, account);
        expect(inWordsOfSamples(line, expected)).toEqual(expected);
      }
    });
  });
});

async function readLine(sandbox: FreebitSandbox, account: string): Promise<Json> {
  const json = JSON.stringify({
    authKey: await signIn(sandbox),
    requestDatas: [{ kind: "MVNO", account }],
  });
  const answer = await postForm(sandbox.url, "/mvno/getDetail/", { json });
  return ((answer["responseDatas"] ?? []) as Json[])[0] ?? {};
}

/** The samples call the capacity `quotaMb` and the voice options as the requests do. */
function inWordsOfSamples(line: Json, expected: Json): Json {
  const voice = {
    voiceMail: line["voicemail"],
    callWaiting: line["callwaiting"],
    worldWing: line["worldwing"],
  };
  const all: Json = { ...line, quotaMb: line["quota"], voice };
  return Object.fromEntries(Object.keys(expected).map((key) => [key, all[key]]));
}
