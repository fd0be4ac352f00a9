import { access } from "./en/access.ts";
import { account } from "./en/account.ts";
import { auth } from "./en/auth.ts";
import { common } from "./en/common.ts";
import { errors } from "./en/errors.ts";

/** Texts of the pages that run scripts; sent to the browser once and kept. */
export const en = { ...common, ...auth, ...errors, ...account, ...access } as const;
export const messages = en;
