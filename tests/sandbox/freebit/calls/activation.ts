import { iccidOf } from "../../world/ids.ts";
import { accept, queue, requireInService, requireLine, type Call, type Context } from "../context.ts";
import {
  check,
  COMPACT_DAY,
  CONTRACT_LINE,
  CREATE_TYPE,
  EID,
  FLAG,
  PHONE,
  PRODUCT_NUMBER,
  RESERVATION,
  type Fields,
  type Rule,
} from "../fields.ts";
import { newLine, type Line } from "../network.ts";
import { notFound, Refusal } from "../refusal.ts";
import { KNOWN_PLAN, open, requireFree } from "./accounts.ts";
import { personRules } from "./voice.ts";

/** Rules of PA05-41 and PA05-33; `isOperated`: the carrier's system has it already. */
function commonRules(addKind: string, isOperated: boolean): Rule[] {
  return [
    { field: "addKind", required: true, format: /^[NMR]$/ },
    { field: "account", required: addKind !== "N" || isOperated, format: PHONE },
    { field: "createType", required: addKind !== "R", format: CREATE_TYPE },
    { field: "aladinOperated", format: FLAG },
    { field: "repAccount", required: addKind === "N" && isOperated, format: PHONE },
    { field: "contractLine", format: CONTRACT_LINE },
    { field: "shipDate", required: isOperated, format: COMPACT_DAY },
    KNOWN_PLAN,
    { field: "globalIp", format: FLAG },
  ];
}

/** PA05-41. */
export const activateEsim: Call = (fields, context) => {
  const addKind = fields.text("addKind");
  const isOperated = fields.text("aladinOperated") === "10";
  check(fields, [
    { field: "eid", required: true, format: EID, message: "eid must be 32 digits" },
    ...commonRules(addKind, isOperated),
    { field: simKindField(fields), required: addKind !== "R", format: /^E[023]$/ },
  ]);
  if (addKind === "M") checkMnp(fields);
  if (addKind === "R") checkReissue(fields);
  if (isOperated && addKind !== "N") throw new Refusal("400-356", "Unsupported pattern");
  return addKind === "R" ? reissueEsim(fields, context) : newEsim(fields, context);
};

/** Both spellings are in use (freebit.md 4.16). */
function simKindField(fields: Fields): string {
  return fields.text("simkind") === "" ? "simKind" : "simkind";
}

function checkMnp(fields: Fields): void {
  const mnp = fields.object("mnp");
  if (mnp === null) throw new Refusal("400-300", "mnp is required");
  check(mnp, [
    { field: "reserveNumber", required: true, format: RESERVATION },
    { field: "reserveExpireDate", format: COMPACT_DAY },
    ...personRules(mnp.text("gender"), { isBirthdayRequired: false }),
  ]);
}

function checkReissue(fields: Fields): void {
  const isGiven = fields.text("reissue.oldEid") !== "" || fields.text("reissue.oldProductNumber") !== "";
  if (!isGiven) throw new Refusal("400-300", "reissue is required");
  check(fields, [
    { field: "reissue.oldEid", format: EID },
    { field: "reissue.oldProductNumber", format: PRODUCT_NUMBER },
  ]);
}

function newEsim(fields: Fields, context: Context): Record<string, unknown> {
  const { network } = context;
  const eid = fields.text("eid");
  // Taken from the call on, though the line shows it only when it is active; ended lines have given theirs back.
  const isHeld = [...network.lines.values()].some((line) => line.eid === eid || line.waitingEid === eid);
  if (fields.text("addKind") === "N" && isHeld) throw new Refusal("400-212", "Already registered");
  const simKind = fields.text(simKindField(fields));
  return start(fields, context, {
    api: "PA05-41",
    change: { size: "esim", waitingEid: eid, simKind, talk: simKind === "E0", sms: simKind !== "E2" },
  });
}

type Start = { api: string; change: Partial<Line> };

function start(fields: Fields, context: Context, { api, change }: Start): Record<string, unknown> {
  const { network, clock, shape } = context;
  const isAssigned = fields.text("addKind") === "N" && fields.text("aladinOperated") !== "10";
  const account = isAssigned ? nextNumber(context) : fields.text("account");
  requireFree(context, account);
  const line = newLine(account, clock.today(), {
    state: "waiting",
    startDay: null,
    planCode: fields.text("planCode") || null,
    iccid: null,
    contractLine: fields.text("contractLine") === "5G" ? "5G" : "4G",
    ...change,
  });
  network.lines.set(account, line);
  accept(context, line, { api, note: `activated (${fields.text("addKind")})` });
  queue(context, line, {
    func: api,
    seconds: shape.queueSeconds,
    apply: (due) => {
      open(context)(due);
      due.iccid ??= iccidOf(due.account);
      due.eid = due.waitingEid;
      due.waitingEid = null;
    },
  });
  return isAssigned && !shape.hideNewNumber ? { account } : {};
}

function nextNumber({ network }: Context): string {
  let account = "";
  do {
    account = String(network.nextNumber).padStart(11, "0");
    network.nextNumber += 1;
  } while (network.lines.has(account));
  return account;
}

/** The line stays in service with its old profile until the new one is there. */
function reissueEsim(fields: Fields, context: Context): Record<string, unknown> {
  const line = requireLine(context, fields.text("account"));
  requireInService(line);
  const { oldEid, oldProductNumber } = {
    oldEid: fields.text("reissue.oldEid"),
    oldProductNumber: fields.text("reissue.oldProductNumber"),
  };
  if (
    (oldEid !== "" && oldEid !== line.eid) ||
    (oldProductNumber !== "" && oldProductNumber !== line.productNumber)
  )
    throw notFound();
  const eid = fields.text("eid");
  const profiles = context.network.acts.filter(({ api }) => api === "PA05-41").length + 1;
  accept(context, line, { api: "PA05-41", note: "activated (R)" });
  queue(context, line, {
    func: "PA05-41",
    seconds: context.shape.queueSeconds,
    apply: (due) =>
      Object.assign(due, {
        eid,
        productNumber: null,
        size: "esim",
        // A new profile has an ICCID of its own.
        iccid: iccidOf(String(profiles).padStart(3, "9") + due.account.slice(-3)),
      }),
  });
  return {};
}

/** PA05-33: a pre-made card that is opened over the air. */
export const activateOta: Call = (fields, context) => {
  const addKind = fields.text("addKind");
  const isOperated = fields.text("aladinOperated") === "10";
  if (isOperated && addKind === "R") throw new Refusal("400-356", "Unsupported pattern");
  check(fields, [
    { field: "productNumber", required: true, format: PRODUCT_NUMBER },
    ...commonRules(addKind, isOperated),
  ]);
  const { network } = context;
  const productNumber = fields.text("productNumber");
  const card = network.stock.get(productNumber);
  if (!card) throw notFound();
  if (addKind === "R") {
    const line = requireLine(context, fields.text("account"));
    requireInService(line);
    accept(context, line, { api: "PA05-33", note: "activated (R)" });
    queue(context, line, {
      func: "PA05-33",
      seconds: context.shape.queueSeconds,
      apply: (due) => Object.assign(due, { productNumber, iccid: card.iccid, eid: null, size: "nano" }),
    });
    network.stock.delete(productNumber);
    return {};
  }
  const answer = start(fields, context, {
    api: "PA05-33",
    change: { productNumber, iccid: card.iccid },
  });
  network.stock.delete(productNumber);
  return answer;
};
