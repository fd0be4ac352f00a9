import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate, type RunSql } from "./migrate.server.ts";

/** In a cluster of its own, since roles belong to the whole cluster; the embedded one is PostgreSQL 18. */
describe("migrating as a plain login that owns the database", () => {
  let pglite: PGlite;
  const run: RunSql = async (text, values) =>
    values ? pglite.query(text, values) : { rows: (await pglite.exec(text)).flatMap((each) => each.rows) };

  beforeAll(async () => {
    pglite = await PGlite.create();
    await run(
      "CREATE ROLE plain LOGIN; ALTER DATABASE postgres OWNER TO plain; SET SESSION AUTHORIZATION plain",
    );
  });
  afterAll(() => pglite.close());

  test("is refused where it may not make the two roles, and the cause says so", async () => {
    await expect(migrate(run, { lock: false })).rejects.toMatchObject({
      code: "internal",
      cause: { message: "permission denied to create role" },
    });
  });

  test("goes on from there once it may, and the login can work as either role", async () => {
    await run(
      "SET SESSION AUTHORIZATION postgres; ALTER ROLE plain CREATEROLE; SET SESSION AUTHORIZATION plain",
    );
    expect((await migrate(run, { lock: false })).applied).toContain("0001_row_security.sql");
    for (const role of ["portal_customer", "portal_system"]) {
      await run(`SET ROLE ${role}`);
      expect((await run("SELECT current_user::text AS role")).rows).toEqual([{ role }]);
      await run("RESET ROLE");
    }
  });
});
