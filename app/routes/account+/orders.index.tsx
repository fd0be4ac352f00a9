import { useLoaderData } from "@remix-run/react";
import { readUnfinished } from "~/features/orders/read-unfinished.server.ts";
import { UnfinishedOrders } from "~/features/orders/unfinished-orders.tsx";
import { OrdersPage } from "~/features/orders/tracking/orders-page.tsx";
import { readOrders, refreshOrders } from "~/features/orders/tracking/read-orders.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { readPart } from "~/platform/page/part.server.ts";
import { retryPart } from "~/platform/page/retry.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async (input) => {
  const { app, context, customer } = input;
  await retryPart(input, customer.userId, () => refreshOrders(app, customer));
  return {
    title: pageTitle(context, translatorOf(context).t("orders.title")),
    part: await readPart(context, () => readOrders(app, customer)),
    unfinished: await readUnfinished(app, customer),
  };
});

export default function Orders() {
  const { part, unfinished } = useLoaderData<typeof loader>();
  return (
    <>
      <UnfinishedOrders orders={unfinished} />
      <OrdersPage part={part} />
    </>
  );
}
