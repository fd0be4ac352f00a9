import { z } from "zod";

/** The address service of Japan Post; without it the embedded towns answer alone. */
export const japanPostShape = {
  JAPAN_POST_CLIENT_ID: z.string().optional(),
  JAPAN_POST_SECRET_KEY: z.string().optional(),
  JAPAN_POST_SOURCE_IP: z.union([z.ipv4(), z.ipv6()], "must be an IP address").optional(),
};
type JapanPostEnvironment = { [Name in keyof typeof japanPostShape]?: string | undefined } & {
  JAPAN_POST_URL: string;
};

export type JapanPostConfig = { url: string; clientId: string; secretKey: string; sourceIp: string };

const NAMES = Object.keys(japanPostShape) as (keyof typeof japanPostShape)[];

export function japanPostOf(env: JapanPostEnvironment): JapanPostConfig | null {
  const {
    JAPAN_POST_URL: url,
    JAPAN_POST_CLIENT_ID: clientId,
    JAPAN_POST_SECRET_KEY: secretKey,
    JAPAN_POST_SOURCE_IP: sourceIp,
  } = env;
  return clientId && secretKey && sourceIp ? { url, clientId, secretKey, sourceIp } : null;
}

export function faultsOfJapanPost(env: JapanPostEnvironment): string[] {
  const missing = NAMES.filter((name) => !env[name]);
  if (missing.length === 0 || missing.length === NAMES.length) return [];
  return missing.map((name) => `${name}: is needed as soon as one of ${NAMES.join(", ")} is set`);
}
