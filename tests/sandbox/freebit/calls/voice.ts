import {
  accept,
  queue,
  requireInService,
  requireLine,
  requirePause,
  type Call,
  type Context,
} from "../context.ts";
import {
  check,
  COMPACT_DAY,
  FLAG,
  FULL_WIDTH,
  FULL_WIDTH_KANA,
  GENDER,
  PHONE,
  YEN,
  type Fields,
  type Rule,
} from "../fields.ts";
import { NO_VOICE, type VoiceOptions } from "../network.ts";
import { Refusal, wrongState } from "../refusal.ts";

const FLAGS = [
  "voiceMail",
  "callWaiting",
  "callTransfer",
  "callTransferWorld",
  "callTransferNoId",
  "worldCall",
  "worldWing",
] as const;
const LIMITS = ["worldCallCreditLimit", "worldWingCreditLimit"] as const;
const DEFAULT_ROAMING_LIMIT = "50000";

const ORDER: readonly Rule[] = [
  { field: "account", required: true, format: PHONE },
  { field: "userConfirmed", required: true, format: FLAG },
  { field: "aladinOperated", format: FLAG },
];

/** PA05-05: an option left out is off. */
export const addVoiceOrder: Call = (fields, context) => {
  check(fields, ORDER);
  const person = fields.object("identificationData");
  if (person === null) throw new Refusal("400-300", "identificationData is required");
  check(person, personRules(person.text("gender"), { isBirthdayRequired: true }));
  requireConfirmed(fields);
  return order(context, fields, { api: "PA05-05", from: () => NO_VOICE });
};

/** PA05-06: an option left out stays as it is. */
export const changeVoiceOrder: Call = (fields, context) => {
  check(fields, ORDER);
  requireConfirmed(fields);
  if ((fields.object("talkOption")?.names() ?? []).length === 0)
    throw new Refusal("400-304", "talkOption is empty");
  return order(context, fields, { api: "PA05-06", from: (voice) => voice ?? NO_VOICE });
};

/** Who the subscriber is, in `identificationData` and in `mnp`. A corporation has no first name. */
export function personRules(
  gender: string,
  { isBirthdayRequired }: { isBirthdayRequired: boolean },
): readonly Rule[] {
  const isPerson = gender !== "C" && isBirthdayRequired;
  return [
    { field: "lastnameKanji", required: true, format: FULL_WIDTH },
    { field: "firstnameKanji", required: isPerson, format: FULL_WIDTH },
    { field: "lastnameZenKana", required: true, format: FULL_WIDTH_KANA },
    { field: "firstnameZenKana", required: isPerson, format: FULL_WIDTH_KANA },
    { field: "gender", required: true, format: GENDER },
    { field: "birthday", required: isPerson, format: COMPACT_DAY },
  ];
}

function requireConfirmed(fields: Fields): void {
  if (fields.text("userConfirmed") !== "10") throw new Refusal("400-303", "userConfirmed is not enabled");
}

function order(
  context: Context,
  fields: Fields,
  { api, from }: { api: string; from: (voice: VoiceOptions | null) => VoiceOptions },
): Record<string, unknown> {
  const wanted = fields.object("talkOption");
  if (wanted)
    check(wanted, [
      ...FLAGS.map((field) => ({ field, format: FLAG })),
      ...LIMITS.map((field) => ({ field, format: YEN })),
    ]);
  const line = requireLine(context, fields.text("account"));
  requireInService(line);
  if (!line.talk) throw wrongState();
  requirePause(line, context);

  const given = Object.fromEntries((wanted?.names() ?? []).map((name) => [name, wanted?.text(name)]));
  accept(context, line, { api, note: JSON.stringify(given) });
  queue(context, line, {
    func: api,
    seconds: context.shape.pauseSeconds,
    apply: (due) => {
      const voice = { ...from(due.voice), ...given };
      if (voice.worldWing === "10") voice.worldWingCreditLimit ??= DEFAULT_ROAMING_LIMIT;
      due.voice = voice;
    },
  });
  return {};
}
