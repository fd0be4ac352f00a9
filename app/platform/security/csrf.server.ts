import { isSameText, mac, type Keys } from "./keys.server.ts";

/**
 * The token in the hidden field `csrf` of every form: a MAC over what binds the browser, the session's family or, before
 * sign-in, a random visitor cookie. It stands behind the origin check and SameSite, not instead of them. Behind a dot may stand a MAC
 * over the account: it opens nothing, and only tells a form of another account from one that has grown old.
 */
export function createCsrf(keys: Keys) {
  const ownerOf = (userId: string) => `account ${userId}`;
  const isMac = (text: string, token: string) =>
    keys.all("csrf").some(({ key }) => isSameText(mac(key, text), token));
  return {
    issue: (binding: string, userId?: string): string => {
      const { key } = keys.signer("csrf");
      return userId === undefined ? mac(key, binding) : `${mac(key, binding)}.${mac(key, ownerOf(userId))}`;
    },
    verify: (binding: string, token: string): boolean => isMac(binding, split(token).binding),
    /** Whether a token was given to an account, and to another one than this. */
    isOfAnother: (userId: string, token: string): boolean => {
      const { owner } = split(token);
      return owner !== null && !isMac(ownerOf(userId), owner);
    },
  };
}
export type Csrf = ReturnType<typeof createCsrf>;

function split(token: string): { binding: string; owner: string | null } {
  const at = token.indexOf(".");
  return at === -1
    ? { binding: token, owner: null }
    : { binding: token.slice(0, at), owner: token.slice(at + 1) };
}
