import type { Connection } from "jsforce/lib/core.js";
import { widenSalesforceId } from "#domain/shared/salesforce-ids.ts";
import { TransportFailure, type HttpAnswer } from "#integrations/http/exchange.ts";
import type { Logger } from "#integrations/http/logger.ts";
import { JWT_GRANT, signAssertion, type Credentials } from "./assertion.ts";
import { createConnection } from "./connection.ts";

export type SessionOptions = Credentials & {
  signInTimeoutMs: number;
  maxBodyBytes: number;
  now: () => Date;
  logger: Logger;
  /** Sees every answer, before jsforce does. */
  onAnswer: (answer: HttpAnswer) => void;
};

/** What a call outside of jsforce has to bring along. `tenantId`: the org's id, 18 characters. */
export type Access = { accessToken: string; instanceUrl: string; tenantId: string };

export type Session = {
  /** The signed-in connection, made with the first call. Throws TransportFailure with `sent: false`. */
  connection(): Promise<Connection>;
  /** The token that is in use. Throws as `connection` does. */
  access(): Promise<Access>;
  /** Gets another token after `refused` was answered as over, unless that has happened already. Throws TransportFailure. */
  renew(refused: string): Promise<void>;
  /** Why the latest renewal failed; jsforce keeps only a text of it. */
  renewalFailure(): TransportFailure | null;
};

const RENEWALS_ALLOWED = 2;
const RENEWALS_WINDOW_MS = 60_000;
const SETTLE_MS = 5_000;
/** A refusal of the portal itself is mended by an operator: trying now and then is enough. */
const REFUSED_HOLD_MS = 60_000;

/**
 * Signs in once for any number of parallel calls, and again when a call is answered 401. jsforce renews without end, so the
 * renewals are counted here (salesforce-wire.md 3): more than two within a minute, or one within five seconds of a successful
 * one, mean that new tokens are refused too.
 */
export function createSession(options: SessionOptions): Session {
  const { now, logger } = options;
  let opening: Promise<Connection> | null = null;
  let failure: TransportFailure | null = null;
  let renewing: Promise<string> | null = null;
  let renewals: number[] = [];
  let renewedAt = Number.NEGATIVE_INFINITY;

  const refused = (oauthError: string): TransportFailure => {
    logger.error(
      { event: "provider.refuses_portal", provider: "salesforce", oauthError },
      "customer system refuses the portal: check its configuration",
    );
    return new TransportFailure("access_refused", { sent: false, holdMs: REFUSED_HOLD_MS });
  };

  async function signIn(connection: Connection, mayRepeat = true): Promise<void> {
    try {
      const assertion = signAssertion(options, now());
      await connection.authorize({ grant_type: JWT_GRANT, assertion });
    } catch (error) {
      if (mayRepeat && isExpiredAssertion(error)) return signIn(connection, false);
      throw toSignInFailure(error);
    }
    if (!isTrustedInstance(connection.instanceUrl)) throw refused("instance_url");
  }

  /** jsforce names the error after `error` of the answer (salesforce-wire.md 3). */
  function toSignInFailure(error: unknown): TransportFailure {
    if (error instanceof TransportFailure) return new TransportFailure(error.kind, { sent: false });
    const code = error instanceof Error ? error.name : "";
    if (/^[a-z][a-z_]{2,60}$/.test(code)) return refused(code);
    return new TransportFailure("unusable_answer", { sent: false });
  }

  async function renew(connection: Connection): Promise<string> {
    const at = now().getTime();
    renewals = [...renewals.filter((each) => each > at - RENEWALS_WINDOW_MS), at];
    failure = null;
    try {
      if (renewals.length > RENEWALS_ALLOWED || at - renewedAt < SETTLE_MS)
        throw refused("new_token_refused");
      await signIn(connection);
      renewedAt = now().getTime();
      return connection.accessToken ?? "";
    } catch (error) {
      failure =
        error instanceof TransportFailure ? error : new TransportFailure("unusable_answer", { sent: false });
      throw failure;
    }
  }

  async function open(): Promise<Connection> {
    const connection = await createConnection({
      loginUrl: new URL(options.loginUrl).origin,
      timeoutMs: options.signInTimeoutMs,
      maxBodyBytes: options.maxBodyBytes,
      onAnswer: options.onAnswer,
      refresh: renew,
    });
    await signIn(connection);
    return connection;
  }

  async function connection(): Promise<Connection> {
    opening ??= open();
    try {
      return await opening;
    } catch (error) {
      opening = null;
      throw error;
    }
  }

  return {
    connection,
    async access() {
      const { accessToken, instanceUrl, userInfo } = await connection();
      const tenantId = widenSalesforceId(userInfo?.organizationId ?? "");
      if (!accessToken || tenantId === null) throw new TransportFailure("unusable_answer", { sent: false });
      return { accessToken, instanceUrl, tenantId };
    },
    async renew(refused) {
      const current = await connection();
      if (current.accessToken !== refused) return;
      renewing ??= renew(current).finally(() => {
        renewing = null;
      });
      await renewing;
    },
    renewalFailure: () => failure,
  };
}

function isExpiredAssertion(error: unknown): boolean {
  return error instanceof Error && error.name === "invalid_grant" && /expired/i.test(error.message);
}

/** The token goes to this address: TLS, or this machine. */
function isTrustedInstance(instanceUrl: string): boolean {
  if (!URL.canParse(instanceUrl)) return false;
  const { protocol, hostname } = new URL(instanceUrl);
  return (
    protocol === "https:" || hostname === "127.0.0.1" || hostname === "localhost" || hostname === "[::1]"
  );
}
