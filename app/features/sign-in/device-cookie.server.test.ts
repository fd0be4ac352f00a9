import { describe, expect, test } from "vitest";
import { cookieNames } from "~/platform/security/cookies.server.ts";
import { deviceCookie, readDeviceId } from "./device-cookie.server.ts";

const names = cookieNames(true);

describe("the mark of a device", () => {
  test("is kept when the browser brings it", () => {
    const id = readDeviceId(names, null);
    expect(id).toMatch(/^[\w-]{22}$/);
    expect(readDeviceId(names, `lang=en; __Host-device=${id}`)).toBe(id);
  });

  test.each(["short", "x".repeat(23), "x".repeat(21) + "=", ""])(
    "a mark that is none of ours is replaced: %j",
    (value) => {
      const id = readDeviceId(names, `__Host-device=${value}`);
      expect(id).toMatch(/^[\w-]{22}$/);
      expect(id).not.toBe(value);
    },
  );

  test("is out of reach of scripts, bound to the host, and lasts a year", () => {
    expect(deviceCookie(names, "a".repeat(22))).toBe(
      "__Host-device=aaaaaaaaaaaaaaaaaaaaaa; Path=/; SameSite=Lax; HttpOnly; Secure; Max-Age=31536000",
    );
  });
});
