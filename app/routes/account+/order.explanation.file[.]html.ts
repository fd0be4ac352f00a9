import { AppError } from "#domain/shared/errors.ts";
import { toDocumentFile } from "~/features/orders/checkout/document-file.server.ts";
import { openStep } from "~/features/orders/checkout/open-step.server.ts";
import { explanationOf } from "~/features/orders/checkout/read-checkout.server.ts";
import { fileResponse } from "~/platform/page/file-response.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

/** A copy of the explanation to keep, in either language. */
export const loader = forCustomer(async (input) => {
  const { app, context, customer, url } = input;
  await app.limits.use("documents", customer.userId);
  const asked = url.searchParams.get("language");
  const language = asked === "en" || asked === "ja" ? asked : context.language;
  const opened = await openStep(input, "explanation");
  const document = opened.state === "ready" ? explanationOf(app, opened.checkout, language) : null;
  if (!document) throw new AppError("not_found", { reason: "NOT_FOUND" });
  return fileResponse({
    body: toDocumentFile(document).html,
    type: "text/html; charset=utf-8",
    name: `explanation-${language}.html`,
  });
});
