import type { FulfilmentStep } from "#domain/orders/fulfilment.ts";
import type { Step } from "./run.server.ts";
import { acceptOrder } from "./step-accept-order.server.ts";
import { activateLine } from "./step-activate-line.server.ts";
import { addOrder } from "./step-add-order.server.ts";
import { awaitLine } from "./step-await-line.server.ts";
import { awaitStart } from "./step-await-start.server.ts";
import { check } from "./step-check.server.ts";
import { markActivated } from "./step-mark-activated.server.ts";
import { markActivating } from "./step-mark-activating.server.ts";
import { moveOpportunity } from "./step-move-opportunity.server.ts";
import { noteNumber } from "./step-note-number.server.ts";
import { registerVoice } from "./step-register-voice.server.ts";
import { serviceFields } from "./step-service-fields.server.ts";
import { tellActive } from "./step-tell-active.server.ts";
import { tellApproved } from "./step-tell-approved.server.ts";
import { writeBack } from "./step-write-back.server.ts";

export const STEPS: Readonly<Record<FulfilmentStep, Step>> = {
  check,
  mark_activating: markActivating,
  tell_approved: tellApproved,
  await_start: awaitStart,
  activate_line: activateLine,
  note_number: noteNumber,
  await_line: awaitLine,
  register_voice: registerVoice,
  mark_activated: markActivated,
  add_order: addOrder,
  accept_order: acceptOrder,
  service_fields: serviceFields,
  write_back: writeBack,
  move_opportunity: moveOpportunity,
  tell_active: tellActive,
};
