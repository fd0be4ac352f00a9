import { openContract } from "~/features/orders/contract/open-contract.server.ts";
import { fileResponse } from "~/platform/http/file-response.server.ts";
import { forCustomer } from "~/platform/http/route.server.ts";

/** The contract document as it was delivered, to the byte. */
export const loader = forCustomer(async ({ app, customer, params }) => {
  await app.limits.use("documents", customer.userId);
  const { content, orderId } = await openContract(app, customer, params.orderId);
  return fileResponse({ body: content, type: "text/html; charset=utf-8", name: `contract-${orderId}.html` });
});
