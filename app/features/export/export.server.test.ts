import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { insertAuthenticator } from "#db/repositories/authenticators.server.ts";
import { saveIndexedInvoices } from "#db/repositories/invoice-index.server.ts";
import { listMail } from "#db/repositories/mail-outbox.server.ts";
import { insertNotification } from "#db/repositories/notifications.server.ts";
import { insertPasskey } from "#db/repositories/passkeys.server.ts";
import { replaceRecoveryCodes } from "#db/repositories/recovery-codes.server.ts";
import { asCustomer, asSystem } from "#db/row-security.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { InvoiceIdSchema, WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import type { Language } from "#domain/shared/money.ts";
import { messagesOf } from "~/messages/messages.server.ts";
import type { Services } from "~/services.ts";
import { newRequestId } from "~/platform/request/request-id.server.ts";
import { createTranslator } from "~/platform/i18n/translator.tsx";
import { LIMITS } from "~/platform/security/limits.server.ts";
import { PASSWORD, START, startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { auditFrom } from "~/features/sign-in/from.ts";
import { signInWithCode } from "~/features/sign-in/sign-in.testing.ts";
import { exportCsv, exportJson } from "./export-files.ts";
import { findExport, makeExport } from "./make-export.server.ts";
import { readOtherParts } from "./other-parts.server.ts";
import { EXPORTED_TABLES, NOT_EXPORTED, readOwnParts } from "./own-parts.server.ts";
import { EXPORT_PARTS, PART_NAMES, type DataExport, type ExportPart } from "./parts.ts";

const amelia = seedUserId(1001);
const hanako = seedUserId(1002);
const customer = { userId: amelia, familyId: "family-of-amelia", clientId: WhmcsClientIdSchema.parse(1001) };
const from = { clientIp: "192.0.2.1", userAgent: "Firefox/144.0 (Windows)" };

let bench: TestDeps;
let deps: Services;
let requestId: string;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  deps = bench.freshDeps();
  requestId = newRequestId();
});

/** What must be in no file, whoever asks. */
const SECRETS = ["sealed-secret", "public-key", "credential-id", "hash-of-code", "device-id-with-22-char"];

/** Rows of amelia's and of hanako's in every table that is about customers. */
async function fill(): Promise<void> {
  for (const [userId, email] of [
    [amelia, "amelia@example.com"],
    [hanako, "hanako@example.jp"],
  ] as const) {
    await signInWithCode(deps, {
      email,
      password: PASSWORD,
      remember: true,
      returnTo: "/account",
      ...from,
      requestId,
      deviceId: `${SECRETS[4]}`,
    });
    const factor = { userId, now: START };
    const notice = { title: "t", message: `for ${email}`, actionUrl: "/account", actionLabel: "l" };
    await asSystem(bench.database, async (tx) => {
      const secret = { secret: "sealed-secret", keyId: "k", lastStep: 0 };
      await insertAuthenticator(tx, { ...factor, ...secret, id: randomUUID(), name: "Phone" });
      const key = {
        credentialId: `credential-id ${email}`,
        publicKey: "public-key",
        counter: 0,
        transports: [],
      };
      await insertPasskey(tx, { ...factor, ...key, id: randomUUID(), name: "Laptop" });
      await replaceRecoveryCodes(tx, { ...factor, hashes: ["hash-of-code", "hash-of-code-2"] });
      const told = { ...notice, userId, source: "test", sourceId: requestId };
      await insertNotification(tx, { ...told, type: "system_notice", now: START });
    });
    const invoices = [{ invoiceId: InvoiceIdSchema.parse(10001), number: "1", description: `of ${email}` }];
    await asCustomer(bench.database, userId, (tx) =>
      saveIndexedInvoices(tx, { userId, invoices, now: START }),
    );
  }
}

const entries = (part: ExportPart) => (part.state === "read" ? part.rows.length + part.left : 0);
const translator = (language: Language) => createTranslator(language, messagesOf(language));

/** Tables with a column that says whose a row is, from the catalogue: also those that somebody adds. */
async function customerTables(): Promise<string[]> {
  const { rows } = await asSystem(bench.database, (tx) =>
    tx.raw(`SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT a.attisdropped
        AND (a.attname = 'user_id' OR (c.relname = 'users' AND a.attname = 'id')) ORDER BY 1`),
  );
  return rows.map(({ name }) => String(name));
}

