import { sendDocument } from "~/features/identity/send-document.server.ts";
import { passOnChange } from "~/features/profile/pass-on-change.server.ts";
import { syncEmail } from "~/features/email-address/sync-email.server.ts";
import type { AnyDefinition } from "~/platform/process/define.ts";
import type { Services } from "~/services.ts";

/** Every durable process of the portal. One that is not listed here is neither started nor carried out. */
export const PROCESSES: readonly AnyDefinition<Services>[] = [
  // One line each.
  syncEmail,
  passOnChange,
  sendDocument,
];
