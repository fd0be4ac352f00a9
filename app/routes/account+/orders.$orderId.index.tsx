import { useLoaderData } from "@remix-run/react";
import { findContractDocument } from "#db/repositories/contract-documents.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import { toNamed } from "#domain/orders/cart.ts";
import type { CustomerOrder } from "#domain/orders/customer-order.ts";
import { AppError } from "#domain/shared/errors.ts";
import { parseOrderId } from "#domain/shared/salesforce-ids.ts";
import { readCatalogue } from "~/features/shop/read-catalogue.server.ts";
import { CancellationSheet } from "~/features/orders/cancellation/cancellation-sheet.tsx";
import { readCancellation } from "~/features/orders/cancellation/read-cancellation.server.ts";
import { OrderReceived } from "~/features/orders/checkout/order-received.tsx";
import { ContractLink } from "~/features/orders/contract/contract-link.tsx";
import { LineLink } from "~/features/orders/line/line-page.tsx";
import { OrderPage } from "~/features/orders/tracking/order-page.tsx";
import { readOrderProgress } from "~/features/orders/tracking/read-order-progress.server.ts";
import { readOrder, refreshOrders } from "~/features/orders/tracking/read-orders.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { valueOf } from "~/platform/page/part.ts";
import { readPart, readSubject } from "~/platform/page/part.server.ts";
import { retryPart } from "~/platform/page/retry.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async (input) => {
  const { app, context, customer, params, url } = input;
  const orderId = parseOrderId(params.orderId);
  if (orderId === null) throw new AppError("not_found", { reason: "NOT_FOUND" });
  await retryPart(input, customer.userId, () => refreshOrders(app, customer));
  const { userId } = customer;
  const [part, catalogue, progress, contract, cancellation] = await Promise.all([
    readSubject(context, () => readOrder(app, customer, orderId)),
    readPart(context, () => readCatalogue(app)),
    readOrderProgress(app, customer, orderId),
    asCustomer(app.database, userId, (tx) => findContractDocument(tx, { userId, orderId })),
    readCancellation(app, customer, orderId),
  ]);
  const skus = new Set(valueOf(part)?.lines.map(({ sku }) => sku));
  return {
    title: pageTitle(context, translatorOf(context).t("orders.one")),
    isSubmitted: url.searchParams.has("submitted"),
    hasContract: contract !== null,
    hasLine: valueOf(part)?.kind === "sim" && valueOf(part)?.label === "active",
    cancellation: isEnded(valueOf(part)) ? null : (cancellation?.view ?? null),
    orderId,
    part,
    progress,
    products: (valueOf(catalogue) ?? []).filter(({ sku }) => skus.has(sku)).map(toNamed),
  };
});

/** There is nothing left to be cancelled. While that cannot be told, it can. */
function isEnded(order: CustomerOrder | null): boolean {
  return order?.label === "not_accepted" || order?.label === "cancelled";
}

export default function Order() {
  const { isSubmitted, hasContract, hasLine, cancellation, ...page } = useLoaderData<typeof loader>();
  return (
    <>
      {isSubmitted ? <OrderReceived /> : null}
      <OrderPage {...page}>
        {hasLine ? <LineLink orderId={page.orderId} /> : null}
        {hasContract ? <ContractLink orderId={page.orderId} /> : null}
        {cancellation === null ? null : <CancellationSheet orderId={page.orderId} view={cancellation} />}
      </OrderPage>
    </>
  );
}
