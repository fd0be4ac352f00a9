import { access } from "./ja/access.ts";
import { account } from "./ja/account.ts";
import { auth } from "./ja/auth.ts";
import { common } from "./ja/common.ts";
import { errors } from "./ja/errors.ts";

export const ja = { ...common, ...auth, ...errors, ...account, ...access };
export const messages = ja;
