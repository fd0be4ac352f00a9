import { useRouteLoaderData } from "@remix-run/react";
import type { SessionLimit } from "~/platform/security/session-limit.ts";
import type { Flash } from "~/platform/page/flash.ts";

/** Id of the layout route of the account area. */
export const ACCOUNT_ROUTE = "routes/account+/_layout";

export type AccountData = {
  /** Display name of the login. */
  name: string;
  /** For the hidden field `csrf` of every form of the area. */
  csrf: string;
  flash: Flash | null;
  limit: SessionLimit | null;
};

/** What the layout of the account area loaded. */
export function useAccountData(): AccountData {
  const data = useRouteLoaderData<AccountData>(ACCOUNT_ROUTE);
  if (!data) throw new Error("not inside the account area");
  return data;
}
