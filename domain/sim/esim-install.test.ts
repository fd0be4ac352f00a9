import { expect, test } from "vitest";
import { activationCode, iosInstallLink, toShownNumber } from "./esim-install.ts";

test("a code without an id of its own ends with its host", () => {
  expect(activationCode("smdp.example.com")).toBe("LPA:1$smdp.example.com$");
});

test("the link of an iPhone carries it as one value", () => {
  expect(iosInstallLink("smdp.example.com")).toBe(
    "https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=LPA%3A1%24smdp.example.com%24",
  );
});

test.each([
  ["09012345678", "090-1234-5678"],
  ["02012345678", "020-1234-5678"],
  ["0201234567890", "0201234567890"],
  ["", ""],
])("%s is shown as %s", (digits, shown) => {
  expect(toShownNumber(digits)).toBe(shown);
});
