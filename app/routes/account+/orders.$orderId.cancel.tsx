import { data, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CancelFormSchema } from "#domain/orders/checkout-forms.ts";
import { AppError } from "#domain/shared/errors.ts";
import { parseOrderId } from "#domain/shared/salesforce-ids.ts";
import { auditFrom } from "~/features/sign-in/from.ts";
import { cancelOrder } from "~/features/orders/cancellation/cancel-order.server.ts";
import { CancelPage } from "~/features/orders/cancellation/cancel-page.tsx";
import { readCancellation } from "~/features/orders/cancellation/read-cancellation.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async ({ app, context, customer, params }) => {
  const orderId = parseOrderId(params.orderId);
  const cancellation = orderId && (await readCancellation(app, customer, orderId));
  const orderNumber = cancellation?.orderNumber ?? null;
  if (!orderId || !cancellation || orderNumber === null)
    throw new AppError("not_found", { reason: "NOT_FOUND" });
  const { view, charges } = cancellation;
  return {
    title: pageTitle(context, translatorOf(context).t("cancel.title")),
    page: { orderId, orderNumber, view, charges },
  };
});

/** Cancels. The form says nothing but who sends it: everything that counts is on the server, and the moment is now. */
export const action = forCustomer(async (input) => {
  const { app, context, customer, params, url } = input;
  const sentAt = app.now();
  const orderId = parseOrderId(params.orderId);
  if (orderId === null) throw new AppError("not_found", { reason: "NOT_FOUND" });
  await readForm(input, CancelFormSchema);
  const outcome = await cancelOrder(app, { owner: customer, orderId, sentAt, seen: auditFrom(context) });
  // The page says why.
  if (outcome === "closed") return data(null, { status: 409 });
  throw redirect(url.pathname, 303);
});

export default function Cancel() {
  return <CancelPage {...useLoaderData<typeof loader>().page} />;
}
