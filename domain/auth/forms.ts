import { z } from "zod";

/** Messages are keys of the catalogues. Lengths only guard the server: what is right is decided by the comparison. */
export const SignInFormSchema = z.object({
  email: z.string("form.required").trim().min(1, "form.required").max(320, "form.email"),
  password: z.string("form.required").min(1, "form.required").max(1024, "form.tooLong"),
  remember: z.boolean().default(false),
  returnTo: z.string().max(2000).optional(),
});

/** 320 characters are the longest address there is; whether it is one at all shows when mail is sent to it. */
export const ForgotPasswordFormSchema = z.object({
  email: z
    .string("reset.emailMissing")
    .trim()
    .max(320, "form.email")
    .regex(/^[^@\s]+@[^@\s]+$/, "form.email"),
});

/** What is wrong with a password is told by the policy and by comparison, not here. */
const password = z.string().default("");

export const ResetPasswordFormSchema = z.object({ newPassword: password, repeatPassword: password });

export const ChangePasswordFormSchema = ResetPasswordFormSchema.extend({
  idempotencyKey: z.uuid(),
  currentPassword: password,
});
