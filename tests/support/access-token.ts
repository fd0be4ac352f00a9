import { decodeJwt, SignJWT } from "jose";
import { createKeys } from "~/platform/security/keys.server.ts";
import { SESSION_SECRET } from "./portal.ts";

const LIFE_SECONDS = 15 * 60;

export type TokenChange = {
  secret?: string;
  /** Purpose the key is derived for; the portal signs access tokens with `access`. */
  purpose?: string;
  /** Seconds since it was issued; negative: in the future. */
  age?: number;
  audience?: string;
  issuer?: string;
  type?: string;
  subject?: string;
};

/** The same access token as the portal would have signed it, but for what is changed. */
export async function resign(token: string, change: TokenChange = {}): Promise<string> {
  const { fid, gen, sub = "", iss = "", aud = "" } = decodeJwt(token);
  const { secret = SESSION_SECRET, purpose = "access", age = 0 } = change;
  const { id, key } = createKeys([secret]).signer(purpose);
  const issuedAt = Math.floor(Date.now() / 1000) - age;
  return new SignJWT({ fid, gen })
    .setProtectedHeader({ alg: "HS256", typ: change.type ?? "at+jwt", kid: id })
    .setSubject(change.subject ?? sub)
    .setIssuer(change.issuer ?? iss)
    .setAudience(change.audience ?? aud)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFE_SECONDS)
    .sign(key);
}

/** The token's claims under a header that asks for no signature at all. */
export function unsigned(token: string): string {
  const [, claims = ""] = token.split(".");
  const header = Buffer.from(JSON.stringify({ alg: "none", typ: "at+jwt" })).toString("base64url");
  return `${header}.${claims}.`;
}
