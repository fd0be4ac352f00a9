import { z } from "zod";

/** The OEM's access to the mobile network (freebit.md 2 and 4.1). */
export const freebitShape = {
  FREEBIT_BASE_URL: z.url({
    protocol: /^https?$/,
    error: "must be an address such as https://mvno.example.net/emptool/api",
  }),
  FREEBIT_OEM_ID: z.string(),
  FREEBIT_OEM_KEY: z.string(),
};

export type FreebitConfig = { url: string; oemId: string; oemKey: string };

export function freebitOf(env: z.output<z.ZodObject<typeof freebitShape>>): FreebitConfig {
  return { url: env.FREEBIT_BASE_URL, oemId: env.FREEBIT_OEM_ID, oemKey: env.FREEBIT_OEM_KEY };
}
