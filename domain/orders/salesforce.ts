import { z } from "zod";
import { NetPriceSchema } from "../catalog/price.ts";
import {
  FULFILMENT_ERRORS,
  type FullOrder,
  type NewOrder,
  type Order,
  type OrderChange,
  type OrderItem,
  type LineHolder,
  type Porting,
  type SimOrder,
} from "./schema.ts";
import { opportunityName, type NewOpportunity, type Opportunity } from "./opportunity.ts";
import type { SimCard } from "./sim-card.ts";
import { CardNumberSchema, IccidSchema, MsisdnSchema } from "../sim/ids.ts";
import { BillingProductIdSchema, ServiceIdSchema } from "../shared/ids.ts";
import {
  AccountIdSchema,
  OpportunityIdSchema,
  OrderIdSchema,
  OrderItemIdSchema,
  PricebookEntryIdSchema,
  ProductIdSchema,
  SimCardIdSchema,
  type OrderItemId,
  type PricebookId,
} from "../shared/salesforce-ids.ts";
import { WireFault, type OnUnknown } from "../shared/wire.ts";
import {
  ACCESS_MODE,
  STAGE,
  SIM_CARD,
  OPPORTUNITY_SOURCE,
  OPPORTUNITY,
  FIRST_APPLICATION_STAGE,
  COMMODITY,
  ACTIVATION_STATUS,
  ACTIVATION_TYPE,
  BILLING_CYCLE,
  COUNTRY,
  INSTALLATION_TYPE,
  ORDER,
  ORDER_ITEM,
  ORDER_KIND,
  ORDER_STATUS,
  PORTING_GENDER,
  PROCESSED_BEFORE,
  PRODUCT,
  SIM_TYPE,
  TIER,
  VPN_REGION,
} from "../shared/salesforce-names.ts";

import {
  readField,
  RecordWire,
  toWord,
  wireDate,
  wireDateTime,
  wireFlag,
  wireText,
  wireYen,
  type WireRecord,
  given,
  type Fields,
  readChildren,
} from "../shared/salesforce-wire.ts";

/** Never empty in Salesforce. */
const wireInstant = wireDateTime.pipe(z.date());

/** Told of a line that cannot be read. */
export type OnUnreadable = (id: string, field: string) => void;

/**
 * An order with the lines that can be read. Throws WireFault for one whose own fields, or whose list of lines, cannot be read.
 */
export function toOrder(
  record: WireRecord,
  { onUnknown, onUnreadable }: { onUnknown: OnUnknown; onUnreadable: OnUnreadable },
): Order {
  const unreadableItems: OrderItemId[] = [];
  const items = readChildren(record, ORDER.items).flatMap((item) => {
    try {
      return toOrderItem(item, onUnknown);
    } catch (error) {
      if (!(error instanceof WireFault)) throw error;
      const id = readField(item, ORDER_ITEM.fields.id, OrderItemIdSchema);
      unreadableItems.push(id);
      onUnreadable(id, error.field);
      return [];
    }
  });
  return { ...toOrderHead(record, onUnknown), items, unreadableItems };
}

function toOrderHead(record: WireRecord, onUnknown: OnUnknown): Omit<Order, "items" | "unreadableItems"> {
  const { fields } = ORDER;
  const { text, instant, word } = readers(record, onUnknown);
  const status = text(fields.status);
  const errorCode = text(fields.errorCode);
  return {
    id: readField(record, fields.id, OrderIdSchema),
    number: readField(record, fields.number, z.string()),
    accountId: readField(record, fields.accountId, AccountIdSchema),
    opportunityId: readField(record, fields.opportunityId, OpportunityIdSchema.nullable()),
    kind: word(ORDER_KIND, fields.kind),
    status:
      status === PROCESSED_BEFORE ? "processed" : required(fields.status, word(ORDER_STATUS, fields.status)),
    orderedAt: readField(record, fields.orderedAt, wireInstant),
    changedAt: readField(record, fields.changedAt, wireInstant),
    activation: {
      type: word(ACTIVATION_TYPE, fields.activationType),
      scheduledAt: instant(fields.scheduledAt),
      status: word(ACTIVATION_STATUS, fields.activation),
      // Staff may have typed a code of theirs: it is no fault of the org.
      errorCode:
        errorCode === null ? null : (FULFILMENT_ERRORS.find((code) => code === errorCode) ?? "unknown"),
      attemptedAt: instant(fields.attemptedAt),
    },
    billingOrderId: text(fields.billingOrderId),
  };
}

