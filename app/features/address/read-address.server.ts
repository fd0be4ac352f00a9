import { AddressByHandSchema, AddressRestSchema, TownNameSchema } from "#domain/address/forms.ts";
import { PREFECTURE_NAMES, PREFECTURES } from "#domain/address/prefectures.ts";
import { readPostcode, townKey } from "#domain/address/rules.ts";
import { AddressSchema, type Address, type Postcode, type Town } from "#domain/address/schema.ts";
import type { z } from "zod";
import type { MessageKey } from "~/messages/keys.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Services } from "~/services.ts";
import type { Translator } from "~/platform/i18n/translator.tsx";
import { ADDRESS_STEPS, addressStepOf, toTownView, type AddressForm } from "./address-form.ts";

const DAY_MS = 24 * 60 * 60_000;
/** Postcodes change monthly (portal.md 12). */
const RULE = { ttlMs: 30 * DAY_MS, staleForMs: 30 * DAY_MS, tags: [] };
/** A postcode that nobody knows is one of ten million that somebody may type. */
const UNKNOWN_MS = 10 * 60_000;

type Fields = Record<string, string>;
type Fault = Extract<MessageKey, `address.fault.${string}`>;
type Faults = Record<string, Fault>;

/**
 * Reads as much of an address as was typed and says which step is next. `address` is there when everything is, and only
 * after the page's own button: town and Latin letters are the postcode's, never the browser's (portal.md 16).
 * An unknown postcode, and `byHand`, ask for prefecture, city and town. Throws AppError `rate_limited` as `lookUpTowns`.
 */
export async function readAddress(
  deps: TownDeps,
  { t }: Translator,
  fields: Fields,
  caller: string,
): Promise<{ form: AddressForm; address: Address | null; isStep: boolean }> {
  const step = addressStepOf(fields);
  const answer = (change: Partial<AddressForm>, faults: Faults = {}, address: Address | null = null) => ({
    form: {
      ...emptyAddressForm(fields),
      ...change,
      errors: Object.fromEntries(Object.entries(faults).map(([field, key]) => [field, t(key)])),
    },
    address,
    isStep: step !== "",
  });

  if (step === ADDRESS_STEPS.restart) return answer({});
  const postcode = readPostcode(fields["postcode"] ?? "");
  if (postcode === null) {
    const isMissing = (fields["postcode"] ?? "").trim() === "";
    return answer({}, { postcode: isMissing ? "address.fault.postcodeMissing" : "address.fault.postcode" });
  }
  const values = { ...fields, postcode };
  const { value: towns } = await lookUpTowns(deps, postcode, caller);
  const byHand = towns.length === 0 || step === ADDRESS_STEPS.byHand || fields["byHand"] === "1";
  if (byHand) {
    const change = { values, step: "rest" as const, byHand, isUnknown: towns.length === 0 };
    if (step !== "") return answer(change);
    const { area, faults } = readByHand(fields);
    const rest = readRest(fields);
    if (!area || !rest.value) return answer(change, { ...faults, ...rest.faults });
    return answer(change, {}, toAddress(postcode, area, rest.value, false));
  }

  const views = towns.map((town) => ({ town, view: viewOf(town) }));
  const [only, ...others] = views;
  const chosen = others.length === 0 ? only : views.find(({ view }) => view.key === fields["townKey"]);
  if (!chosen) {
    const faults: Faults = step === ADDRESS_STEPS.lookUp ? {} : { townKey: "address.fault.town" };
    return answer({ values, step: "town", towns: views.map(({ view }) => view) }, faults);
  }
  const { town, view } = chosen;
  // Offered, and the person's to change: the post's name of a building need not be its owner's.
  const offered = fields["building"] === undefined && town.building !== undefined;
  const shown = offered ? { ...values, building: town.building ?? "" } : values;
  const change = { values: shown, step: "rest" as const, town: view, asksTownName: town.town === "" };
  if (step !== "") return answer(change);
  const name = check(TownNameSchema, fields);
  const rest = readRest(fields);
  if (!name.value || !rest.value) return answer(change, { ...name.faults, ...rest.faults });
  const typed = town.town === "" ? name.value.townName : "";
  // A typed town has no known reading.
  const area = typed === "" ? town : { ...town, town: typed, latin: null };
  return answer(change, {}, toAddress(postcode, area, rest.value, true));
}

/** Before anything was typed, or with what is known already. */
export function emptyAddressForm(values: Fields = {}): AddressForm {
  return {
    step: "postcode",
    values,
    towns: [],
    town: null,
    asksTownName: false,
    byHand: false,
    isUnknown: false,
    prefectures: PREFECTURE_NAMES.map((name) => ({ name, latin: PREFECTURES[name] })),
    errors: {},
  };
}

type TownDeps = Pick<Services, "cache" | "findTowns" | "limits">;

/**
 * What a postcode stands for; nothing at all for one that nobody knows. Throws AppError `rate_limited` after too many for one
 * caller (`callerOf`): each may ask the address service, and is kept.
 */
export async function lookUpTowns(
  { cache, findTowns, limits }: TownDeps,
  postcode: Postcode,
  caller: string,
): Promise<Reading<Town[]>> {
  await limits.use("postcode", caller);
  const rule = { ...RULE, emptyMs: UNKNOWN_MS };
  return cache.cached({ scope: "global", name: `towns-and-buildings:${postcode}` }, rule, () =>
    findTowns(postcode),
  );
}

function viewOf(town: Town) {
  return toTownView(town, { key: townKey(town), prefectureLatin: PREFECTURES[town.prefecture] });
}

function readByHand(fields: Fields): { area: Town | null; faults: Faults } {
  const { value, faults } = check(AddressByHandSchema, fields);
  if (!value) return { area: null, faults };
  const { prefecture, city, townName: town } = value;
  return { area: { prefecture, city, town, latin: null }, faults };
}

function readRest(fields: Fields) {
  return check(AddressRestSchema, fields);
}

function toAddress(
  postcode: Postcode,
  area: Town,
  { block, home, building, room }: z.output<typeof AddressRestSchema>,
  isVerified: boolean,
): Address {
  return AddressSchema.parse({
    ...area,
    postcode,
    block,
    building,
    // Left over from before the choice of a house.
    room: home === "house" ? null : room,
    isVerified,
  });
}

/** The schemas' messages are keys of the catalogue. */
function check<S extends z.ZodType>(
  schema: S,
  fields: Fields,
): { value: z.output<S> | null; faults: Faults } {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return { value: parsed.data, faults: {} };
  const faults: Faults = {};
  for (const { path, message } of parsed.error.issues) faults[String(path[0])] ??= message as Fault;
  return { value: null, faults };
}
