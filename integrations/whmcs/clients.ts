import type { InvoiceCounts } from "#domain/invoices/schema.ts";
import { toInvoiceCounts } from "#domain/invoices/whmcs.ts";
import type { WhmcsClientId } from "#domain/shared/ids.ts";
import type { CurrencyCode } from "#domain/shared/money.ts";
import type { BillingClient, BillingClientChange } from "#domain/users/schema.ts";
import { isSameEmail, readClientCurrency, toBillingClient } from "#domain/users/whmcs.ts";
import type { AnswerBody } from "./answer.ts";
import { contractError, notFound, orContractError, type WhmcsClient } from "./client.ts";
import type { ClientFields } from "./new-clients.ts";
import { encodePhpArray } from "./php-serialize.ts";
import type { createSystem } from "./system.ts";

const ACTION = "GetClientsDetails";
const CLIENT_STATUS = { active: "Active", inactive: "Inactive" } as const;
const NOT_FOUND: ReadonlySet<string> = new Set(["client not found", "client id not found"]);

export type ClientsOptions = {
  fields: ClientFields;
  listCurrencies: ReturnType<typeof createSystem>["listCurrencies"];
};

export function createClients(client: WhmcsClient, { fields, listCurrencies }: ClientsOptions) {
  const map = (body: AnswerBody, currency: CurrencyCode) =>
    toBillingClient(body, {
      currency,
      customerNumberField: fields.customerNumber,
      onUnknown: client.onUnknown(ACTION),
    });

  /** Null when there is no such client. */
  async function findClient(params: { clientid: number } | { email: string }): Promise<BillingClient | null> {
    const found = await client.call<BillingClient | { body: AnswerBody; currencyId: number } | null>({
      action: ACTION,
      params,
      read: (body) => {
        const currency = readClientCurrency(body);
        return currency.code === null ? { body, currencyId: currency.currencyId } : map(body, currency.code);
      },
      refused: (message) => (NOT_FOUND.has(message) ? null : undefined),
    });
    if (found === null || !("body" in found)) return found;
    const currency = (await listCurrencies()).find((each) => each.id === found.currencyId);
    if (!currency) throw contractError(ACTION, "client.currency");
    return orContractError(ACTION, () => map(found.body, currency.code));
  }

  return {
    /** Throws `not_found` for an unknown id. */
    async getClient({ clientId }: { clientId: WhmcsClientId }): Promise<BillingClient> {
      const found = await findClient({ clientid: clientId });
      if (found === null) throw notFound("client");
      if (found.id !== clientId) throw contractError(ACTION, "client.id");
      return found;
    },

    /** The client with exactly this address (trimmed, case folded); null when there is none. */
    async findClientByEmail({ email }: { email: string }): Promise<BillingClient | null> {
      if (email.trim() === "") return null;
      const found = await findClient({ email: email.trim() });
      return found !== null && isSameEmail(found.email, email) ? found : null;
    },

    /**
     * Changes the given parts. The same values may be sent again. Throws `not_found` for an unknown id, and what is
     * `isUnclear` when the change may have happened all the same. The e-mail is the client's, not that of a WHMCS login. Asks
     * nobody where only parts are given for which there is no field.
     */
    async updateClient({
      clientId,
      change,
    }: {
      clientId: WhmcsClientId;
      change: BillingClientChange;
    }): Promise<void> {
      const { email, phone, address, status, marketing } = change;
      const custom = customFieldsOf(fields, change);
      const hasCustom = Object.keys(custom).length > 0;
      if (!hasCustom && [email, phone, address, status, marketing].every((part) => part === undefined))
        return;
      await client.call({
        action: "UpdateClient",
        params: {
          clientid: clientId,
          email,
          phonenumber: phone,
          ...address,
          status: status && CLIENT_STATUS[status],
          marketingoptin: marketing,
          customfields: hasCustom ? encodePhpArray(custom) : undefined,
        },
        read: () => true,
        refused: (message) => {
          if (NOT_FOUND.has(message)) throw notFound("client");
          return undefined;
        },
      });
    },

    /** How many invoices of each kind. Throws `not_found` for an unknown id. */
    getClientStats({ clientId }: { clientId: WhmcsClientId }): Promise<InvoiceCounts> {
      return client.call({
        action: ACTION,
        params: { clientid: clientId, stats: true },
        read: toInvoiceCounts,
        refused: (message) => {
          if (NOT_FOUND.has(message)) throw notFound("client");
          return undefined;
        },
      });
    },
  };
}

/** Only those that are given: WHMCS leaves the others as they are. */
function customFieldsOf(
  fields: ClientFields,
  { gender, nationality }: BillingClientChange,
): Record<string, string> {
  return {
    ...(fields.gender === null || gender === undefined ? {} : { [fields.gender]: gender ?? "" }),
    ...(fields.nationality === null || nationality === undefined
      ? {}
      : { [fields.nationality]: nationality ?? "" }),
  };
}
