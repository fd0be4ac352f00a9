import { createPrivateKey, sign } from "node:crypto";

export const JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

export type Credentials = {
  /** Where the portal signs in, without a path; also the audience of the assertion. */
  loginUrl: string;
  /** Consumer key of the connected app. */
  clientId: string;
  /** The integration user. */
  username: string;
  /** RSA key in PEM, whose certificate the app holds. */
  privateKey: string;
};

/** Salesforce takes at most three minutes; the rest is for clocks that differ. */
const LIFE_SECONDS = 150;

/** The signed JWT that is traded for an access token (salesforce-wire.md 3). Throws when the key is no private key. */
export function signAssertion(credentials: Credentials, now: Date): string {
  const claims = {
    iss: credentials.clientId,
    sub: credentials.username,
    aud: new URL(credentials.loginUrl).origin,
    exp: Math.floor(now.getTime() / 1000) + LIFE_SECONDS,
  };
  const unsigned = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
  const signature = sign("RSA-SHA256", Buffer.from(unsigned), createPrivateKey(credentials.privateKey));
  return `${unsigned}.${signature.toString("base64url")}`;
}

function encode(part: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
