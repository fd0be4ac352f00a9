import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#db/client.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { openTestDatabase } from "#db/testing.server.ts";
import { UsageError } from "./command.server.ts";
import { toProcessCommand } from "./processes.server.ts";
import { readConfig } from "~/platform/config/config.server.ts";
import { demoEnvironment } from "~/platform/config/config.testing.ts";
import { benchEngine, benchProcess, countingProvider } from "~/platform/process/engine.testing.ts";

const config = readConfig(demoEnvironment);
const definition = benchProcess({ name: "bench" });

let database: Database;
let id: string;
beforeAll(async () => {
  database = await openTestDatabase();
  const { provider } = countingProvider(async () => ({ outcome: "unknown" }));
  const processes = benchEngine({ database, definitions: [definition], services: provider });
  const input = { key: "801RC000001aAbCYAU", blind: true, userId: null };
  const claim = await asSystem(database, (tx) => processes.start(tx, definition, input));
  id = claim?.id ?? "";
  await processes.runDue();
});
afterAll(() => database.close());

const run = (...args: string[]) => toProcessCommand(args, [definition])(database, config);

test("lists and shows processes, in text and as JSON, and nothing that is sealed", async () => {
  const list = await run("list", "--state", "parked");
  expect(list.lines).toHaveLength(1);
  expect(list.lines[0]).toMatch(new RegExp(`^${id}  bench .*parked .*BLIND_UNKNOWN  \\(Act\\)$`));
  expect(await run("list", "--name", "other")).toEqual({ ok: true, lines: ["None."] });
  const show = await run("show", id);
  expect(show.lines.join("\n")).toMatch(/act\s+Act\s+try 1 {2}unknown {2}BLIND_UNKNOWN/);
  const json = JSON.parse((await run("show", id, "--json")).lines[0] ?? "") as Record<string, unknown>;
  expect(json).toMatchObject({ id, state: "parked", isSealed: true, attempts: { length: 3 } });
  for (const name of ["sealed", "secret", "lease"]) expect(json).not.toHaveProperty(name);
});

test("lets one run again, stops it and ends it, each with a ticket in the audit log", async () => {
  expect(await run("retry", id, "--ticket", "T-1")).toMatchObject({ ok: true });
  expect(await run("retry", id, "--ticket", "T-2")).toMatchObject({ ok: false });
  expect(await run("park", id, "--ticket", "T-3", "--json")).toEqual({
    ok: true,
    lines: ['{"outcome":"done"}'],
  });
  expect(await run("cancel", id, "--ticket", "T-4", "--anyway")).toMatchObject({ ok: true });
  expect(await run("cancel", id, "--ticket", "T-5")).toMatchObject({ ok: false });
  const { rows } = await asSystem(database, (tx) =>
    tx.raw(
      "SELECT detail->>'ticket' AS ticket FROM audit_events WHERE detail->>'processId' = $1 ORDER BY id",
      [id],
    ),
  );
  expect(rows.map(({ ticket }) => ticket)).toEqual(["T-1", "T-3", "T-4"]);
});

test.each([
  ["show"],
  ["show", "no id"],
  ["retry", "019a0000-0000-7000-8000-000000000000"],
  ["park", "019a0000-0000-7000-8000-000000000000", "--ticket", "a name"],
  ["retry", "019a0000-0000-7000-8000-000000000000", "--ticket", "T-1", "--anyway"],
  ["list", "--state", "sleeping"],
  ["forget"],
])("refuses what makes no sense: %s %s", (...args) => {
  expect(() => toProcessCommand(args, [definition])).toThrow(UsageError);
});
