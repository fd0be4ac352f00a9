import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UserIdSchema } from "#domain/shared/ids.ts";
import { openDatabase, type Database } from "./client.server.ts";
import { beginIdempotent, finishIdempotent } from "./repositories/idempotency.server.ts";
import { findUser } from "./repositories/users.server.ts";
import { asCustomer, asSystem } from "./row-security.server.ts";
import { seedDemo } from "./seed.server.ts";
import { seedUserId } from "./seed-world.server.ts";

const now = new Date("2026-11-23T00:00:00Z");
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const server = process.env.TEST_DATABASE_URL;

if (server) describe("on a PostgreSQL server", () => onServer(server));
else if (process.env.CI) test("CI gives the tests a PostgreSQL server", () => expect(server).toBeDefined());
else {
  test("a server address is needed for what the embedded database cannot show", () => {
    process.stderr.write("db/postgres.test.ts was NOT run against a server: TEST_DATABASE_URL is not set\n");
    expect(server ?? "").toBe("");
  });
}

/** What needs several connections, instances or a plain login. */
function onServer(address: string): void {
  const suffix = randomUUID().slice(0, 8);
  const login = `portal_login_${suffix}`;
  const name = `portal_test_${suffix}`;
  const url = new URL(address);
  url.pathname = `/${name}`;
  url.username = login;
  url.password = "secret";
  let instances: Database[] = [];

  beforeAll(async () => {
    await asAdmin(`CREATE ROLE ${login} LOGIN PASSWORD 'secret' CREATEROLE`);
    await asAdmin(`CREATE DATABASE ${name} OWNER ${login}`);
    // Where the roles are there already, whoever runs the cluster lets the login take them.
    await asAdmin(`DO $$ BEGIN
      IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_system') THEN
        GRANT portal_customer, portal_system TO ${login};
      END IF; END $$`);
    const open = () => openDatabase({ url: url.href, poolSize: 4, logger });
    instances = await Promise.all([open(), open(), open(), open()]);
    await seedDemo(first(), { passwordHash: "hash", now });
  });
  afterAll(async () => {
    await Promise.all(instances.map((instance) => instance.close()));
    await asAdmin(`DROP DATABASE ${name} WITH (FORCE)`);
    await asAdmin(`DROP OWNED BY ${login}`);
    await asAdmin(`DROP ROLE ${login}`);
  });

  function first(): Database {
    const [database] = instances;
    if (!database) throw new Error("no instance opened");
    return database;
  }

  async function asAdmin(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }

  test("instances that start at once all open, and a plain login that owns the tables sees nothing unscoped", async () => {
    expect(instances).toHaveLength(4);
    const { rows } = await first().transaction((tx) => tx.raw("SELECT count(*)::int AS n FROM users"));
    expect(rows).toEqual([{ n: 0 }]);
  });

  test("parallel customers on one pool never see each other", async () => {
    const ids = Array.from({ length: 60 }, (_, index) => seedUserId(1001 + (index % 9)));
    const seen = await Promise.all(
      ids.map((id) => asCustomer(first(), id, (tx) => tx.raw("SELECT id, pg_sleep(0.002) FROM users"))),
    );
    expect(seen.map(({ rows }) => rows.map((row) => row.id))).toEqual(ids.map((id) => [id]));
    expect(first().poolFigures().total).toBeLessThanOrEqual(4);
  });

  test("of two calls with one idempotency key the second waits and gets the first one's answer", async () => {
    const userId = seedUserId(1001);
    let acts = 0;
    const call = () =>
      asCustomer(first(), userId, async (tx) => {
        const begun = await beginIdempotent(tx, { userId, key: "double-click", bodyHash: "a", now });
        if (begun.state !== "first") return begun;
        acts += 1;
        await tx.raw("SELECT pg_sleep(0.05)");
        await finishIdempotent(tx, { userId, key: "double-click", status: 303, response: { at: acts } });
        return { state: "done", status: 303, response: { at: acts } };
      });
    const answers = await Promise.all([call(), call(), call()]);
    expect(acts).toBe(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test("a connection the server ends is unavailable once and replaced after", async () => {
    const cut = asSystem(first(), async (tx) => {
      const { rows } = await tx.raw("SELECT pg_backend_pid() AS pid");
      await asAdmin(`SELECT pg_terminate_backend(${String(rows[0]?.pid)})`);
      await tx.raw("SELECT 1");
    });
    await expect(cut).rejects.toMatchObject({ code: "provider_unavailable", reason: "MAINTENANCE" });
    const id = UserIdSchema.parse(seedUserId(1002));
    expect(await asCustomer(first(), id, (tx) => findUser(tx, id))).toMatchObject({ language: "ja" });
  });
}
