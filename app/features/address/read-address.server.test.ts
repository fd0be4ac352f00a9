import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createEmbeddedTowns } from "#integrations/address/embedded-towns.ts";
import { messagesOf } from "~/messages/messages.server.ts";
import { createCache } from "~/platform/cache/cache.server.ts";
import { createMemoryKv } from "~/platform/store/memory-kv.server.ts";
import { createLogger } from "~/platform/log/logger.server.ts";
import { createLimits } from "~/platform/security/limits.server.ts";
import { createTranslator } from "~/platform/i18n/translator.tsx";
import { readAddress } from "./read-address.server.ts";

const now = () => new Date("2026-11-23T00:00:00Z");
const kv = createMemoryKv({ now });
const deps = {
  limits: createLimits(kv),
  cache: createCache({ kv, now, logger: createLogger({ level: "silent" }) }),
  findTowns: createEmbeddedTowns({ file: "assets/postcodes/towns.tsv.br" }),
};
const read = (fields: Record<string, string>, caller: string = randomUUID()) =>
  readAddress(deps, createTranslator("en", messagesOf("en")), fields, caller);
const rest = { block: "1-9-2", home: "apartment", building: "Azabu Court", room: "305" };

describe("step by step", () => {
  test("a postcode of one town leads to the rest, with the town in both scripts", async () => {
    const { form, address } = await read({ postcode: "１０６ー００４４", addressStep: "look-up" });
    expect(address).toBeNull();
    expect(form).toMatchObject({
      step: "rest",
      values: { postcode: "106-0044" },
      town: { japanese: "東京都港区東麻布", latin: "Higashiazabu, Minato-ku, Tokyo" },
      asksTownName: false,
      errors: {},
    });
  });

  test("one of a building offers its name and floor, which may be changed or left out", async () => {
    const { form } = await read({ postcode: "106-6108", addressStep: "look-up" });
    const building = "六本木ヒルズ森タワー 8階";
    expect(form).toMatchObject({
      step: "rest",
      values: { building },
      town: { japanese: "東京都港区六本木" },
    });
    const whole = { ...form.values, block: "6-10-1", home: "apartment", room: "801" };
    expect((await read({ ...whole, addressStep: "" })).address).toMatchObject({
      town: "六本木",
      block: "6-10-1",
      building,
    });
    const left = await read({ ...whole, home: "house", building: "", addressStep: "" });
    expect(left.address).toMatchObject({ building: null });
    expect((await read({ ...whole, building: "", addressStep: "" })).form.values).toMatchObject({
      building: "",
    });
  });

  test("one of several asks which, and says so when none is chosen", async () => {
    const asked = await read({ postcode: "4980000", addressStep: "look-up" });
    expect(asked.form).toMatchObject({ step: "town", errors: {} });
    expect(asked.form.towns.map(({ japanese }) => japanese)).toEqual([
      "愛知県弥富市",
      "三重県桑名郡木曽岬町",
    ]);
    const unchosen = await read({ postcode: "4980000", addressStep: "choose" });
    expect(unchosen.form.errors).toEqual({ townKey: "Choose your area, or enter the address manually." });
    const [, mie] = asked.form.towns;
    const chosen = await read({ postcode: "4980000", addressStep: "choose", townKey: mie?.key ?? "" });
    // Sent without its button, the form is read as if its first one was pressed.
    const pressed = { postcode: "4980000", defaultStep: "choose", townKey: mie?.key ?? "" };
    expect((await read(pressed)).form.errors).toEqual(chosen.form.errors);
    expect((await read({ ...pressed, addressStep: "restart" })).form.step).toBe("postcode");
    expect(chosen.form).toMatchObject({ step: "rest", town: mie, asksTownName: true });
  });

  test("one that nobody knows is entered by hand", async () => {
    const { form } = await read({ postcode: "000-0000", addressStep: "look-up" });
    expect(form).toMatchObject({ step: "rest", byHand: true, isUnknown: true, town: null, errors: {} });
  });

  test.each([
    ["", "Enter your postcode."],
    ["123", "Enter a 7-digit postcode, for example 106-0044."],
  ])("%j is no postcode", async (postcode, error) => {
    const { form } = await read({ postcode, addressStep: "look-up" });
    expect(form).toMatchObject({ step: "postcode", errors: { postcode: error } });
  });

  test("back to another postcode keeps what was typed and blames nothing", async () => {
    const { form } = await read({ postcode: "106-0044", ...rest, addressStep: "restart" });
    expect(form).toMatchObject({ step: "postcode", values: rest, errors: {} });
  });
});

describe("the last step", () => {
  test("gives the address of the postcode, whatever the browser says of it", async () => {
    const forged = { prefecture: "北海道", city: "Nowhere", townName: "x", townKey: "北海道/x/y" };
    const { address } = await read({ postcode: "106-0044", ...rest, ...forged });
    expect(address).toEqual({
      postcode: "106-0044",
      prefecture: "東京都",
      city: "港区",
      town: "東麻布",
      latin: { city: "Minato-ku", town: "Higashiazabu" },
      block: "1-9-2",
      building: "Azabu Court",
      room: "305",
      isVerified: true,
    });
  });

  test("a flat needs building and room, a house neither (JP-AD-6)", async () => {
    const flat = await read({ postcode: "106-0044", block: "1", home: "apartment" });
    expect(Object.keys(flat.form.errors)).toEqual(["building", "room"]);
    const house = await read({ postcode: "106-0044", block: "1", home: "house", room: "9" });
    expect(house.address).toMatchObject({ building: null, room: null });
    const empty = await read({ postcode: "106-0044" });
    expect(Object.keys(empty.form.errors)).toEqual(["block", "home"]);
  });

  test("what is too long for a system is told, never cut (JP-AD-8)", async () => {
    const { form, address } = await read({ postcode: "106-0044", ...rest, block: "1".repeat(101) });
    expect(address).toBeNull();
    expect(form.errors).toEqual({ block: "This is too long for our systems. Shorten it." });
    expect(form.values["block"]).toHaveLength(101);
  });

  test("characters of names stay as they are (JP-NM-2)", async () => {
    const { address } = await read({ postcode: "106-0044", ...rest, building: "神﨑髙𠮷ビル" });
    expect(address?.building).toBe("神﨑髙𠮷ビル");
  });

  test("a town that is typed beside a postcode has no Latin letters", async () => {
    const townKey = "愛知県/弥富市/";
    const { address } = await read({ postcode: "498-0000", ...rest, townKey, townName: "鎌倉町" });
    expect(address).toMatchObject({ town: "鎌倉町", latin: null, isVerified: true });
  });

  test("by hand it is not verified, and every part is asked for", async () => {
    const missing = await read({ postcode: "106-0044", byHand: "1", ...rest });
    expect(Object.keys(missing.form.errors)).toEqual(["prefecture", "city"]);
    const typed = { prefecture: "東京都", city: "港区", townName: "東麻布" };
    const { address } = await read({ postcode: "106-0044", byHand: "1", ...rest, ...typed });
    expect(address).toMatchObject({
      prefecture: "東京都",
      city: "港区",
      town: "東麻布",
      isVerified: false,
    });
    expect(
      (await read({ postcode: "106-0044", byHand: "1", ...rest, ...typed, prefecture: "x" })).address,
    ).toBeNull();
  });
});
