import { z } from "zod";

/** What a passkey is used for; a challenge that was made for one is worth nothing for another. */
export const PASSKEY_USES = ["enrol", "sign_in", "second_step", "step_up"] as const;
export type PasskeyUse = (typeof PASSKEY_USES)[number];

/** How long a challenge may be answered, in milliseconds. */
export const CHALLENGE_MS = 5 * 60_000;

const base64url = z.string().regex(/^[\w-]{1,8192}$/);

const answerOf = <Response extends z.ZodType>(response: Response) =>
  z.object({
    id: base64url,
    rawId: base64url,
    type: z.literal("public-key"),
    response,
    clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
  });

/** What a browser hands over when a passkey was used, as JSON (WebAuthn 3, AuthenticationResponseJSON). */
export const AssertionSchema = answerOf(
  z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
);
export type Assertion = z.infer<typeof AssertionSchema>;

/** What a browser hands over when a passkey was made (RegistrationResponseJSON). */
export const AttestationSchema = answerOf(
  z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    /** How the authenticator is reached: a hint for the browser, of its own words. */
    transports: z.array(z.string().max(40)).max(10).default([]),
  }),
);
export type Attestation = z.infer<typeof AttestationSchema>;

/** A form field that holds JSON. Empty where no script has filled it. */
const jsonOf = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string("form.required")
    .max(32_768, "form.tooLong")
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue("form.required");
        return z.NEVER;
      }
    })
    .pipe(schema);

export const AssertionFormSchema = z.object({
  credential: jsonOf(AssertionSchema),
  returnTo: z.string().max(2000).optional(),
});

export const AttestationFormSchema = z.object({ credential: jsonOf(AttestationSchema) });

export const PasskeyOptionsFormSchema = z.object({ use: z.enum(PASSKEY_USES) });
