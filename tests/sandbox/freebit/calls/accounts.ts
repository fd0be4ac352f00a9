import { accept, queue, requireLine, type Call, type Context } from "../context.ts";
import {
  ANY_DAY,
  check,
  CREATE_TYPE,
  FLAG,
  PHONE,
  PLAN_CODE,
  toDay,
  type Fields,
  type Rule,
} from "../fields.ts";
import { endLine, newLine, startOfDay, type Line } from "../network.ts";
import { PLANS } from "../plans.ts";
import { notFound, Refusal, wrongState } from "../refusal.ts";

export const KIND: Rule = { field: "kind", required: true, format: /^MVNO$/, message: "kind not allowed" };
export const KNOWN_PLAN: Rule = {
  field: "planCode",
  format: (text) => PLAN_CODE.test(text) && PLANS.has(text),
  message: "planCode value",
};

/** PA02-01: all of the list or nothing. */
export const addAccounts: Call = (fields, context) => {
  check(fields, [{ field: "createType", required: true, format: CREATE_TYPE }]);
  const items = fields.items("requestDatas");
  if (items.length === 0) throw new Refusal("400-300", "requestDatas is required");
  for (const item of items)
    check(item, [
      KIND,
      { field: "account", required: true, format: PHONE },
      KNOWN_PLAN,
      { field: "globalIp", format: FLAG },
    ]);
  for (const item of items) requireFree(context, item.text("account"));
  for (const item of items) register(context, item);
  return {
    responseDatas: items.map((item) => ({ kind: "MVNO", account: item.text("account"), resultCode: "100" })),
  };
};

/** T11: a number that has ended is not there; any other line has it already. */
export function requireFree({ network }: Context, account: string): void {
  const line = network.lines.get(account);
  if (line?.state === "obsolete") throw notFound();
  if (line) throw new Refusal("400-212", "Already registered");
}

function register(context: Context, item: Fields): void {
  const { network, clock, shape } = context;
  const account = item.text("account");
  const card = [...network.stock.values()].find((each) => each.account === account);
  if (card) network.stock.delete(card.productNumber);
  const line = newLine(account, clock.today(), {
    state: "waiting",
    startDay: null,
    planCode: item.text("planCode") || null,
    ...(card ? { productNumber: card.productNumber, iccid: card.iccid } : {}),
  });
  network.lines.set(account, line);
  accept(context, line, { api: "PA02-01", note: "registered" });
  queue(context, line, { func: "PA02-01", seconds: shape.queueSeconds, apply: open(context) });
}

/** Opens a line on the day it happens to be then. */
export function open({ clock }: Context) {
  return (line: Line): void => {
    line.state = "active";
    line.startDay = clock.today();
  };
}

/** PA02-04. */
export const cancelAccount: Call = (fields, context) => {
  check(fields, [
    KIND,
    { field: "account", required: true, format: PHONE },
    { field: "runDate", format: ANY_DAY },
  ]);
  const { clock, shape } = context;
  const day = toDay(fields.text("runDate")) || clock.today();
  if (day < clock.today()) throw new Refusal("400-301", "runDate is in the past");
  const line = requireLine(context, fields.text("account"));
  if (line.state === "waiting" || line.state === "temporary") throw wrongState();
  // T10, and a second cancellation takes the place of the first.
  line.queue = line.queue.filter(({ func }) => func !== "PA05-21" && func !== "PA02-04");
  const from = day === clock.today() ? clock.now().getTime() : startOfDay(day);
  line.queue.push({ func: "PA02-04", dueAt: from + shape.queueSeconds * 1000, day, apply: endLine });
  accept(context, line, { api: "PA02-04", note: `cancellation for ${day}` });
  return {};
};

/** PA03-02: only the first of the list is looked at. */
export const getDetail: Call = (fields, { network }) => {
  const [item] = fields.items("requestDatas");
  if (!item) throw new Refusal("400-300", "requestDatas is required");
  check(item, [
    { field: "kind", required: true, format: /^(?:MVNO|MASTER)$/, message: "kind not allowed" },
    { field: "account", required: true, format: /./ },
  ]);
  const line = network.lines.get(item.text("account"));
  if (!line || item.text("kind") !== "MVNO") throw notFound();
  return { masterAccount: "", responseDatas: [detailOf(line)] };
};

const flag = (is: boolean) => (is ? "10" : "20");

/** What is not known, or not set, is left out. */
function detailOf(line: Line): Record<string, unknown> {
  const start = { kind: "MVNO", account: line.account, state: line.state, resultCode: "100" };
  const startDate = line.startDay ?? undefined;
  if (line.state === "obsolete") return { ...start, startDate };
  const { voice, planCode } = line;
  const newest = line.queue.at(-1);
  return {
    ...start,
    startDate,
    ...(line.size === "nano" ? { relationCode: "" } : {}),
    planCode: planCode ?? undefined,
    iccid: line.iccid ?? undefined,
    imsi: line.imsi ?? undefined,
    eid: line.eid ?? undefined,
    productNumber: line.productNumber ?? undefined,
    contractLine: line.contractLine,
    size: line.size,
    simKind: line.simKind ?? undefined,
    sms: flag(line.sms),
    talk: flag(line.talk),
    ...(line.size === "nano" ? { ipv4: "", ipv6: "" } : {}),
    quota: planCode === null ? undefined : line.quotaMb,
    voicemail: voice?.voiceMail,
    callwaiting: voice?.callWaiting,
    callforwarding: voice?.callTransfer,
    worldwing: voice?.worldWing,
    worldcall: voice?.worldCall,
    worldWingCreditLimit: voice?.worldWingCreditLimit ?? undefined,
    worldCallCreditLimit: voice?.worldCallCreditLimit ?? undefined,
    async: newest ? { func: newest.func, date: newest.day } : undefined,
  };
}
