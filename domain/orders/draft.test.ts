import { describe, expect, test } from "vitest";
import type { CalendarDate } from "../shared/dates.ts";
import { EidSchema, MsisdnSchema, ReservationNumberSchema } from "../sim/ids.ts";
import { ContactSchema, type Contact } from "../users/customer.ts";
import {
  DraftSchema,
  EMPTY_DRAFTS,
  nextStep,
  stepsOf,
  toSelection,
  withSimPlan,
  type Draft,
  type DraftGround,
  type DraftOf,
} from "./draft.ts";
import { composeOrder } from "./composition.ts";
import { facts, products } from "./price-book.testing.ts";
import type { Porting } from "./schema.ts";
import type { LineHolder } from "./schema.ts";

const day = (text: string) => text as CalendarDate;
const contact: Contact = ContactSchema.parse({
  id: "0035h0000000001AAA",
  accountId: null,
  firstName: "Amelia",
  lastName: "Carter",
  firstNameKana: "アメリア",
  lastNameKana: "カーター",
  email: null,
  phone: null,
  birthDate: "1991-04-12",
  gender: "female",
  nationality: null,
  address: {
    postcode: null,
    prefecture: null,
    city: null,
    street: null,
    building: null,
    room: null,
    country: null,
  },
});
const ground: DraftGround = { products, facts, contact };
const holder: LineHolder = {
  lastName: "Carter",
  firstName: "Amelia",
  lastNameKana: "カーター",
  firstNameKana: "アメリア",
  gender: "female",
  birthDate: day("1991-04-12"),
};
const porting: Porting = {
  ...holder,
  reservationNumber: ReservationNumberSchema.parse("1123456789"),
  expiresOn: day("2026-12-05"),
  phoneNumber: MsisdnSchema.parse("09000005678"),
};
const eid = EidSchema.parse("89049032000000000000000000100170");
const sim = (change: Partial<DraftOf<"sim">> = {}): DraftOf<"sim"> => ({
  ...EMPTY_DRAFTS.sim,
  planSku: "VOICE-10",
  card: { eid },
  addonSkus: [],
  start: { on: null },
  number: "new",
  ...change,
});
const internet = (change: Partial<DraftOf<"internet">> = {}): DraftOf<"internet"> => ({
  kind: "internet",
  planSku: "HOME-GOLD",
  accessMode: "pppoe",
  installationSku: "INSTALL-ONCE",
  addonSkus: [],
  ...change,
});
const next = (draft: Draft, change: Partial<DraftGround> = {}) =>
  nextStep(stepsOf(draft, { ...ground, ...change }));
const names = (draft: Draft, change: Partial<DraftGround> = {}) =>
  stepsOf(draft, { ...ground, ...change }).map(({ step }) => step);

describe("steps follow from what was chosen", () => {
  test.each<[string, Draft, string[]]>([
    ["a VPN", EMPTY_DRAFTS.vpn, ["plan", "review"]],
    ["internet", EMPTY_DRAFTS.internet, ["plan", "installation", "addons", "review"]],
    ["a SIM", EMPTY_DRAFTS.sim, ["plan", "card", "addons", "start", "number", "review"]],
    ["a SIM for data", sim({ planSku: "DATA-5" }), ["plan", "card", "start", "number", "review"]],
    [
      "a SIM with a transfer",
      sim({ number: "transfer" }),
      ["plan", "card", "addons", "start", "number", "transfer", "review"],
    ],
  ])("%s", (_, draft, steps) => {
    expect(names(draft)).toEqual(steps);
  });

  test.each([
    { gender: null },
    { gender: "unknown" as const },
    { birthDate: null },
    { firstNameKana: null },
    { lastName: "<b>Rob</b>\u202E" },
  ])("the holder is asked for when the contact has %j, for a line that can call", (change) => {
    const lacking = { contact: { ...contact, ...change } };
    expect(names(sim(), lacking)).toContain("holder");
    expect(names(sim({ planSku: "DATA-5" }), lacking)).not.toContain("holder");
    expect(names(sim())).not.toContain("holder");
  });
});

