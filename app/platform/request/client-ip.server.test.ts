import fc from "fast-check";
import { expect, test } from "vitest";
import { clientIp, isPrivateAddress } from "./client-ip.server.ts";

test.each<[string, string | undefined, string | null, number, string]>([
  ["nothing in front", "192.0.2.1", null, 0, "192.0.2.1"],
  ["nothing in front, a header made up", "192.0.2.1", "203.0.113.9", 0, "192.0.2.1"],
  ["one proxy", "10.0.0.1", "192.0.2.1", 1, "192.0.2.1"],
  [
    "one proxy, entries made up before it",
    "10.0.0.1",
    "203.0.113.9, 198.51.100.7, 192.0.2.1",
    1,
    "192.0.2.1",
  ],
  ["two proxies", "10.0.0.1", "192.0.2.1, 10.0.0.2", 2, "192.0.2.1"],
  ["two proxies, entries made up", "10.0.0.1", "203.0.113.9,192.0.2.1,10.0.0.2", 2, "192.0.2.1"],
  ["two proxies, but only one wrote", "10.0.0.1", "192.0.2.1", 2, "192.0.2.1"],
  ["a proxy that writes no header", "10.0.0.1", null, 1, "10.0.0.1"],
  ["an empty header", "10.0.0.1", "", 1, "10.0.0.1"],
  ["an empty last entry", "10.0.0.1", "203.0.113.9, ", 1, "10.0.0.1"],
  ["IPv4 on an IPv6 socket", "::ffff:192.0.2.1", null, 0, "192.0.2.1"],
  ["IPv6", "2001:db8::1", null, 0, "2001:db8::1"],
  ["a socket that is gone", undefined, null, 0, "unknown"],
])("%s", (_, socketAddress, forwardedFor, trustedProxies, ip) => {
  expect(clientIp({ socketAddress, forwardedFor, trustedProxies })).toBe(ip);
});

test("whatever a sender writes, the trusted proxies' own entries decide", () => {
  const forged = fc.array(fc.ipV4());
  fc.assert(
    fc.property(forged, fc.ipV4(), fc.array(fc.ipV4(), { maxLength: 3 }), (sent, real, inner) => {
      const forwardedFor = [...sent, real, ...inner].join(", ");
      const found = clientIp({ socketAddress: "10.0.0.1", forwardedFor, trustedProxies: inner.length + 1 });
      expect(found).toBe(real);
    }),
  );
});

test.each(["127.0.0.1", "10.1.2.3", "172.31.0.9", "192.168.1.1", "::1", "::ffff:10.0.0.1", "fd00::1"])(
  "%s is where a proxy of one's own stands",
  (address) => expect(isPrivateAddress(address)).toBe(true),
);
test.each(["203.0.113.7", "172.32.0.1", "2001:db8::1", "", "unknown"])("%s is not", (address) =>
  expect(isPrivateAddress(address)).toBe(false),
);
