import { z } from "zod";

/** The OEM's access to the mobile network (freebit.md 2 and 4.1). */
export const freebitShape = {
  FREEBIT_BASE_URL: z
    .url({ protocol: /^https?$/, error: "must be an address such as https://mvno.example.net/emptool/api" })
    .optional(),
  FREEBIT_OEM_ID: z.string().optional(),
  FREEBIT_OEM_KEY: z.string().optional(),
};
type FreebitEnvironment = { [Name in keyof typeof freebitShape]?: string | undefined };

/** `sandbox`: nothing is configured, the stand-in that comes with the portal is used. Only outside production. */
export type FreebitConfig =
  { kind: "sandbox" } | { kind: "live"; url: string; oemId: string; oemKey: string };

const NAMES = Object.keys(freebitShape) as (keyof typeof freebitShape)[];

export function freebitOf(env: FreebitEnvironment): FreebitConfig {
  const { FREEBIT_BASE_URL: url, FREEBIT_OEM_ID: oemId, FREEBIT_OEM_KEY: oemKey } = env;
  if (!url || !oemId || !oemKey) return { kind: "sandbox" };
  return { kind: "live", url, oemId, oemKey };
}

export function faultsOfFreebit(env: FreebitEnvironment): string[] {
  const missing = NAMES.filter((name) => !env[name]);
  if (missing.length === 0 || missing.length === NAMES.length) return [];
  return missing.map((name) => `${name}: is needed as soon as one of ${NAMES.join(", ")} is set`);
}
