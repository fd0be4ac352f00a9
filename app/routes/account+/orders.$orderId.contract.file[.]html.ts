import { z } from "zod";
import { AppError } from "#domain/shared/errors.ts";
import { openContract } from "~/features/orders/contract/open-contract.server.ts";
import { fileResponse } from "~/platform/page/file-response.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

const IssueSchema = z
  .string()
  .regex(/^[1-9]\d{0,3}$/)
  .transform(Number)
  .optional();

/** The contract document as it was delivered, to the byte; with `issue` an earlier one. */
export const loader = forCustomer(async ({ app, customer, params, url }) => {
  await app.limits.use("documents", customer.userId);
  const asked = IssueSchema.safeParse(url.searchParams.get("issue") ?? undefined);
  if (!asked.success) throw new AppError("not_found", { reason: "NOT_FOUND" });
  const { content, orderId } = await openContract(app, customer, {
    orderId: params.orderId,
    ...(asked.data === undefined ? {} : { issue: asked.data }),
  });
  return fileResponse({ body: content, type: "text/html; charset=utf-8", name: `contract-${orderId}.html` });
});
