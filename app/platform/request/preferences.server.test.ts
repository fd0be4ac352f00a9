import { describe, expect, test } from "vitest";
import { parseCookies } from "../security/cookies.server.ts";
import { languageCookie, readPreferences, redirectToLanguage, themeCookie } from "./preferences.server.ts";

const page = new URL("https://portal.example/account");

describe("readPreferences", () => {
  test.each([
    ["", null, { language: "en", theme: "system", runsScripts: false }],
    ["lang=ja; theme=dark; js=1", "en", { language: "ja", theme: "dark", runsScripts: true }],
    ["theme=light", "ja,en;q=0.5", { language: "ja", theme: "light", runsScripts: false }],
    ["lang=de; theme=pink; js=true", "fr", { language: "en", theme: "system", runsScripts: false }],
    ["lang=; theme=; js=", "", { language: "en", theme: "system", runsScripts: false }],
  ])("%j with %j", (cookies, acceptLanguage, preferences) => {
    expect(readPreferences(parseCookies(cookies), acceptLanguage, page)).toEqual(preferences);
  });

  test("the whole page is sent to whoever asks for it, scripts or not", () => {
    const whole = new URL("https://portal.example/account?whole=1");
    expect(readPreferences(parseCookies("js=1"), null, whole).runsScripts).toBe(false);
  });

  test("what is set is what is read, and scripts may read it too", () => {
    const cookies = [languageCookie("ja", true), themeCookie("dark", true)];
    const header = cookies.map((cookie) => cookie.split(";")[0]).join("; ");
    expect(readPreferences(parseCookies(header), null, page)).toMatchObject({
      language: "ja",
      theme: "dark",
    });
    for (const cookie of cookies) {
      expect(cookie).not.toContain("HttpOnly");
      expect(cookie).toContain("Secure");
      expect(cookie).toContain("Max-Age=31536000");
    }
  });
});

describe("redirectToLanguage", () => {
  const ask = (address: string, method = "GET") => {
    const url = new URL(address, "https://portal.example.jp");
    return redirectToLanguage(new Request(url, { method }), url, true);
  };

  test.each([
    ["/help?lang=ja", "/help", "ja"],
    [
      "/account/billing/invoices?status=paid&lang=en&page=2",
      "/account/billing/invoices?status=paid&page=2",
      "en",
    ],
    ["//evil.example/?lang=ja", "/evil.example/", "ja"],
    ["/%2F%2Fevil.example?lang=ja", "/%2F%2Fevil.example", "ja"],
  ])("%s", (address, location, language) => {
    const url = address.startsWith("//") ? `https://portal.example.jp${address}` : address;
    const answer = ask(url);
    expect(answer?.status).toBe(303);
    expect(answer?.headers.get("Location")).toBe(location);
    expect(answer?.headers.get("Set-Cookie")).toMatch(new RegExp(`^lang=${language};`));
    expect(answer?.headers.get("Cache-Control")).toBe("no-store");
  });

  test.each([["/help"], ["/help?lang="], ["/help?lang=de"], ["/help?lang=JA"]])(
    "%s stays where it is",
    (address) => {
      expect(ask(address)).toBeNull();
    },
  );

  test("a form is never redirected away from its answer", () => {
    expect(ask("/auth/login?lang=ja", "POST")).toBeNull();
  });
});