describe("what the portal holds", () => {
  test("every table about customers is in the copy, or left out for a reason that is written down", async () => {
    const named = [...Object.keys(EXPORTED_TABLES), ...Object.keys(NOT_EXPORTED)];
    expect(named.toSorted()).toEqual(await customerTables());
    for (const reason of Object.values(NOT_EXPORTED)) expect(reason.length).toBeGreaterThan(20);
  });

  test("every row of the customer's in these tables is in its part, and nobody else's", async () => {
    await fill();
    const parts = await readOwnParts(deps, amelia);
    const counts: Record<string, number> = {};
    for (const [table, part] of Object.entries(EXPORTED_TABLES)) {
      const owner = table === "users" ? "id" : "user_id";
      const { rows } = await asSystem(bench.database, (tx) =>
        tx.raw(`SELECT count(*)::int AS n FROM ${table} WHERE ${owner} = $1`, [amelia]),
      );
      expect(Number(rows[0]?.n), `${table} has rows to tell`).toBeGreaterThan(0);
      counts[part] = (counts[part] ?? 0) + Number(rows[0]?.n);
    }
    expect(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, entries(part)]))).toEqual(
      counts,
    );
    expect(JSON.stringify(parts)).not.toMatch(/hanako/);
  });

  test("no secret, hash or text of a mail is among it", async () => {
    await fill();
    const text = JSON.stringify(await readOwnParts(deps, amelia));
    const mails = await asSystem(bench.database, (tx) => listMail(tx, { limit: 50 }));
    for (const secret of [...SECRETS, "argon2", ...mails.map((mail) => mail.subject)])
      expect(text).not.toContain(secret);
    expect(text).not.toMatch(/"\w*(hash|secret|token|key)\w*":/i);
  });

  test("of more entries of activity than a file holds the newest are there, and how many are not", async () => {
    await fill();
    const all = entries((await readOwnParts(deps, hanako)).activity);
    const { activity } = await readOwnParts(deps, hanako, 2);
    expect(activity).toMatchObject({ rows: [{ kind: "sign_in.succeeded" }, {}], left: all - 2 });
    const last = exportCsv(translator("en"), { state: "read", rows: [{ kind: "x" }], left: 1200 });
    expect(last).toContain('\r\n"1,200 older entries are not in the file. Contact us if you need them."\r\n');
  });
});

describe("what the other systems hold", () => {
  test("is read from each of them, as they tell it now", async () => {
    const parts = await readOtherParts(deps, customer);
    const first = (name: keyof typeof parts) => {
      const part = parts[name];
      return part.state === "read" ? part.rows[0] : part.state;
    };
    expect(first("billingAccount")).toMatchObject({ lastName: "Carter", currency: "JPY" });
    expect(first("invoices")).toMatchObject({
      currency: "JPY",
      total: expect.stringMatching(/^\d+$/) as string,
    });
    expect(first("payMethods")).toMatchObject({
      kind: "card",
      lastFour: expect.stringMatching(/^\d{4}$/) as string,
    });
    expect(first("customerAccount")).toMatchObject({ name: expect.stringContaining("Carter") as string });
    expect(first("contact")).toMatchObject({ lastName: "Carter", email: "amelia@example.com" });
    expect(JSON.stringify(parts)).not.toMatch(/\d{13,16}|token/i);
    await readOtherParts(deps, customer);
    expect(await bench.calls("GetClientsDetails")).toHaveLength(2);
  });

  test("of a customer without a record there is none", async () => {
    await asSystem(bench.database, (tx) =>
      tx.raw("UPDATE id_mappings SET sf_contact_id = NULL WHERE user_id = $1", [hanako]),
    );
    const owner = { userId: hanako, clientId: WhmcsClientIdSchema.parse(1002) };
    expect(await readOtherParts(deps, owner)).toMatchObject({
      customerAccount: { state: "read" },
      contact: { state: "none" },
    });
    const nobody = { userId: amelia, clientId: WhmcsClientIdSchema.parse(999_999) };
    expect(await readOtherParts(deps, nobody)).toMatchObject({ billingAccount: { state: "none" } });
  });
});

