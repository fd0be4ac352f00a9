import { addDays, monthEnd } from "../../dates.ts";
import { record, requireInService, requireLine, type Call, type Context } from "../context.ts";
import { ANY_DAY, check, PHONE_OR_GROUP, toDay } from "../fields.ts";
import type { Grant } from "../network.ts";
import { Refusal } from "../refusal.ts";
import { KIND } from "./accounts.ts";

const MAX_QUOTA_MB = 512_000;
const DAYS_LISTED = 30;

/** PA04-04. */
export const addQuota: Call = (fields, context) => {
  check(fields, [
    KIND,
    { field: "account", required: true, format: PHONE_OR_GROUP },
    {
      field: "quota",
      required: true,
      format: (text) => /^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_QUOTA_MB,
      message: "quota out of range",
    },
    { field: "quotaCode", format: /^.{1,512}$/s },
    { field: "expire", format: ANY_DAY },
  ]);
  const { network, clock } = context;
  const account = fields.text("account");
  const grant: Grant = {
    quota: Number(fields.text("quota")),
    day: clock.today(),
    expire: toDay(fields.text("expire")) || monthEnd(clock.today()),
    quotaCode: fields.text("quotaCode"),
  };
  const group = network.groups.get(account);
  if (group) group.push(grant);
  else {
    const line = requireLine(context, account);
    requireInService(line);
    line.grants.push(grant);
    line.quotaMb += grant.quota;
  }
  record(context, { api: "PA04-04", account, note: `${grant.quota} MB ${grant.quotaCode}`.trim() });
  return {};
};

/** PA05-01, in KB, newest day first; a day before the line began is not listed. */
export const getTraffic: Call = (fields, context) => {
  check(fields, [{ field: "account", required: true, format: PHONE_OR_GROUP }]);
  const line = requireLine(context, fields.text("account"));
  if (line.planCode === null) throw new Refusal("400-210", "No traffic information");
  const today = context.clock.today();
  const days = Array.from({ length: DAYS_LISTED }, (_, index) => addDays(today, -1 - index)).filter(
    (day) => line.startDay !== null && day >= line.startDay,
  );
  return {
    account: line.account,
    traffic: {
      today: String(line.usageOn(today)),
      inRecentDays: days.map((day) => line.usageOn(day)).join(","),
      blackList: line.throttled ? "10" : "20",
    },
  };
};

/** PA05-02. */
export const getQuotaHistory: Call = (fields, context) => {
  check(fields, [
    { field: "account", required: true, format: PHONE_OR_GROUP },
    { field: "fromDate", required: true, format: ANY_DAY },
    { field: "toDate", required: true, format: ANY_DAY },
  ]);
  const account = fields.text("account");
  const from = toDay(fields.text("fromDate"));
  const to = toDay(fields.text("toDate"));
  const grants = grantsOf(context, account).filter(({ day }) => day >= from && day <= to);
  return {
    account,
    total: grants.reduce((sum, { quota }) => sum + quota, 0),
    count: grants.length,
    quotaHistory: grants.map(({ quota, day, expire, quotaCode }) => ({
      quota: String(quota),
      date: day,
      expire,
      quotaCode,
    })),
  };
};

function grantsOf(context: Context, account: string): readonly Grant[] {
  return context.network.groups.get(account) ?? requireLine(context, account).grants;
}
