import { iccidOf } from "../../world/ids.ts";
import { accept, record, type Call, type Context } from "../context.ts";
import {
  check,
  COMPACT_DAY,
  CONTRACT_LINE,
  CREATE_TYPE,
  FLAG,
  PHONE,
  PRODUCT_NUMBER,
  RESERVATION,
  type Fields,
} from "../fields.ts";
import { newLine, setPlan, type Line } from "../network.ts";
import { PLANS } from "../plans.ts";
import { notFound, Refusal } from "../refusal.ts";
import { KNOWN_PLAN, requireFree } from "./accounts.ts";

const OTA = "20";

/** PA05-18: written down, nothing is opened. */
export const addTemporary: Call = (fields, context) => {
  const isOta = fields.text("mnp.method") === OTA;
  const hasMnp = fields.object("mnp") !== null;
  check(fields, [
    { field: "account", required: !isOta, format: PHONE },
    { field: "tempAccount", required: isOta, format: PHONE },
    { field: "productNumber", required: true, format: PRODUCT_NUMBER },
    { field: "mnp.method", required: hasMnp, format: FLAG },
    { field: "mnp.reserveNumber", required: hasMnp && !isOta, format: RESERVATION },
    { field: "mnp.reserveExpireDate", format: COMPACT_DAY },
    { field: "repAccount", format: PHONE },
    { field: "contractLine", format: CONTRACT_LINE },
    { field: "shipDate", format: COMPACT_DAY },
    { field: "overwrite", format: FLAG },
  ]);
  const { network, clock } = context;
  const productNumber = fields.text("productNumber");
  const card = network.stock.get(productNumber);
  if (!card) throw notFound();
  const account = fields.text("account") || fields.text("tempAccount");
  requireFree(context, account);
  network.stock.delete(productNumber);
  const line = newLine(account, clock.today(), {
    state: "temporary",
    startDay: null,
    productNumber,
    iccid: card.iccid,
    contractLine: fields.text("contractLine") === "5G" ? "5G" : "4G",
    simKind: fields.text("simKind") || null,
  });
  network.lines.set(account, line);
  const reservation = fields.text("mnp.reserveNumber");
  accept(context, line, { api: "PA05-18", note: reservation === "" ? "temporary" : "temporary, ported" });
  return {};
};

/** PA05-19: in service at once. */
export const addFull: Call = (fields, context) => {
  check(fields, [
    { field: "account", required: true, format: PHONE },
    { field: "productNumber", required: true, format: PRODUCT_NUMBER },
    { field: "aladinOperated", format: FLAG },
    { field: "createType", format: CREATE_TYPE },
    KNOWN_PLAN,
    { field: "globalIp", format: FLAG },
    { field: "shipDate", format: COMPACT_DAY },
    { field: "mnp.method", format: FLAG },
  ]);
  const line = temporaryLine(context, fields, "Not registered as temporary");
  line.state = "active";
  line.startDay = context.clock.today();
  const planCode = fields.text("planCode");
  if (planCode !== "") {
    setPlan(line, planCode);
    line.talk = PLANS.get(planCode)?.talk ?? true;
  }
  accept(context, line, { api: "PA05-19", note: "opened" });
  return {};
};

/** PA05-20: 60 cancelled, 70 lost, 80 returned; the entry goes, a card that is not lost can be used again. */
export const changeSemiBlackState: Call = (fields, context) => {
  const isOta = fields.text("mnp.method") === OTA;
  check(fields, [
    { field: "productNumber", required: true, format: PRODUCT_NUMBER },
    { field: "account", required: !isOta, format: PHONE },
    { field: "state", required: true, format: /^[678]0$/ },
    { field: "mnp.method", format: FLAG },
    { field: "mnp.reserveNumber", format: RESERVATION },
  ]);
  const { network } = context;
  const line = temporaryLine(context, fields, "Account not found");
  const productNumber = fields.text("productNumber");
  const state = fields.text("state");
  network.lines.delete(line.account);
  if (state !== "70")
    network.stock.set(productNumber, {
      productNumber,
      iccid: line.iccid ?? iccidOf(productNumber),
      account: null,
    });
  record(context, { api: "PA05-20", account: line.account, note: state });
  return {};
};

function temporaryLine({ network }: Context, fields: Fields, message: string): Line {
  const productNumber = fields.text("productNumber");
  const account = fields.text("account");
  const line = [...network.lines.values()].find(
    (each) => each.productNumber === productNumber && (account === "" || each.account === account),
  );
  if (line?.state !== "temporary") throw new Refusal("400-211", message);
  return line;
}
