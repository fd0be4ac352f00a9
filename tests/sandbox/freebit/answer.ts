import type { Reply } from "../http.ts";
import { compactDay } from "./fields.ts";
import type { Refusal } from "./refusal.ts";
import type { Shape } from "./shape.ts";

type Json = Record<string, unknown>;

const CAMEL_CASE: Record<string, string> = {
  voicemail: "voiceMail",
  callwaiting: "callWaiting",
  callforwarding: "callForwarding",
  worldwing: "worldWing",
  worldcall: "worldCall",
  simKind: "simkind",
};
const OPTIONAL = [
  "startDate",
  "relationCode",
  "planCode",
  "iccid",
  "imsi",
  "eid",
  "productNumber",
  "simKind",
  "voicemail",
  "callwaiting",
  "callforwarding",
  "worldwing",
  "worldcall",
  "worldWingCreditLimit",
  "worldCallCreditLimit",
];
/** Always text: they exceed what a number can hold (freebit.md 3.4). */
const NEVER_NUMBERS: ReadonlySet<string> = new Set(["iccid", "eid", "authKey", "account", "quotaCode"]);
const DATES: ReadonlySet<string> = new Set(["startDate", "date", "expire"]);

/** HTTP status 200 whatever the verdict (freebit.md 2). */
export function toReply(body: Json): Reply {
  return {
    status: 200,
    headers: { "content-type": "application/json; charset=UTF-8" },
    body: JSON.stringify(body),
  };
}

export function success(body: Json, shape: Shape): Reply {
  const envelope = { ...codes("100", shape), status: { message: "OK", ...statusCode("200", shape) } };
  const extra = shape.extraFields ? { serverTime: "20261123090000", reserved: { x: [1, null] } } : {};
  return toReply({ ...envelope, ...extra, ...shapeObject(body, shape) });
}

export function failure(refusal: Refusal, shape: Shape): Reply {
  const { errorStatus } = shape;
  const message = errorStatus === "japanese" ? "処理に失敗しました。" : refusal.message;
  return toReply({
    ...codes(refusal.resultCode, shape),
    ...(errorStatus === "missing" ? {} : { status: { message, ...statusCode(refusal.statusCode, shape) } }),
  });
}

const codes = (code: string, shape: Shape) => ({
  resultCode: shape.codes === "number" ? Number(code) : code,
});
const statusCode = (code: string, shape: Shape) => ({
  statusCode: shape.codes === "number" ? Number(code) : code,
});

/** Everything of 3.4 that a client has to tolerate, as far as it is switched on. */
function shapeObject(object: Json, shape: Shape): Json {
  const shaped: Json = {};
  // Details of a line are what has optional fields that may hold nothing.
  const fill = "state" in object && shape.optional !== "as_known" ? OPTIONAL : [];
  for (const name of new Set([...Object.keys(object), ...fill])) {
    const value = object[name];
    const key = shape.fieldCase === "camel" ? (CAMEL_CASE[name] ?? name) : name;
    if (value === undefined || value === "") {
      if (shape.optional === "null") shaped[key] = null;
      else if (value === "" || fill.length > 0) shaped[key] = "";
    } else shaped[key] = shapeValue(name, value, shape);
  }
  return shaped;
}

function shapeValue(name: string, value: unknown, shape: Shape): unknown {
  if (Array.isArray(value)) return value.map((item) => shapeValue(name, item, shape));
  if (typeof value === "object" && value !== null) return shapeObject(value as Json, shape);
  if (name === "account") return shapeAccount(String(value), shape);
  if (name === "resultCode") return shape.codes === "number" ? Number(value) : value;
  if (DATES.has(name)) return shapeDate(String(value), shape);
  if (shape.numbers === "text") return String(value);
  const isNumeric = typeof value === "string" && /^\d{1,15}$/.test(value);
  return shape.numbers === "number" && isNumeric && !NEVER_NUMBERS.has(name) ? Number(value) : value;
}

function shapeAccount(account: string, shape: Shape): unknown {
  if (!/^\d{11}$/.test(account)) return account;
  if (shape.account === "number") return Number(account);
  return shape.account === "hyphens" ? account.replace(/^(\d{3})(\d{4})/, "$1-$2-") : account;
}

function shapeDate(day: string, { dates }: Shape): string {
  switch (dates) {
    case "compact":
      return compactDay(day);
    case "slashes":
      return day.replaceAll("-", "/");
    case "dashes":
      return day;
    case "with_time":
      return `${compactDay(day)}000000`;
  }
}
