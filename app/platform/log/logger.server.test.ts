import { describe, expect, it } from "vitest";
import { AppError } from "#domain/shared/errors.ts";
import { createLogger } from "./logger.server.ts";

function capture() {
  const lines: string[] = [];
  const logger = createLogger({
    level: "trace",
    destination: { write: (line: string) => void lines.push(line) },
  });
  return { logger, text: () => lines.join("") };
}

const CANARIES = {
  password: "canary-password-1",
  whmcsSecret: "canary-secret-2",
  email: "canary.person+tag@example.co.jp",
  phone: "090-1234-5678",
  jwt: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJl",
  card: "4242 4242 4242 4242",
};

describe("logger", () => {
  it("masks tokens in prose, and keeps the words around them", () => {
    const { logger, text } = capture();
    const words = [
      "token tok_live_9x could not be charged",
      "your secret: s3cr3t-of-ours is wrong",
      "Bearer abc123def456 refused",
      "no such card_1Nabc99XYZ",
    ];
    for (const refusal of words) logger.warn({ event: "test.line", refusal }, "billing system refuses");
    expect(text()).not.toMatch(/tok_live|s3cr3t|abc123def456|1Nabc99XYZ/);
    expect(text()).toContain("could not be charged");
    logger.warn(
      { event: "test.line", refusal: "the token is missing, a password was expected" },
      "plain words",
    );
    expect(text()).toContain("the token is missing, a password was expected");
  });

  it("keeps the address that an operator has to allow, and no other", () => {
    const { logger, text } = capture();
    logger.error({ event: "test.line", addressToAllow: "203.0.113.7", address: "Azabu 3-5-1" }, "refused");
    expect(text()).toContain('"addressToAllow":"203.0.113.7"');
    expect(text()).not.toContain("Azabu");
  });

  it("keeps canaries out of fields, nested fields, messages, errors and causes", () => {
    const { logger, text } = capture();
    logger.info(
      {
        event: "test.line",
        password: CANARIES.password,
        api_secret: CANARIES.whmcsSecret,
        "x-access-token": CANARIES.jwt,
      },
      "fields",
    );
    logger.info(
      { event: "test.line", deep: { list: [{ email: CANARIES.email, note: `call ${CANARIES.phone}` }] } },
      "nested",
    );
    logger.warn(
      { event: "test.line" },
      `mail to ${CANARIES.email}, card ${CANARIES.card}, tel ${CANARIES.phone}, token ${CANARIES.jwt}`,
    );
    logger.error(
      {
        event: "test.line",
        err: new Error(`GET /x?access_token=${CANARIES.whmcsSecret} for ${CANARIES.email}`),
      },
      "error",
    );
    logger.error(
      {
        event: "test.line",
        err: new AppError("internal", {
          reason: "INTERNAL",
          facts: { email: CANARIES.email },
          cause: Object.assign(new Error(`tel ${CANARIES.phone}`), { config: { data: CANARIES.password } }),
        }),
      },
      "cause",
    );
    for (const canary of Object.values(CANARIES)) expect(text()).not.toContain(canary);
  });

  it("keeps what an operator needs", () => {
    const { logger, text } = capture();
    logger.info(
      {
        event: "test.line",
        requestId: "abc",
        status: 503,
        ms: 12,
        invoiceId: 10003,
        route: "/account/billing/invoices/:id",
      },
      "request",
    );
    logger.error(
      {
        event: "test.line",
        err: new AppError("provider_unavailable", {
          reason: "BILLING_UNAVAILABLE",
          facts: { action: "GetInvoice" },
        }),
      },
      "failed",
    );
    expect(text()).toContain('"invoiceId":10003');
    expect(text()).toContain("BILLING_UNAVAILABLE");
    expect(text()).toContain("GetInvoice");
  });
});
