import { fulfilOrder } from "~/features/fulfilment/fulfil-order.server.ts";
import { adoptOrders } from "~/features/fulfilment/adopt-orders.server.ts";
import { adoptCancellations } from "~/features/orders/cancellation/adopt-cancellations.server.ts";
import { cancelInitialContract } from "~/features/orders/cancellation/pass-on-cancellation.server.ts";
import { adoptPlacements } from "~/features/orders/checkout/adopt-placements.server.ts";
import { placeOrderProcess } from "~/features/orders/checkout/placement-process.server.ts";
import type { AnyDefinition } from "~/platform/process/define.ts";
import type { Services } from "~/services.ts";

/** Every durable process of the portal. One that is not listed here is neither started nor carried out. */
export const PROCESSES: readonly AnyDefinition<Services>[] = [
  cancelInitialContract,
  fulfilOrder,
  placeOrderProcess,
];

/** What takes over the runs of journals of an older release: at the start, and every five minutes for what one still begins. */
export const ADOPTIONS: readonly ((services: Services) => Promise<unknown>)[] = [
  adoptOrders,
  adoptCancellations,
  adoptPlacements,
];
