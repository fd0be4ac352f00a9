import { adoptOrders } from "~/features/fulfilment/adopt-orders.server.ts";
import { fulfilOrder } from "~/features/fulfilment/fulfil-order.server.ts";
import { adoptCancellations } from "~/features/orders/cancellation/adopt-cancellations.server.ts";
import { cancelInitialContract } from "~/features/orders/cancellation/pass-on-cancellation.server.ts";
import { adoptPlacements } from "~/features/orders/checkout/adopt-placements.server.ts";
import { placeOrderProcess } from "~/features/orders/checkout/placement-process.server.ts";
import { adoptRegistrations } from "~/features/registration/adopt-registrations.server.ts";
import { registration } from "~/features/registration/registration-process.server.ts";
import { adoptEligibilityRequests } from "~/features/shop/adopt-eligibility-requests.server.ts";
import { adoptGuestRequests } from "~/features/shop/adopt-guest-requests.server.ts";
import { eligibilityRequest } from "~/features/shop/eligibility-request.server.ts";
import { guestRequest } from "~/features/shop/guest-request.server.ts";
import { sendDocument } from "~/features/identity/send-document.server.ts";
import { passOnChange } from "~/features/profile/pass-on-change.server.ts";
import { syncEmail } from "~/features/email-address/sync-email.server.ts";
import type { AnyDefinition } from "~/platform/process/define.ts";
import type { Services } from "~/services.ts";

/** Every durable process of the portal. One that is not listed here is neither started nor carried out. */
export const PROCESSES: readonly AnyDefinition<Services>[] = [
  cancelInitialContract,
  eligibilityRequest,
  fulfilOrder,
  guestRequest,
  placeOrderProcess,
  registration,
  passOnChange,
  sendDocument,
  syncEmail,
];

/** What takes over the runs of journals of an older release: at the start, and every five minutes for what one still begins. */
export const ADOPTIONS: readonly ((services: Services) => Promise<unknown>)[] = [
  adoptCancellations,
  adoptEligibilityRequests,
  adoptGuestRequests,
  adoptOrders,
  adoptPlacements,
  adoptRegistrations,
];
