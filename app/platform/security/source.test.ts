import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalIp, sourceOf, wideSourceOf } from "./source.ts";

test.each([
  "2001:db8:5::1",
  "2001:DB8:5::1",
  "2001:0db8:0005:0000:0000:0000:0000:0001",
  "2001:db8:5:0:0:0:0:1",
  "[2001:db8:5::1]",
  "[2001:db8:5::1]:4000",
  "[2001:DB8:5::1]:65535",
  "2001:db8:5::1%eth0",
  " 2001:db8:5::1 ",
])("%s is one address", (spelled) => {
  expect(canonicalIp(spelled)).toBe("2001:db8:5::1");
  expect(sourceOf(spelled)).toBe("2001:db8:5:0::/64");
});

test.each([
  "203.0.113.9",
  "203.0.113.9:4000",
  "::ffff:203.0.113.9",
  "::FFFF:203.0.113.9",
  "::ffff:cb00:7109",
  "[::ffff:203.0.113.9]:443",
  "0:0:0:0:0:ffff:203.0.113.9",
])("%s is one line", (spelled) => {
  expect(canonicalIp(spelled)).toBe("203.0.113.9");
  expect(sourceOf(spelled)).toBe("203.0.113.9");
  expect(wideSourceOf(spelled)).toBeNull();
});

test.each(["", "unknown", "_hidden", "1.2.3", "256.0.0.1", "2001:db8:::1", "[]", "example.jp:80"])(
  "%j is no address",
  (text) => {
    expect(canonicalIp(text)).toBeNull();
    expect(sourceOf(text)).toBe(text);
  },
);

test("whatever address of a /64 somebody takes, it is the same line", () => {
  const host = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(host, (groups) => {
      const ip = `2001:db8:1:2:${groups.map((group) => group.toString(16)).join(":")}`;
      expect(sourceOf(ip)).toBe("2001:db8:1:2::/64");
      expect(wideSourceOf(ip)).toBe("2001:db8:1::/48");
    }),
  );
  expect(sourceOf("2001:db8:1:3::1")).not.toBe(sourceOf("2001:db8:1:2::1"));
});
