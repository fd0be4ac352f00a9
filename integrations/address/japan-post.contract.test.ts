import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PostcodeSchema } from "#domain/address/schema.ts";
import { createMemoryLogger } from "#integrations/http/testing/local-server.ts";
import { startJapanPostSandbox, type JapanPostSandbox } from "#tests/sandbox/japan-post/server.ts";
import { createEmbeddedTowns } from "./embedded-towns.ts";
import { createJapanPost } from "./japan-post.ts";
import { createFindTowns } from "./towns.ts";

const TOKEN = "/api/v2/j/token";
const postcode = (text: string) => PostcodeSchema.parse(text);
const azabu = {
  prefecture: "東京都",
  city: "港区",
  town: "東麻布",
  latin: { city: "Minato-ku", town: "Higashiazabu" },
};

let sandbox: JapanPostSandbox;
let logger: ReturnType<typeof createMemoryLogger>;
let at = Date.parse("2026-11-23T00:00:00Z");
let service: ReturnType<typeof createJapanPost>;
const start = (change: { secretKey?: string; sourceIp?: string } = {}) =>
  createJapanPost({ ...sandbox, ...change, logger, now: () => new Date(at) });

beforeAll(async () => {
  sandbox = await startJapanPostSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.endTokens();
  sandbox.spoil([]);
  sandbox.calls.length = 0;
  logger = createMemoryLogger();
  service = start();
});

describe("a postcode", () => {
  test("gives its town, with the same Latin letters as the embedded towns", async () => {
    expect(await service.findTowns(postcode("106-0044"))).toEqual([azabu]);
    const embedded = createEmbeddedTowns({ file: "assets/postcodes/towns.tsv.br" });
    for (const code of ["106-0044", "150-0002", "530-0001", "498-0000"].map(postcode))
      expect(await service.findTowns(code)).toEqual(await embedded(code));
  });

  test("nobody knows gives none", async () => {
    expect(await service.findTowns(postcode("999-9999"))).toEqual([]);
  });

  test("stands neither in the log nor beside secrets", async () => {
    await service.findTowns(postcode("106-0044"));
    expect(JSON.stringify(logger.lines)).not.toMatch(/1060044|106-0044|sandbox-secret|token-/);
  });
});

describe("the token", () => {
  test("is fetched once for parallel questions, kept until shortly before its end", async () => {
    const codes = ["106-0044", "150-0002", "530-0001"].map(postcode);
    await Promise.all(codes.map((code) => service.findTowns(code)));
    expect(sandbox.calls.filter((path) => path === TOKEN)).toHaveLength(1);
    at += 8 * 60_000;
    await service.findTowns(postcode("106-0044"));
    expect(sandbox.calls.filter((path) => path === TOKEN)).toHaveLength(1);
    at += 60_000;
    await service.findTowns(postcode("106-0044"));
    expect(sandbox.calls.filter((path) => path === TOKEN)).toHaveLength(2);
  });

  test("that is refused is fetched again, once", async () => {
    await service.findTowns(postcode("106-0044"));
    sandbox.endTokens();
    expect(await service.findTowns(postcode("106-0044"))).toEqual([azabu]);
    sandbox.spoil([401, 401]);
    const again = start();
    sandbox.endTokens();
    await expect(again.findTowns(postcode("106-0044"))).rejects.toMatchObject({
      code: "provider_unavailable",
    });
  });

  test.each([{ secretKey: "wrong" }, { sourceIp: "192.0.2.9" }])("%j is not let in", async (change) => {
    await expect(start(change).findTowns(postcode("106-0044"))).rejects.toMatchObject({
      code: "provider_unavailable",
    });
  });
});

describe("while the service fails", () => {
  test.each([[[500]], [[429]], [["html" as const]]])("%j is no answer", async (next) => {
    await service.findTowns(postcode("150-0002"));
    sandbox.spoil(next);
    await expect(service.findTowns(postcode("106-0044"))).rejects.toMatchObject({
      code: "provider_unavailable",
    });
  });

  test("the embedded towns answer", async () => {
    const embedded = createEmbeddedTowns({ file: "assets/postcodes/towns.tsv.br" });
    const findTowns = createFindTowns({ service: start({ secretKey: "wrong" }).findTowns, embedded });
    expect(await findTowns(postcode("106-0044"))).toEqual([azabu]);
    expect(sandbox.calls).toEqual([TOKEN]);
  });

  test("a 502 is asked again", async () => {
    await service.findTowns(postcode("150-0002"));
    sandbox.spoil([502]);
    expect(await service.findTowns(postcode("106-0044"))).toEqual([azabu]);
  });
});

test("a service that has moved on is not taken for a postcode that it does not know", async () => {
  await service.findTowns(postcode("150-0002"));
  sandbox.spoil(["moved"]);
  await expect(service.findTowns(postcode("106-0044"))).rejects.toMatchObject({
    code: "provider_contract",
    facts: { call: "searchcode", field: "path" },
  });
});
