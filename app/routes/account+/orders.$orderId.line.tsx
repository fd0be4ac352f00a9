import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ShowLineFormSchema } from "#domain/orders/checkout-forms.ts";
import { AppError } from "#domain/shared/errors.ts";
import { parseOrderId } from "#domain/shared/salesforce-ids.ts";
import { LinePage } from "~/features/orders/line/line-page.tsx";
import { readLine } from "~/features/orders/line/read-line.server.ts";
import { readOrder } from "~/features/orders/tracking/read-orders.server.ts";
import { requireStepUp } from "~/features/sign-in/require-step-up.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async ({ app, context, customer, params }) => {
  const orderId = parseOrderId(params.orderId);
  if (orderId === null) throw new AppError("not_found", { reason: "NOT_FOUND" });
  return {
    title: pageTitle(context, translatorOf(context).t("line.title")),
    line: { orderId, ...(await readLine(app, customer, orderId)) },
  };
});

/** Asks for a factor, after which the page shows everything. */
export const action = forCustomer(async (input) => {
  const orderId = parseOrderId(input.params.orderId);
  if (orderId === null) throw new AppError("not_found", { reason: "NOT_FOUND" });
  await readForm(input, ShowLineFormSchema);
  await readOrder(input.app, input.customer, orderId);
  await requireStepUp(input, "line.show", input.url.pathname);
  throw redirect(input.url.pathname, 303);
});

export default function Line() {
  return <LinePage {...useLoaderData<typeof loader>().line} />;
}
