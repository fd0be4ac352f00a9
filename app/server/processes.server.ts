import { registration } from "~/features/registration/registration-process.server.ts";
import { eligibilityRequest } from "~/features/shop/eligibility-request.server.ts";
import { guestRequest } from "~/features/shop/guest-request.server.ts";
import type { AnyDefinition } from "~/platform/process/define.ts";
import type { Services } from "~/services.ts";

/** Every durable process of the portal. One that is not listed here is neither started nor carried out. */
export const PROCESSES: readonly AnyDefinition<Services>[] = [eligibilityRequest, guestRequest, registration];
