import { access } from "./access/en.ts";
import { account } from "./account/en.ts";
import { auth } from "./auth/en.ts";
import { common } from "./common/en.ts";
import { errors } from "./errors/en.ts";

/** Texts of the pages that run scripts; sent to the browser once and kept. */
export const en = { ...common, ...auth, ...errors, ...account, ...access } as const;
export const messages = en;
