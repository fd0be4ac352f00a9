import { z } from "zod";

/** Messages are keys of the catalogues. Lengths only guard the server: what is right is decided by the comparison. */
export const SignInFormSchema = z.object({
  email: z.string("form.required").trim().min(1, "form.required").max(320, "form.email"),
  password: z.string("form.required").min(1, "form.required").max(1024, "form.tooLong"),
  remember: z.boolean().default(false),
  returnTo: z.string().max(2000).optional(),
});
