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
  it("keeps canaries out of fields, nested fields, messages, errors and causes", () => {
    const { logger, text } = capture();
    logger.info(
      { password: CANARIES.password, api_secret: CANARIES.whmcsSecret, "x-access-token": CANARIES.jwt },
      "fields",
    );
    logger.info({ deep: { list: [{ email: CANARIES.email, note: `call ${CANARIES.phone}` }] } }, "nested");
    logger.warn(
      `mail to ${CANARIES.email}, card ${CANARIES.card}, tel ${CANARIES.phone}, token ${CANARIES.jwt}`,
    );
    logger.error(
      { err: new Error(`GET /x?access_token=${CANARIES.whmcsSecret} for ${CANARIES.email}`) },
      "error",
    );
    logger.error({
      err: new AppError("internal", {
        reason: "INTERNAL",
        facts: { email: CANARIES.email },
        cause: Object.assign(new Error(`tel ${CANARIES.phone}`), { config: { data: CANARIES.password } }),
      }),
    });
    for (const canary of Object.values(CANARIES)) expect(text()).not.toContain(canary);
  });

  it("keeps what an operator needs", () => {
    const { logger, text } = capture();
    logger.info(
      { requestId: "abc", status: 503, ms: 12, invoiceId: 10003, route: "/account/billing/invoices/:id" },
      "request",
    );
    logger.error(
      {
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
