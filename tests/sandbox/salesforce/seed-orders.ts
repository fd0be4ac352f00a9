import { addDays } from "../dates.ts";
import { salesforceId } from "../world/ids.ts";
import type { WorldCrmOrder } from "../world/orders.ts";
import type { World } from "../world/world.ts";
import { PORTAL_PRICEBOOK_ID } from "./seed-catalogue.ts";
import type { Value } from "./schema/field.ts";

type Values = Record<string, Value>;
type Put = (name: string, record: { id: string; day: string; values: Values }) => void;

const COMMODITY = { Internet: "Personal SonixNet Home Internet", SIM: "SIM", VPN: "VPN" } as const;

/** Orders with their lines and opportunities, the opportunities without an order, and the stock of SIM cards. */
export function seedOrders(world: World, put: Put): void {
  for (const order of world.crmOrders) putOrder(world, put, order);
  for (const { number, customer, kind, stage, serviceId, since } of world.opportunities)
    putOpportunity(world, put, { number, customer, kind, stage, serviceId, since });
  for (const { id, msisdn, cardNumber, iccid } of world.simCards)
    put("SIM_Inventory__c", {
      id,
      day: world.today,
      values: {
        Name: cardNumber,
        Phone_Number__c: msisdn,
        Product_Number__c: cardNumber,
        ICCID__c: iccid,
        SIM_Type__c: "Physical SIM",
        Status__c: "Available",
      },
    });
}

function putOrder(world: World, put: Put, order: WorldCrmOrder): void {
  const { number, orderedOn } = order;
  const id = salesforceId("801", number);
  const key = order.isFromPortal ? `ord-00000000-0000-4000-8000-${String(number).padStart(12, "0")}` : null;
  putOpportunity(world, put, {
    ...order,
    stage: order.status === "Processed" ? "Active" : "Post Processing",
    serviceId: order.lines[0]?.serviceId ?? null,
    since: orderedOn,
  });
  put("Order", {
    id,
    day: orderedOn,
    values: {
      OrderNumber: String(number).padStart(8, "0"),
      AccountId: salesforceId("001", order.customer),
      OpportunityId: salesforceId("006", number),
      Pricebook2Id: PORTAL_PRICEBOOK_ID,
      EffectiveDate: orderedOn,
      Status: order.status,
      Type: order.kind,
      Portal_Key__c: key,
      Activation_Type__c: "Immediate",
      Activation_Status__c: order.activation,
      WHMCS_Order_ID__c: order.billingOrder === null ? null : String(order.billingOrder),
      ...addressOf(world, order.customer),
      ...choicesOf(world, order),
    },
  });
  order.lines.forEach(({ pid, serviceId }, index) => {
    const product = world.products.get(pid);
    if (!product) throw new RangeError(`no product ${pid}`);
    put("OrderItem", {
      id: salesforceId("802", number * 10 + index + 1),
      day: orderedOn,
      values: {
        OrderId: id,
        PricebookEntryId: product.pricebookEntryId,
        Product2Id: product.productId,
        Quantity: 1,
        UnitPrice: product.price,
        Billing_Cycle__c: product.cycle,
        WHMCS_Service_ID__c: serviceId === null ? null : String(serviceId),
        Portal_Key__c: key && `${key}-${index + 1}`,
      },
    });
  });
}

function choicesOf(world: World, { kind, lines, sim, porting, customer }: WorldCrmOrder): Values {
  if (kind === "VPN") return { VPN_Region__c: "USA-SF" };
  if (kind === "Internet")
    return {
      Internet_Plan_Tier__c: "Gold",
      Access_Mode__c: "IPoE-BYOR",
      Installation_Type__c: lines.some(({ pid }) => pid === 242) ? "Single" : null,
    };
  const owner = world.customers.find(({ accountId }) => accountId === salesforceId("001", customer));
  return {
    SIM_Type__c: sim?.form === "esim" ? "eSIM" : "Physical SIM",
    EID__c: sim?.form === "esim" ? sim.eid : null,
    SIM_Phone_Number__c: sim?.form === "esim" ? sim.msisdn : null,
    ...(porting && {
      MNP_Application__c: true,
      MNP_Phone_Number__c: porting.number,
      MNP_Reservation_Number__c: porting.reservation,
      MNP_Expiry_Date__c: porting.expiresOn,
      Porting_LastName__c: owner?.lastName ?? null,
      Porting_FirstName__c: owner?.firstName ?? null,
      Porting_LastName_Katakana__c: owner?.lastNameKana ?? null,
      Porting_FirstName_Katakana__c: owner?.firstNameKana ?? null,
      Porting_Gender__c: "M",
      Porting_DateOfBirth__c: owner?.birthDate ?? null,
    }),
  };
}

function addressOf({ customers }: World, customer: number): Values {
  const owner = customers.find(({ accountId }) => accountId === salesforceId("001", customer));
  if (!owner) return {};
  const { address } = owner;
  return {
    BillingStreet: [address.street, address.building, address.room].filter(Boolean).join(" "),
    BillingCity: address.city,
    BillingState: address.prefecture,
    BillingPostalCode: address.postcode,
    BillingCountry: "JP",
  };
}

function putOpportunity(world: World, put: Put, each: World["opportunities"][number]): void {
  const accountId = salesforceId("001", each.customer);
  const owner = world.customers.find((customer) => customer.accountId === accountId);
  put("Opportunity", {
    id: salesforceId("006", each.number),
    day: each.since,
    values: {
      Name: `${owner?.name ?? ""} - ${each.kind} Inquiry`.slice(0, 120),
      AccountId: accountId,
      StageName: each.stage,
      CloseDate: addDays(each.since, 30),
      CommodityType: COMMODITY[each.kind],
      Opportunity_Source__c:
        each.stage === "Introduction" ? "Portal - Internet Eligibility Request" : "Portal - Order Placement",
      WHMCS_Service_ID__c: each.serviceId,
    },
  });
}
