import { AppError } from "#domain/shared/errors.ts";
import { findUser, type User } from "#db/repositories/users.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";

/** The login of the signed-in customer. Throws `not_found` when it has been removed meanwhile. */
export async function readAccount({ database }: Services, { userId }: Owner): Promise<User> {
  const user = await asCustomer(database, userId, (tx) => findUser(tx, userId));
  if (!user) throw new AppError("not_found", { reason: "NOT_FOUND" });
  return user;
}
