import { createHash, createVerify, type KeyObject } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Clock } from "../clock.ts";
import type { Reply } from "../http.ts";
import { jsonReply } from "../http.ts";
import { INTEGRATION_USER_ID, ORG_ID } from "./store.ts";

/** The connected app as the org knows it. */
export type ConnectedApp = { clientId: string; username: string; publicKey: KeyObject };

export type Sessions = {
  /** Whether a bearer token may call; its time starts anew. */
  accepts(token: string): boolean;
  issue(): string;
  revoke(token: string): void;
  /** Ends every token, as an org does whose session settings changed. */
  expireAll(): number;
};

/** Tokens as opaque texts, numbered so that runs are alike. `seconds` gives how long one lives. */
export function createSessions(clock: Clock, seconds: () => number): Sessions {
  const tokens = new Map<string, number>();
  let count = 0;
  const until = (): number => clock.now().getTime() + seconds() * 1000;
  return {
    accepts(token) {
      const ends = tokens.get(token);
      if (ends === undefined || ends <= clock.now().getTime()) return false;
      tokens.set(token, until());
      return true;
    },
    issue() {
      count += 1;
      const token = `${ORG_ID.slice(0, 15)}!${createHash("sha256").update(`token ${count}`).digest("hex")}`;
      tokens.set(token, until());
      return token;
    },
    revoke: (token) => void tokens.delete(token),
    expireAll() {
      const { size } = tokens;
      tokens.clear();
      return size;
    },
  };
}

type OAuthDeps = { app: ConnectedApp; sessions: Sessions; clock: Clock; baseUrl: string };

const JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const MAX_LIFE_SECONDS = 180;

/** `/services/oauth2/*` and `/id/*` (salesforce-wire.md 3). Null: no such address. */
export function handleOAuth(
  request: Pick<IncomingMessage, "method" | "headers">,
  { path, form, query }: { path: string; form: URLSearchParams; query: URLSearchParams },
  deps: OAuthDeps,
): Reply | null {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const identity = `/id/${ORG_ID}/${INTEGRATION_USER_ID}`;
  switch (`${request.method ?? ""} ${path}`) {
    case "POST /services/oauth2/token":
      return token(form, deps);
    case "POST /services/oauth2/revoke":
      deps.sessions.revoke(form.get("token") ?? "");
      return { status: 200, headers: {}, body: "" };
    case "GET /services/oauth2/userinfo":
    case `GET ${identity}`:
      if (!deps.sessions.accepts(bearer || (query.get("oauth_token") ?? "")))
        return { status: 403, headers: { "content-type": "text/plain" }, body: "Bad_OAuth_Token" };
      return jsonReply({
        sub: `${deps.baseUrl}${identity}`,
        user_id: INTEGRATION_USER_ID,
        organization_id: ORG_ID,
        preferred_username: deps.app.username,
        username: deps.app.username,
      });
    default:
      return null;
  }
}

function token(form: URLSearchParams, deps: OAuthDeps): Reply {
  if (form.get("grant_type") !== JWT_GRANT)
    return refuse("unsupported_grant_type", "grant type not supported");
  const [header = "", claims = "", signature = ""] = (form.get("assertion") ?? "").split(".");
  const { alg } = readPart(header);
  const { iss, sub, aud, exp } = readPart(claims);
  if (iss !== deps.app.clientId) return refuse("invalid_client_id", "client identifier invalid");
  const isSigned =
    alg === "RS256" &&
    createVerify("RSA-SHA256")
      .update(`${header}.${claims}`)
      .verify(deps.app.publicKey, Buffer.from(signature, "base64url"));
  if (!isSigned) return refuse("invalid_grant", "invalid assertion");
  if (aud !== deps.baseUrl) return refuse("invalid_grant", "audience is invalid");
  const left = typeof exp === "number" ? exp - deps.clock.now().getTime() / 1000 : 0;
  if (left <= 0) return refuse("invalid_grant", "expired authorization code");
  if (left > MAX_LIFE_SECONDS + 1) return refuse("invalid_grant", "invalid assertion");
  if (sub !== deps.app.username) return refuse("invalid_grant", "user hasn't approved this consumer");
  return jsonReply({
    access_token: deps.sessions.issue(),
    scope: "api id",
    instance_url: deps.baseUrl,
    id: `${deps.baseUrl}/id/${ORG_ID}/${INTEGRATION_USER_ID}`,
    token_type: "Bearer",
  });
}

function readPart(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function refuse(error: string, description: string): Reply {
  return jsonReply({ error, error_description: description }, 400);
}
