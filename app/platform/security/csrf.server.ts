import { isSameText, mac, type Keys } from "./keys.server.ts";

/**
 * The token in the hidden field `csrf` of every form: a MAC over what binds the browser, the session's family or, before
 * sign-in, a random visitor cookie. It stands behind the origin check and SameSite, not instead of them.
 */
export function createCsrf(keys: Keys) {
  return {
    issue: (binding: string): string => mac(keys.signer("csrf").key, binding),
    verify: (binding: string, token: string): boolean =>
      keys.all("csrf").some(({ key }) => isSameText(mac(key, binding), token)),
  };
}
export type Csrf = ReturnType<typeof createCsrf>;
