import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { UserIdSchema } from "#domain/shared/ids.ts";
import { startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { readVerification } from "./read-verification.server.ts";

let bench: TestDeps;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  await bench.crmControl("POST", "/reset");
});

const amelia = { userId: UserIdSchema.parse("00000000-0000-4000-8000-000000001001") };
const check = (document: { name?: string; address?: string; birthDate?: string }) =>
  bench.crmControl("POST", "/verify-identity", {
    account: "CN-100001",
    method: "ic_chip_face",
    name: "",
    address: "",
    birthDate: "",
    ...document,
  });

test.each([
  [{ name: "CARTER AMELIA" }, []],
  [{}, []],
  [{ name: "Amelia Cartwright" }, ["name"]],
  [
    { name: "Robin Carter", address: "東京都港区芝公園4-2-8", birthDate: "1970-01-01" },
    ["name", "address", "birthDate"],
  ],
])(
  "a document that says %j differs in %j from what the customer is told to be checked",
  async (document, differs) => {
    await check(document);
    const { value } = await readVerification(bench.freshDeps(), amelia);
    expect([value.status, value.differs]).toEqual(["verified", differs]);
  },
);
