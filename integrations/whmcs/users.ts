import type { WhmcsUserId } from "#domain/shared/ids.ts";
import type { BillingLogin, BillingUser } from "#domain/users/schema.ts";
import { isSameEmail, toBillingLogin, toBillingUser, USER_LIST } from "#domain/users/whmcs.ts";
import { contractError, type WhmcsClient } from "./client.ts";
import type { Lists } from "./lists.ts";

export function createUsers(client: WhmcsClient, lists: Lists) {
  /** By exact address: the search itself matches prefixes (whmcs.md 4). */
  async function findUsersByEmail({ email }: { email: string }): Promise<BillingUser[]> {
    const { rows, unreadable } = await lists.readPaged({
      action: "GetUsers",
      path: USER_LIST,
      params: { search: email.trim(), sorting: "ASC" },
      read: toBillingUser,
    });
    const users = rows.filter((user) => isSameEmail(user.email, email));
    // It may be the one that is looked for, so nobody can say that there is none.
    const [odd] = unreadable;
    if (users.length === 0 && odd) throw contractError("GetUsers", odd.field);
    return users;
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
