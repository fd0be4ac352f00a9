import { describe, expect, test } from "vitest";
import { findAccessFault, normalizeMessage, readAnswer } from "./answer.ts";

describe("readAnswer", () => {
  test.each([
    ["", "unusable"],
    ["<html></html>", "unusable"],
    ['Deprecated: strpos() in x.php<br />{"result":"success"}', "unusable"],
    ["[]", "unusable"],
    ['"success"', "unusable"],
    ["null", "unusable"],
    ['{"result":"success"', "unusable"],
    ["{}", "no_verdict"],
    ['{"warning":"x"}', "no_verdict"],
    ['{"result":"","status":"Unpaid"}', "no_verdict"],
    ['{"result":true}', "no_verdict"],
    ['{"result":"success","status":"Unpaid"}', "success"],
    ['{"result":"success","warning":"old parameter"}', "success"],
    ['{"result":"error","message":"x"}', "error"],
    ['{"status":"error","message":"x"}', "error"],
    ['{"result":"error"}', "error"],
  ])("%s is %s", (text, kind) => expect(readAnswer(text).kind).toBe(kind));
});

test("access errors are told by their beginning, whatever the case", () => {
  expect(findAccessFault("AUTHENTICATION  failed")).toEqual({
    access: "authentication_failed",
    addressToAllow: null,
  });
  expect(findAccessFault("Invalid IP 2001:db8::7")).toEqual({
    access: "invalid_ip",
    addressToAllow: "2001:db8::7",
  });
  expect(findAccessFault('Invalid Permissions: API action "x" is not allowed')?.access).toBe(
    "invalid_permissions",
  );
  expect(findAccessFault("Access Denied")?.access).toBe("access_denied");
  expect(findAccessFault("Email or Password Invalid")).toBeNull();
  expect(findAccessFault("Invalid destination")).toBeNull();
});

test("messages are compared without case and double spaces", () => {
  expect(normalizeMessage(" You did not enter your  address\nline 1 ")).toBe(
    "you did not enter your address line 1",
  );
});
