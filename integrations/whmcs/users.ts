import type { WhmcsUserId } from "#domain/shared/ids.ts";
import { readTotal, saysNothingFound } from "#domain/shared/whmcs-list.ts";
import type { BillingLogin, BillingUser } from "#domain/users/schema.ts";
import { isSameEmail, toBillingLogin, toBillingUsers } from "#domain/users/whmcs.ts";
import type { WhmcsClient } from "./client.ts";
import { readAllPages } from "./paging.ts";

export function createUsers(client: WhmcsClient) {
  /** By exact address: the search itself matches prefixes (whmcs.md 4). */
  async function findUsersByEmail({ email }: { email: string }): Promise<BillingUser[]> {
    const users = await readAllPages({
      action: "GetUsers",
      readPage: (window) =>
        client.call({
          action: "GetUsers",
          params: { ...window, search: email.trim(), sorting: "ASC" },
          read: (body) => ({ rows: toBillingUsers(body), total: readTotal(body) }),
          refused: (message) => (saysNothingFound(message) ? { rows: [], total: 0 } : undefined),
        }),
      idOf: (user) => user.id,
    });
    return users.filter((user) => isSameEmail(user.email, email));
  }

  return {
    /** WHMCS logins with this address, and their clients. */
    findUsersByEmail,

    /**
     * Checks a WHMCS password: null when e-mail or password is wrong (WHMCS does not tell which). Access refused to the
     * portal is `provider_unavailable`, never null. Has side effects in WHMCS (last login), so it is never repeated.
     */
    validateLogin(credentials: { email: string; password: string }): Promise<BillingLogin | null> {
      return client.call<BillingLogin | null>({
        action: "ValidateLogin",
        params: { email: credentials.email, password2: credentials.password },
        read: toBillingLogin,
        refused: (message) => (message.startsWith("email or password invalid") ? null : undefined),
      });
    },

    /** A WHMCS login with its clients, by id and address. */
    async findUser({ userId, email }: { userId: WhmcsUserId; email: string }): Promise<BillingUser | null> {
      return (await findUsersByEmail({ email })).find((user) => user.id === userId) ?? null;
    },
  };
}
