import { PasskeyOptionsFormSchema } from "#domain/auth/passkeys.ts";
import { AppError } from "#domain/shared/errors.ts";
import { askForPasskey } from "~/features/factors/check-passkey.server.ts";
import { askForNewPasskey } from "~/features/factors/enrol-passkey.server.ts";
import { askForSecondStepPasskey } from "~/features/sign-in/finish-sign-in.server.ts";
import { getKeptForm } from "~/features/sign-in/kept-form.server.ts";
import { readPendingCookies } from "~/features/sign-in/sign-in-cookies.server.ts";
import { askForStepUpPasskey } from "~/features/sign-in/step-up.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { forVisitor, requireCustomer, type RouteInput } from "~/platform/page/route.server.ts";

/** For the script of a page with a passkey's button. Whoever opens it finds nothing. */
export const loader = forVisitor(() => {
  throw new AppError("not_found", { reason: "NOT_FOUND" });
});

/** What the browser needs to ask for a passkey, or to make one: a fresh challenge, for this use and this browser. */
export const action = forVisitor(async (input) => {
  const form = await readForm(input, PasskeyOptionsFormSchema);
  if (!form.ok) throw new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
  await input.app.limits.use("passkey", input.context.clientIp);
  return Response.json(await optionsFor(form.value.use, input));
});

async function optionsFor(use: "enrol" | "sign_in" | "second_step" | "step_up", input: RouteInput) {
  const { app, context, request, url } = input;
  switch (use) {
    case "sign_in":
      return askForPasskey(app, { use, subject: context.csrfBinding }, []);
    case "second_step":
      return askForSecondStepPasskey(app, readPendingCookies(context, request));
    case "step_up": {
      const customer = await requireCustomer(input);
      const { action: protectedAction } = await getKeptForm(app, customer, url.searchParams.get("for"));
      return askForStepUpPasskey(app, customer, protectedAction);
    }
    case "enrol":
      return askForNewPasskey(app, await requireCustomer(input));
  }
}