describe("the next step is the first that is not done", () => {
  test.each<[string, Draft, string]>([
    ["nothing", EMPTY_DRAFTS.sim, "plan"],
    ["a plan", { ...EMPTY_DRAFTS.sim, planSku: "VOICE-10" }, "card"],
    ["everything", sim(), "review"],
    ["a withdrawn plan", sim({ planSku: "OLD-3" }), "plan"],
    ["a family plan without a SIM", sim({ planSku: "FAMILY-50" }), "plan"],
    ["an add-on that is not sold", sim({ addonSkus: ["GONE"] }), "addons"],
    ["a start that is over", sim({ start: { on: day("2026-11-23") } }), "start"],
    ["a transfer without its data", sim({ number: "transfer" }), "transfer"],
    ["a transfer", sim({ number: "transfer", porting }), "review"],
    ["a transfer to a card", sim({ number: "transfer", porting, card: { eid: null } }), "review"],
    [
      "a transfer that expires before the card is there",
      sim({ number: "transfer", porting: { ...porting, expiresOn: day("2026-12-01") }, card: { eid: null } }),
      "transfer",
    ],
    [
      "a start after the reservation number has expired",
      sim({ number: "transfer", porting, start: { on: day("2026-12-04") } }),
      "transfer",
    ],
    ["a plan for another building", internet({ planSku: "FLAT-GOLD" }), "plan"],
    ["no access mode", internet({ accessMode: null }), "plan"],
    ["an installation that is none", internet({ installationSku: "WEEKEND" }), "installation"],
    ["the second half of a pair", internet({ addonSkus: ["PHONE-SETUP"] }), "addons"],
  ])("after %s: %s", (_, draft, step) => {
    expect(next(draft)).toBe(step);
  });
});

describe("another plan", () => {
  test("without calls takes out what it cannot have, and says what", () => {
    const before = sim({ addonSkus: ["VOICE-MAIL"], holder });
    const after = withSimPlan(before, "DATA-5", ground);
    expect(after).toMatchObject({
      addonSkus: null,
      holder: null,
      dropped: ["addons", "holder"],
      card: { eid },
    });
    // Back to calls: what was taken out does not come back by itself.
    const again = withSimPlan(after, "VOICE", ground);
    expect(again.dropped).toEqual([]);
    expect(next(again)).toBe("addons");
  });

  test("with calls keeps everything", () => {
    const before = sim({ addonSkus: ["VOICE-MAIL"] });
    expect(withSimPlan(before, "VOICE", ground)).toEqual({ ...before, planSku: "VOICE" });
  });

  test("says nothing when nothing was chosen yet", () => {
    expect(withSimPlan(sim({ addonSkus: [] }), "DATA-5", ground).dropped).toEqual([]);
  });
});

describe("what is ordered", () => {
  test("nothing while a step is to do", () => {
    for (const draft of [EMPTY_DRAFTS.sim, EMPTY_DRAFTS.internet, EMPTY_DRAFTS.vpn, sim({ number: null })])
      expect(toSelection(draft, ground)).toBeNull();
  });

  test("names both halves of a pair", () => {
    expect(toSelection(internet({ addonSkus: ["WEEKEND", "PHONE"] }), ground)).toMatchObject({
      addonSkus: ["WEEKEND", "PHONE", "PHONE-SETUP"],
    });
  });

  test("holds a transfer only when the number is transferred, and a holder only when one is lacking", () => {
    expect(toSelection(sim({ porting, holder }), ground)).toMatchObject({ porting: null, holder: null });
    const lacking = { ...ground, contact: { ...contact, gender: null } };
    expect(toSelection(sim({ number: "transfer", porting, holder }), lacking)).toMatchObject({
      porting,
      holder,
    });
  });

  test.each<[string, Draft]>([
    ["internet", internet({ addonSkus: ["PHONE", "WEEKEND"] })],
    ["a SIM", sim({ addonSkus: ["VOICE-MAIL"], number: "transfer", porting })],
    ["a SIM for data", sim({ planSku: "DATA-5", addonSkus: null })],
    ["a VPN", { kind: "vpn", planSku: "VPN-UK" }],
  ])("%s can be ordered once every step is done", (_, draft) => {
    const selection = toSelection(draft, ground);
    expect(selection).not.toBeNull();
    if (selection) expect(composeOrder(selection, ground)).toHaveProperty("ok");
    expect(DraftSchema.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  });
});
