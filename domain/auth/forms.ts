import { z } from "zod";
import { emailSchema, knownEmailSchema } from "../shared/email.ts";
import { toHalfWidthLine } from "../shared/typed-text.ts";
import type { CodeFactor } from "./second-step.ts";

/** Messages are keys of the catalogues. Lengths only guard the server: what is right is decided by the comparison. */
export const SignInFormSchema = z.object({
  email: knownEmailSchema({ missing: "form.required", wrong: "form.email" }),
  password: z.string("form.required").min(1, "form.required").max(1024, "form.tooLong"),
  remember: z.boolean().default(false),
  returnTo: z.string().max(2000).optional(),
});

export const ForgotPasswordFormSchema = z.object({
  email: knownEmailSchema({ missing: "reset.emailMissing", wrong: "form.email" }).pipe(
    z.string().regex(/^[^@\s]+@[^@\s]+$/, "form.email"),
  ),
});

export const EmailFormSchema = z.object({
  newEmail: emailSchema({ missing: "form.email", long: "form.tooLong", wrong: "form.email" }),
});

/** What is wrong with a password is told by the policy and by comparison, not here. */
const password = z.string().default("");

export const ResetPasswordFormSchema = z.object({ newPassword: password, repeatPassword: password });

export const ChangePasswordFormSchema = ResetPasswordFormSchema.extend({
  idempotencyKey: z.uuid(),
  currentPassword: password,
});

export const DataExportFormSchema = z.object({ idempotencyKey: z.uuid() });

const SHAPES: Record<CodeFactor, RegExp> = {
  authenticator: /^[0-9]{6}$/,
  mailed_code: /^[0-9]{6}$/,
  recovery_code: /^[0-9A-HJKMNP-TV-Z]{16}$/,
};

/** A code of the second step. One that cannot be right is refused before it is counted as a guess. */
export const VerifyFormSchema = z
  .object({
    method: z.enum(["mailed_code", "authenticator", "recovery_code"], "form.required"),
    code: z.string("form.required").trim().min(1, "form.required").max(100, "form.code"),
    trust: z.boolean().default(false),
  })
  .transform((form) => ({ ...form, code: readTypedCode(form.method, form.code) }))
  .refine(({ method, code }) => SHAPES[method].test(code), { path: ["code"], message: "form.code" });

/**
 * Full width, spaces and hyphens are as people copy them (JP-AX-5). A recovery code has no letter that is taken for a
 * digit (Crockford's base 32), so one that was typed is that digit.
 */
export function readTypedCode(method: CodeFactor, typed: string): string {
  const code = toHalfWidthLine(typed)
    .replace(/[\s\p{Pd}\u2212]/gu, "")
    .toUpperCase();
  return method === "recovery_code" ? code.replaceAll("O", "0").replaceAll(/[IL]/g, "1") : code;
}

export const FACTOR_NAME_LENGTH = 60;
const factorName = z
  .string("form.required")
  .trim()
  .min(1, "form.required")
  .max(FACTOR_NAME_LENGTH, "form.tooLong");

/** A form that was sent without its button, by Enter or an extension, does what its field is for; one without a field does nothing. */
function withIntent(intents: Record<string, string>) {
  return (form: unknown): unknown => {
    if (typeof form !== "object" || form === null || "intent" in form) return form;
    const field = Object.keys(intents).find((name) => name in form);
    return field === undefined ? form : { ...form, intent: intents[field] };
  };
}

/** The forms of the page that lists factors. Two of them have a name in them. */
const SecurityForms = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("add-app"), name: factorName }),
  z.object({ intent: z.literal("add-passkey"), passkeyName: factorName }),
  z.object({ intent: z.literal("make-codes") }),
]);
export const SecurityFormSchema = z.preprocess(
  withIntent({ name: "add-app", passkeyName: "add-passkey" }),
  SecurityForms,
);

/** The forms of the page of one factor. */
export const FactorFormSchema = z.preprocess(
  withIntent({ name: "rename" }),
  z.discriminatedUnion("intent", [
    z.object({ intent: z.literal("rename"), name: factorName }),
    z.object({ intent: z.literal("remove") }),
  ]),
);

/** The first code of a new app. */
export const EnrolFormSchema = z.object({
  code: z
    .string("form.required")
    .transform((typed) => readTypedCode("authenticator", typed))
    .pipe(z.string("form.code").regex(SHAPES.authenticator, "form.code")),
});
