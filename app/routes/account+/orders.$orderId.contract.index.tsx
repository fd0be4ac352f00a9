import { useLoaderData } from "@remix-run/react";
import { readCancellation } from "~/features/orders/cancellation/read-cancellation.server.ts";
import { ContractPage } from "~/features/orders/contract/contract-page.tsx";
import { openContract } from "~/features/orders/contract/open-contract.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async ({ app, context, customer, params }) => {
  const contract = await openContract(app, customer, { orderId: params.orderId });
  // After it: the first opening may be what the days begin with.
  const cancellation = await readCancellation(app, customer, contract.orderId);
  const { orderId, document, version, sha256 } = contract;
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    title: pageTitle(context, translatorOf(context).t("contract.title")),
    contract: {
      orderId,
      document,
      version,
      sha256,
      cancellation: cancellation?.view ?? null,
      earlier: contract.earlier.map(({ issue, placedAt }) => ({ issue, placedAt: placedAt.toISOString() })),
      placedAt: contract.placedAt.toISOString(),
      notifiedAt: iso(contract.notifiedAt),
      firstOpenedAt: iso(contract.firstOpenedAt),
      receivedAt: iso(contract.receivedAt),
    },
  };
});

export default function Contract() {
  return <ContractPage {...useLoaderData<typeof loader>().contract} />;
}