/** An order to be carried out: throws WireFault for a single line that cannot be read, since no part of it may be left out. */
export function toFullOrder(record: WireRecord, onUnknown: OnUnknown): FullOrder {
  return {
    ...toOrderHead(record, onUnknown),
    unreadableItems: [],
    items: readChildren(record, ORDER.items).map((item) => ({
      ...toOrderItem(item, onUnknown),
      billingProductId: readField(
        readField(item, PRODUCT.parent, RecordWire),
        PRODUCT.fields.billingProductId,
        BillingProductIdSchema.nullable(),
      ),
    })),
    sim: toSimOrder(record, onUnknown),
  };
}

function toSimOrder(record: WireRecord, onUnknown: OnUnknown): SimOrder {
  const { sim } = ORDER;
  const { text, day, flag, word } = readers(record, onUnknown);
  return {
    simType: word(SIM_TYPE, sim.simType),
    eid: text(sim.eid),
    hasVoiceMail: flag(sim.voiceMail),
    hasCallWaiting: flag(sim.callWaiting),
    simCardId: readField(record, sim.simCardId, SimCardIdSchema.nullable()),
    phoneNumber: text(sim.phoneNumber),
    isPorting: flag(sim.isPorting),
    porting: {
      reservationNumber: text(sim.reservationNumber),
      expiresOn: day(sim.portingExpiresOn),
      phoneNumber: text(sim.portingNumber),
      lastName: text(sim.portingLastName),
      firstName: text(sim.portingFirstName),
      lastNameKana: text(sim.portingLastNameKana),
      firstNameKana: text(sim.portingFirstNameKana),
      gender: word(PORTING_GENDER, sim.portingGender),
      birthDate: day(sim.portingBirthDate),
    },
  };
}

function toOrderItem(record: WireRecord, onUnknown: OnUnknown): OrderItem {
  const { fields } = ORDER_ITEM;
  const { text, word } = readers(record, onUnknown);
  const product = readField(record, PRODUCT.parent, RecordWire);
  return {
    id: readField(record, fields.id, OrderItemIdSchema),
    priceEntryId: readField(record, fields.priceEntryId, PricebookEntryIdSchema),
    productId: readField(record, fields.productId, ProductIdSchema),
    sku: readField(product, PRODUCT.fields.sku, wireText),
    name: readField(product, PRODUCT.fields.name, z.string()),
    quantity: readField(record, fields.quantity, z.number().pipe(z.int().positive())),
    price: NetPriceSchema.parse(readField(record, fields.price, wireYen)),
    cycle: word(BILLING_CYCLE, fields.cycle),
    serviceId: toServiceId(text(fields.serviceId)),
  };
}

/** Kept as text in a line, as a number in an opportunity. */
function toServiceId(text: string | null) {
  if (text === null) return null;
  const parsed = ServiceIdSchema.safeParse(Number(text));
  if (!parsed.success) throw new WireFault(ORDER_ITEM.fields.serviceId, "not an id of a service");
  return parsed.data;
}

function readers(record: WireRecord, onUnknown: OnUnknown) {
  const text = (field: string) => readField(record, field, wireText);
  return {
    text,
    instant: (field: string) => readField(record, field, wireDateTime),
    day: (field: string) => readField(record, field, wireDate),
    flag: (field: string) => readField(record, field, wireFlag),
    word: <const W extends Readonly<Record<string, string>>>(words: W, field: string) =>
      toWord(words, text(field), { field, onUnknown }),
  };
}

function required<T>(field: string, value: T | null): T {
  if (value === null) throw new WireFault(field, "missing");
  return value;
}

/** What a new order is made of, all but its status. */
export function toNewOrderFields(order: NewOrder, pricebookId: PricebookId): Fields {
  const { fields, written } = ORDER;
  const { address } = order;
  return {
    [fields.accountId]: order.accountId,
    [fields.opportunityId]: order.opportunityId,
    [fields.kind]: ORDER_KIND[order.choices.kind],
    [fields.activationType]: ACTIVATION_TYPE[order.scheduledAt === null ? "immediate" : "scheduled"],
    [fields.scheduledAt]: order.scheduledAt?.toISOString() ?? null,
    [written.effectiveOn]: order.effectiveOn,
    [written.pricebookId]: pricebookId,
    [written.postcode]: address.postcode,
    [written.prefecture]: address.prefecture,
    [written.city]: address.city,
    // An order has no fields of its own for building and room (salesforce-data-model.md 5).
    [written.street]: [address.street, address.building, address.room].filter(Boolean).join(" "),
    [written.country]: COUNTRY,
    [written.isAddressChanged]: order.isAddressChanged,
    ...toChoiceFields(order.choices),
  };
}

