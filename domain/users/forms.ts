import { z } from "zod";

export const PreferencesFormSchema = z.object({
  language: z.enum(["en", "ja"], "form.required"),
  theme: z.enum(["system", "light", "dark"], "form.required"),
});
