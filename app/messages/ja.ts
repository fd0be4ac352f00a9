import { account } from "./ja/account.ts";
import { auth } from "./ja/auth.ts";
import { common } from "./ja/common.ts";
import { errors } from "./ja/errors.ts";

export const ja = { ...common, ...auth, ...errors, ...account };
export const messages = ja;
