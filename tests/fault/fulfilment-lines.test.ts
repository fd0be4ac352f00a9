import { describeDisturbed } from "../support/disturbed-orders.ts";
import { KINDS } from "../support/fulfilment-faults.ts";

describeDisturbed([KINDS.portedEsim, KINDS.card, KINDS.portedCard, KINDS.scheduled]);
