import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AccountIdSchema, PortalKeySchema, widenSalesforceId } from "./salesforce-ids.ts";

describe("Salesforce ids (salesforce-wire.md 2)", () => {
  it.each([
    ["001Kz0000000042", "001Kz0000000042IAA"],
    ["0015h0000000001", "0015h0000000001AAA"],
    ["00D5h0000000001", "00D5h0000000001EAA"],
    ["ABCDEabcdeAbCdE", "ABCDEabcdeAbCdE5AV"],
  ])("%s is %s", (short, long) => {
    expect(widenSalesforceId(short)).toBe(long);
    expect(widenSalesforceId(long)).toBe(long);
  });

  it("tells apart what differs in case alone, and knows a changed character by the checksum", () => {
    const letters = fc.string({ unit: fc.constantFrom(..."ABCxyz019"), minLength: 15, maxLength: 15 });
    fc.assert(
      fc.property(letters, fc.nat(14), (id, at) => {
        const long = widenSalesforceId(id) ?? "";
        const letter = id.charAt(at);
        const turned = letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
        fc.pre(turned !== letter);
        const other = id.slice(0, at) + turned + id.slice(at + 1);
        expect(widenSalesforceId(other)).not.toBe(long);
        expect(widenSalesforceId(other + long.slice(15))).toBeNull();
      }),
    );
  });

  it.each([
    "",
    "001",
    "0015h0000000001AA",
    "0015h0000000001AAB",
    "001/../../limits?",
    "0015h0000000001aaa",
    "0015h000000000１",
  ])("%j is none", (text) => expect(widenSalesforceId(text)).toBeNull());

  it("an id of another object is refused", () => {
    expect(AccountIdSchema.safeParse("0035h0000000001AAA").success).toBe(false);
    expect(AccountIdSchema.parse("0015h0000000001")).toBe("0015h0000000001AAA");
  });

  it("a key of the portal is a kind and a UUID", () => {
    const uuid = "00000000-0000-4000-8000-000000000007";
    expect(PortalKeySchema.safeParse(`acct-${uuid}`).success).toBe(true);
    for (const text of [uuid, `acct-${uuid}/x`, `other-${uuid}`, "acct-1"])
      expect(PortalKeySchema.safeParse(text).success).toBe(false);
  });
});
