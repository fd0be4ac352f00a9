import { addMonths, daysBetween } from "../../dates.ts";
import type { Answer } from "../answer.ts";
import { createInvoice } from "../billing.ts";
import type { Action, Actions } from "../context.ts";
import { nextId } from "../database.ts";
import { currencyOf, displayMoney } from "../money.ts";
import { Refusal } from "../refusal.ts";
import { orderNumber } from "../seed.ts";
import { applyUpgrade } from "../upgrades.ts";
import { requireGateway } from "./orders.ts";

/** Difference of the two prices for the days left of the period, rounded down to the currency's unit. */
const upgradeProduct: Action = (context, params) => {
  const { db, clock } = context;
  const service = db.services.get(params.id("serviceid"));
  const client = db.clients.get(service?.clientid ?? 0);
  if (!service || !client) throw new Refusal("Service ID Not Found");
  const waiting = db.upgrades.find((upgrade) => upgrade.serviceid === service.id);
  const calculateOnly = params.flag("calconly");
  if (waiting && !calculateOnly)
    throw new Refusal(
      "Unable to accept upgrade order. Previous upgrade invoice for service is still unpaid.",
    );
  const gateway = requireGateway(params.text("paymentmethod"));
  // No product here has configurable options, so only the other of the two types can be asked for.
  if (params.text("type") !== "product") throw new Refusal("Invalid Upgrade Type");
  const old = db.products.get(service.pid);
  const next = db.products.get(params.id("newproductid"));
  const currency = currencyOf(client.currency);
  const newPrice = next?.price[currency.code];
  if (!old || !next || newPrice === undefined) throw new Refusal("Invalid new product ID");

  const totalDays = Math.max(1, daysBetween(addMonths(service.nextduedate, -1), service.nextduedate));
  const daysLeft = Math.min(totalDays, Math.max(0, daysBetween(clock.today(), service.nextduedate)));
  const unit = currency.code === "JPY" ? 100 : 1;
  const price = Math.floor(((newPrice - service.recurringamount) * daysLeft) / totalDays / unit) * unit;
  const quote: Answer = {
    oldproductid: String(old.pid),
    oldproductname: old.name,
    newproductid: next.pid,
    newproductname: next.name,
    daysuntilrenewal: daysLeft,
    totaldays: totalDays,
    newproductbillingcycle: params.text("newproductbillingcycle") || "monthly",
    price: displayMoney(price, currency),
  };
  if (calculateOnly) return { ...quote, upgradeinprogress: waiting ? 1 : 0 };

  const orderId = nextId(db, "order");
  db.orders.set(orderId, {
    id: orderId,
    ordernum: orderNumber(orderId),
    userid: client.id,
    requestor_id: client.owner_user_id,
    date: clock.text(),
    promocode: "",
    amount: Math.max(0, price),
    paymentmethod: gateway,
    invoiceid: 0,
    status: "Pending",
    ipaddress: context.callerIp,
    notes: "",
    lines: [],
  });
  const upgrade = {
    id: nextId(db, "upgrade"),
    serviceid: service.id,
    orderid: orderId,
    invoiceid: 0,
    newpid: next.pid,
  };
  db.upgrades.push(upgrade);
  if (price > 0) {
    const item = {
      type: "Upgrade",
      relid: upgrade.id,
      description: `Upgrade: ${old.name} => ${next.name}`,
      amount: price,
      taxed: true,
    };
    upgrade.invoiceid = createInvoice(context, {
      client,
      items: [item],
      paymentMethod: gateway,
      source: "api",
    }).id;
    const order = db.orders.get(orderId);
    if (order) order.invoiceid = upgrade.invoiceid;
  } else applyUpgrade(context, upgrade);
  return {
    ...quote,
    id: String(upgrade.id),
    orderid: orderId,
    order_number: String(orderNumber(orderId)),
    invoiceid: upgrade.invoiceid || null,
  };
};

export const upgradeActions: Actions = { UpgradeProduct: upgradeProduct };
