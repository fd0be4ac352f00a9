import { z } from "zod";

const text = z.string().max(100);

/** What a phone has to be told to use the network, as the network's operator gave it. */
export const mobileShape = {
  MOBILE_ESIM_HOST: z
    .string()
    .regex(
      /^(?=.{4,253}$)(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}$/,
      "must be a host name alone, such as smdp.example.com",
    )
    .optional(),
  MOBILE_APN_NAME: text.optional(),
  MOBILE_APN_USER: text.optional(),
  MOBILE_APN_PASSWORD: text.optional(),
  MOBILE_APN_AUTH: z.enum(["PAP", "CHAP"], "must be PAP or CHAP").default("CHAP"),
};

export type MobileConfig = {
  /** Where phones get an eSIM from; null: customers are told to call. */
  esimHost: string | null;
  apn: Apn | null;
};
/** The same for every customer, and no secret. */
export type Apn = { name: string; user: string | null; password: string | null; auth: "PAP" | "CHAP" };

export function mobileOf(env: z.output<z.ZodObject<typeof mobileShape>>): MobileConfig {
  const { MOBILE_APN_NAME: name } = env;
  return {
    esimHost: env.MOBILE_ESIM_HOST ?? null,
    apn:
      name === undefined
        ? null
        : {
            name,
            user: env.MOBILE_APN_USER ?? null,
            password: env.MOBILE_APN_PASSWORD ?? null,
            auth: env.MOBILE_APN_AUTH,
          },
  };
}
