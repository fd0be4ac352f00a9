import { placeContractDocument } from "~/features/orders/contract/place-contract-document.server.ts";
import type { Step } from "./run.server.ts";
import { tellCustomer } from "./tell-customer.server.ts";

/**
 * With the approval the contract is made: its document is placed without delay (JP-TB-6), and the mail that tells of it says that
 * the order is approved. The customer hears of it once, however often this runs.
 */
export const tellApproved: Step = (run) =>
  Promise.resolve({
    end: "done",
    async also(tx) {
      const { deps, order } = run;
      const contract = await placeContractDocument(deps, tx, { orderId: order.id });
      await tellCustomer(run, tx, "approved", { withMail: contract === "not_ours" });
    },
  });