function toChoiceFields(choices: NewOrder["choices"]): Fields {
  const { sim, written } = ORDER;
  switch (choices.kind) {
    case "internet":
      return {
        [written.tier]: TIER[choices.tier],
        [written.accessMode]: ACCESS_MODE[choices.accessMode],
        [written.installation]: INSTALLATION_TYPE[choices.installation],
        [written.weekendInstallation]: choices.hasWeekendInstallation,
        [written.homePhone]: choices.hasHomePhone,
      };
    case "sim":
      return {
        [sim.simType]: SIM_TYPE[choices.eid === null ? "physical" : "esim"],
        [sim.eid]: choices.eid,
        [sim.voiceMail]: choices.hasVoiceMail,
        [sim.callWaiting]: choices.hasCallWaiting,
        [sim.isPorting]: choices.porting !== null,
        ...(choices.porting
          ? toPortingFields(choices.porting)
          : choices.holder && toPersonFields(choices.holder)),
      };
    case "vpn":
      return { [written.region]: VPN_REGION[choices.region] };
  }
}

function toPortingFields(porting: Porting): Fields {
  const { sim } = ORDER;
  return {
    [sim.reservationNumber]: porting.reservationNumber,
    [sim.portingExpiresOn]: porting.expiresOn,
    [sim.portingNumber]: porting.phoneNumber,
    ...toPersonFields(porting),
  };
}

/** The person of a line: of the number that comes along, or else the holder as typed. Staff sees it before it approves the order. */
function toPersonFields(person: Porting | LineHolder): Fields {
  const { sim } = ORDER;
  return {
    [sim.portingLastName]: person.lastName,
    [sim.portingFirstName]: person.firstName,
    [sim.portingLastNameKana]: person.lastNameKana,
    [sim.portingFirstNameKana]: person.firstNameKana,
    [sim.portingGender]: PORTING_GENDER[person.gender],
    [sim.portingBirthDate]: person.birthDate,
  };
}

/** `orderId`: an id, or the reference to an earlier part of the same call. */
export function toNewItemFields(line: NewOrder["lines"][number], orderId: string): Fields {
  const { fields } = ORDER_ITEM;
  return {
    [ORDER_ITEM.orderId]: orderId,
    [fields.priceEntryId]: line.priceEntryId,
    [fields.quantity]: line.quantity,
    [fields.price]: line.price.minor,
    [fields.cycle]: BILLING_CYCLE[line.cycle],
  };
}

const MAX_MESSAGE = 255;

export function toChangeFields(change: OrderChange): Fields {
  const { fields, sim, written } = ORDER;
  return given({
    [fields.status]: change.status && ORDER_STATUS[change.status],
    [fields.activation]: change.activation && ACTIVATION_STATUS[change.activation],
    [fields.scheduledAt]: change.scheduledAt?.toISOString(),
    [fields.errorCode]: change.error === null ? null : change.error?.code,
    [written.errorMessage]: change.error === null ? null : change.error?.message.slice(0, MAX_MESSAGE),
    [fields.attemptedAt]: change.attemptedAt?.toISOString(),
    [sim.phoneNumber]: change.phoneNumber,
    [fields.billingOrderId]: change.billingOrderId,
  });
}

export function toOpportunity(record: WireRecord, onUnknown: OnUnknown): Opportunity {
  const { fields } = OPPORTUNITY;
  const stage = toWord(STAGE, readField(record, fields.stage, wireText), {
    field: fields.stage,
    onUnknown,
  });
  if (stage === null) throw new WireFault(fields.stage, "missing");
  return {
    id: readField(record, fields.id, OpportunityIdSchema),
    accountId: readField(record, fields.accountId, AccountIdSchema),
    stage,
    // A number there, and `30011.0` to some versions.
    serviceId: readField(record, fields.serviceId, z.number().pipe(ServiceIdSchema).nullable()),
  };
}

export function toNewOpportunityFields(opportunity: NewOpportunity): Fields {
  const { fields, written } = OPPORTUNITY;
  const isCorporate = opportunity.kind === "internet" && opportunity.isCorporate;
  return {
    [fields.accountId]: opportunity.accountId,
    [fields.stage]: STAGE[opportunity.stage],
    [written.name]: opportunityName(opportunity.accountName, opportunity.kind),
    [written.closesOn]: opportunity.closesOn,
    [written.commodity]: COMMODITY[isCorporate ? "corporate_internet" : opportunity.kind],
    [written.source]: OPPORTUNITY_SOURCE[opportunity.source],
    [written.applicationStage]: FIRST_APPLICATION_STAGE,
  };
}

export function toSimCard(record: WireRecord): SimCard {
  const { fields } = SIM_CARD;
  return {
    id: readField(record, fields.id, SimCardIdSchema),
    phoneNumber: readField(record, fields.phoneNumber, MsisdnSchema),
    cardNumber: readField(record, fields.cardNumber, CardNumberSchema),
    iccid: readField(record, fields.iccid, IccidSchema),
    accountId: readField(record, fields.accountId, AccountIdSchema.nullable()),
    orderId: readField(record, fields.orderId, OrderIdSchema.nullable()),
  };
}
