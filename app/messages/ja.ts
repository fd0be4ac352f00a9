import { access } from "./access/ja.ts";
import { account } from "./account/ja.ts";
import { auth } from "./auth/ja.ts";
import { common } from "./common/ja.ts";
import { errors } from "./errors/ja.ts";

export const ja = { ...common, ...auth, ...errors, ...account, ...access };
export const messages = ja;