describe("a copy", () => {
  const make = (key: string) =>
    makeExport(deps, customer, { idempotencyKey: key, seen: auditFrom({ ...from, requestId }) });
  const mails = () =>
    asSystem(bench.database, (tx) => listMail(tx, { toAddress: "amelia@example.com", limit: 9 }));

  test("is kept sealed for ten minutes, for the session that asked for it", async () => {
    await make(randomUUID());
    const copy = await findExport(deps, customer);
    expect(Object.keys(copy?.parts ?? {}).toSorted()).toEqual(PART_NAMES.toSorted());
    expect(copy).toMatchObject({ madeAt: START.toISOString(), until: "2026-11-23T05:15:00.000Z" });
    const stored = await deps.kv.get(`data-export:${customer.userId}:${customer.familyId}`);
    expect(stored).not.toBeNull();
    expect(stored).not.toMatch(/amelia|Carter/);
    expect(await findExport(deps, { ...customer, familyId: "another-family" })).toBeNull();
    bench.wait(10 * 60_000 - 1);
    expect(await findExport(deps, customer)).not.toBeNull();
    bench.wait(1);
    expect(await findExport(deps, customer)).toBeNull();
  });

  test("is in the audit log and told its owner by mail, once for two presses of the button", async () => {
    const key = randomUUID();
    await Promise.all([make(key), make(key)]);
    await make(key);
    expect(await bench.auditEvents(requestId)).toEqual([
      {
        userId: amelia,
        type: "data.exported",
        at: START,
        ip: "192.0.2.1",
        device: "Firefox, Windows",
        detail: { missing: "" },
      },
    ]);
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      template: "data-export",
      subject: "A download of your Mihon Telecom data was prepared",
    });
    expect(mail?.text).toContain("Device: Firefox, Windows");
    expect(await bench.waitingJobs("send-mail")).toEqual([{ mailId: mail?.id }]);
  });

  test("does not come back with an old form", async () => {
    const key = randomUUID();
    await make(key);
    bench.wait(10 * 60_000);
    await make(key);
    expect(await findExport(deps, customer)).toBeNull();
  });

  test("can be made five times an hour", async () => {
    for (let n = 0; n < LIMITS.dataExport.max; n += 1) await make(randomUUID());
    const sixth = await make(randomUUID()).catch((error: unknown) => error);
    expect(isAppError(sixth) && sixth.reason).toBe("RATE_LIMITED");
    expect(await mails()).toHaveLength(LIMITS.dataExport.max);
  });

  test("names a system that does not answer, in every file and in the audit log", async () => {
    await bench.control("POST", "/faults", { kind: "http_500" });
    await make(randomUUID());
    await bench.control("DELETE", "/faults");
    const copy = await findExport(deps, customer);
    const billing = PART_NAMES.filter((name) => EXPORT_PARTS[name] === "billing");
    for (const name of PART_NAMES)
      expect(copy?.parts[name].state, name).toBe(billing.includes(name) ? "unavailable" : "read");
    expect(await bench.auditEvents(requestId)).toMatchObject([{ detail: { missing: billing.join(" ") } }]);

    const parts = JSON.parse(exportJson(translator("ja"), copy as DataExport)) as {
      parts: Record<string, { heldBy: string; state: string; note?: string }>;
    };
    expect(parts.parts["invoices"]).toEqual({
      heldBy: "billing",
      state: "unavailable",
      note: expect.stringContaining("取得できませんでした") as string,
    });
    expect(exportCsv(translator("en"), { state: "unavailable" })).toMatch(
      /^\uFEFFNote\r\n"?Not available. The system did not respond/,
    );
  });

  test("entries of another system that cannot be read are counted in the file, and the others are there", async () => {
    await bench.control("POST", "/faults", { action: "GetTransactions", kind: "unreadable_rows" });
    await make(randomUUID());
    await bench.control("DELETE", "/faults");
    const copy = await findExport(deps, customer);
    const { payments, invoices } = (copy as DataExport).parts;
    expect(payments).toMatchObject({ state: "read", rows: [], unreadable: expect.any(Number) as number });
    expect(exportCsv(translator("en"), payments)).toMatch(/could not be read and (is|are) not in the file/);
    expect(invoices).toMatchObject({ state: "read", unreadable: 0 });
  });
});

describe("a table", () => {
  const rows = [{ kind: "=1+1", amount: "-1980", remembered: true, lastUsedAt: null }];

  test("has its columns named in the reader's language, and no cell that runs as a formula", () => {
    const part: ExportPart = { state: "read", rows, left: 0 };
    expect(exportCsv(translator("en"), part)).toBe(
      "\uFEFFKind,Amount,Keep me signed in,Last used\r\n'=1+1,-1980,true,\r\n",
    );
    expect(exportCsv(translator("ja"), part)).toContain("種類,金額,ログイン状態の保持,最後の使用\r\n");
  });

  test("that is empty says so, and so does one without a record", () => {
    expect(exportCsv(translator("en"), { state: "read", rows: [], left: 0 })).toBe(
      "\uFEFFNote\r\nNo entries.\r\n",
    );
    expect(exportCsv(translator("en"), { state: "none" })).toContain("We hold no such record about you.");
  });
});
