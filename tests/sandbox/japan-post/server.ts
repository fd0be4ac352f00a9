import type { IncomingMessage } from "node:http";
import { z } from "zod";
import type { Reply } from "../http.ts";
import { jsonReply, listen, readBody, send } from "../http.ts";
import { TOWNS } from "./towns.ts";

/** Known to everybody: they open nothing but this stand-in. */
export const CLIENT_ID = "sandbox-client";
export const SECRET_KEY = "sandbox-secret";
export const SOURCE_IP = "192.0.2.1";

/** A status with a refusal, HTML with status 200, or the answer of paths that are no more. */
export type Spoil = number | "html" | "moved";

export type JapanPostSandbox = {
  /** Without a slash at the end. */
  url: string;
  clientId: string;
  secretKey: string;
  sourceIp: string;
  /** Paths asked for, in order. */
  calls: string[];
  /** What comes instead of the next answers. */
  spoil(next: Spoil[]): void;
  /** Tokens given out so far are refused from now on. */
  endTokens(): void;
  close(): Promise<void>;
};

const TokenBody = z.object({
  grant_type: z.literal("client_credentials"),
  client_id: z.literal(CLIENT_ID),
  secret_key: z.literal(SECRET_KEY),
});

/**
 * A stand-in for Japan Post's address service over real HTTP, written from its API reference 1.0.2: the token call with its
 * registered source address, and the search by code with the towns of the seeded world. Loopback only.
 */
export async function startJapanPostSandbox(): Promise<JapanPostSandbox> {
  const calls: string[] = [];
  const tokens = new Set<string>();
  let spoiled: Spoil[] = [];

  async function answer(request: IncomingMessage): Promise<Reply> {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    calls.push(pathname);
    const spoil = spoiled.shift();
    if (spoil === "html")
      return { status: 200, headers: { "content-type": "text/html" }, body: "<h1>Sorry</h1>" };
    if (spoil === "moved") return refusal(404, "0003", "対応するAPIがありません");
    if (spoil !== undefined) return refusal(spoil, "0001", "エラーが発生しました");
    if (request.method === "POST" && pathname === "/api/v2/j/token") return giveToken(request);
    const [, code] = /^\/api\/v2\/searchcode\/(\w+)$/.exec(pathname) ?? [];
    if (request.method === "GET" && code !== undefined) return search(request, code);
    return refusal(404, "0003", "対応するAPIがありません");
  }

  async function giveToken(request: IncomingMessage): Promise<Reply> {
    if (request.headers["x-forwarded-for"] !== SOURCE_IP) return refusal(403, "0001", "IPアドレスが違います");
    const body = TokenBody.safeParse(JSON.parse(String(await readBody(request))));
    if (!body.success) return refusal(400, "0001", "クライアントIDまたはシークレットキーが違います");
    const token = `token-${tokens.size + 1}`;
    tokens.add(token);
    return jsonReply({ token, token_type: "jwt", expires_in: 600, scope: "J1" });
  }

  function search(request: IncomingMessage, code: string): Reply {
    const [, token = ""] = /^Bearer (.+)$/.exec(request.headers.authorization ?? "") ?? [];
    if (!tokens.has(token)) return refusal(401, "0001", "トークンが無効です");
    const addresses = TOWNS.filter((town) => town.zip_code === code);
    if (addresses.length === 0) return refusal(404, "0001", "該当するデータが見つかりません");
    return jsonReply({ page: 1, limit: 1000, count: addresses.length, searchtype: "zipcode", addresses });
  }

  const server = await listen({ host: "127.0.0.1", port: 0 }, async (request, response) => {
    send(response, await answer(request));
  });
  return {
    url: server.origin,
    clientId: CLIENT_ID,
    secretKey: SECRET_KEY,
    sourceIp: SOURCE_IP,
    calls,
    spoil: (next) => (spoiled = [...next]),
    endTokens: () => tokens.clear(),
    close: () => server.close(),
  };
}

function refusal(status: number, number: string, message: string): Reply {
  return jsonReply({ request_id: "sandbox", error_code: `${status}-1029-${number}`, message }, status);
}
