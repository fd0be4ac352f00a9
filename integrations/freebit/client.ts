import { z } from "zod";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import { readWire, type OnUnknown } from "#domain/shared/wire.ts";
import { TransportFailure, type HttpAnswer } from "#integrations/http/exchange.ts";
import type { Logger } from "#integrations/http/logger.ts";
import type { Transport } from "#integrations/http/transport.ts";
import { readAnswer, type AnswerBody } from "./answer.ts";
import { CALLS, type FreebitApi } from "./calls.ts";
import { codeText, refusalOf, verdictOf, type Refusal } from "./codes.ts";
import { contractError, orContractError, PROVIDER, refusedError } from "./errors.ts";
import { createSession } from "./session.ts";

export type ClientOptions = {
  /** Root of the API, `https://<host>/emptool/api`; the host alone is accepted (freebit.md 2). */
  url: string;
  oemId: string;
  oemKey: string;
  transport: Transport;
  logger: Logger;
};

export type FreebitCall<T> = {
  api: FreebitApi;
  fields: Record<string, unknown>;
  /** Maps a successful answer. A WireFault becomes a `provider_contract` error that names the call. */
  read: (body: AnswerBody) => T;
  /** Refusals with a meaning of their own: gives the result, or throws. Undefined leaves it to the general error. */
  refused?: (refusal: Refusal) => T | undefined;
};

export type FreebitClient = {
  /**
   * Makes one API call, signing in before it when needed, and once more when the key has expired: a call whose key is refused has
   * done nothing. Throws AppError `provider_unavailable` (SIM_UNAVAILABLE: no usable answer, a defect of theirs, or the portal
   * itself refused), `provider_contract` (SIM_CONTRACT), `provider_rejected` (SIM_REFUSED, with the code).
   */
  call<T>(call: FreebitCall<T>): Promise<T>;
  /** For the mappers: logs a value outside the known ones. */
  onUnknown(api: FreebitApi): OnUnknown;
};

/** A refusal of the portal itself is mended by an operator: trying now and then is enough. */
const REFUSED_HOLD_MS = 60_000;
/** A new key was refused as well. Another instance may have signed in at that moment, so this may pass by itself. */
const NEW_KEY_HOLD_MS = 5_000;
const KEY_EXPIRED = Symbol("key expired");

const SignInWire = z.object({ authKey: z.string().min(1) });

export function createClient(options: ClientOptions): FreebitClient {
  const { transport, logger } = options;
  const root = toRoot(options.url);

  /** `onExpired`: what an expired key leads to. */
  function send<T, U>(call: FreebitCall<T>, { fields, onExpired }: Sending<U>): Promise<T | U> {
    const { path, ...rule } = CALLS[call.api];
    return transport.send<T | U>({
      action: call.api,
      url: new URL(root + path),
      // One form field with the JSON text (freebit.md 2); in the body only, since it carries the key.
      body: new URLSearchParams({ json: JSON.stringify(fields) }).toString(),
      ...rule,
      read: (answer) => readResult(call, answer, { logger, onExpired }),
    });
  }

  const session = createSession(async () => {
    const { oemId, oemKey } = options;
    try {
      return await send<string, never>(
        { api: "PA01-01", fields: {}, read: (body) => readWire(SignInWire, body).authKey },
        { fields: { oemId, oemKey }, onExpired: refuseAccess("PA01-01", REFUSED_HOLD_MS, logger) },
      );
    } catch (error) {
      throw isAppError(error) ? beforeTheCall(error) : error;
    }
  });

  return {
    async call<T>(call: FreebitCall<T>): Promise<T> {
      const key = await session.key();
      const fields = { authKey: key, ...call.fields };
      const result = await send<T, typeof KEY_EXPIRED>(call, { fields, onExpired: () => KEY_EXPIRED });
      if (result !== KEY_EXPIRED) return result;
      const newKey = await session.renew(key);
      return send<T, never>(call, {
        fields: { ...fields, authKey: newKey },
        onExpired: refuseAccess(call.api, NEW_KEY_HOLD_MS, logger),
      });
    },
    onUnknown: (api) => (field, value) =>
      logger.warn(
        {
          event: "provider.unknown_value",
          provider: PROVIDER,
          action: api,
          field,
          value: value.slice(0, 60),
        },
        "unknown value",
      ),
  };
}

type Sending<U> = { fields: Record<string, unknown>; onExpired: () => U };

function readResult<T, U>(
  call: FreebitCall<T>,
  { status, text, retryAfter }: HttpAnswer,
  { logger, onExpired }: { logger: Logger; onExpired: () => U },
): T | U {
  const { api } = call;
  const answer = readAnswer({ status, text });
  switch (answer.kind) {
    case "unusable":
      throw new TransportFailure("unusable_answer", retryAfter === undefined ? {} : { retryAfter });
    case "no_verdict":
      throw contractError(api, "resultCode");
    case "success":
      return orContractError(api, () => call.read(answer.body));
    case "error":
      break;
  }
  const { code } = answer;
  switch (verdictOf(code)) {
    case "key_expired":
      return onExpired();
    case "access_refused":
      return refuseAccess(api, REFUSED_HOLD_MS, logger)();
    case "busy":
      logger.warn(
        { event: "freebit.busy", provider: PROVIDER, action: api, resultCode: codeText(code) },
        "busy",
      );
      throw new TransportFailure("unusable_answer", {
        sent: false,
        repeatable: true,
        ...(retryAfter === undefined ? {} : { retryAfter }),
      });
    case "broken":
      logger.warn(
        { event: "freebit.defect", provider: PROVIDER, action: api, resultCode: codeText(code) },
        "defect of the provider",
      );
      throw new TransportFailure("unusable_answer", retryAfter === undefined ? {} : { retryAfter });
    case "refused": {
      const known = orContractError(api, () => call.refused?.(refusalOf(code)));
      if (known !== undefined) return known;
      throw refusedError(api, code);
    }
  }
}

/** The portal itself is not let in: told to the operator, and not tried again for a while. */
function refuseAccess(action: FreebitApi, holdMs: number, logger: Logger) {
  return (): never => {
    logger.error(
      { event: "provider.refuses_portal", provider: PROVIDER, action },
      "mobile network refuses the portal: check its configuration",
    );
    throw new TransportFailure("access_refused", { sent: false, holdMs });
  };
}

/** The sign-in failed, so the call that needed it was never sent. */
function beforeTheCall(error: AppError): AppError {
  return new AppError(error.code, {
    reason: error.reason,
    message: error.message,
    ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
    facts: { ...error.facts, sent: false },
    cause: error,
  });
}

function toRoot(text: string): string {
  const url = new URL(text);
  const path = url.pathname.replace(/\/+$/, "");
  return `${url.origin}${path === "" ? "/emptool/api" : path}/`;
}
