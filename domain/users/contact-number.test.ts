import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readContactNumber } from "./contact-number.ts";

describe("readContactNumber (JP-PH-1 to 3)", () => {
  test.each([
    ["090-1234-5678", "090-1234-5678"],
    ["06012345678", "06012345678"],
    ["０９０－１２３４－５６７８", "090-1234-5678"],
    ["090ー1234ー5678", "090-1234-5678"],
    ["(03) 0000-4001", "03-0000-4001"],
    ["03（0000）4001", "03-0000-4001"],
    ["03 0000 4001", "0300004001"],
    ["+81 90 1234 5678", "09012345678"],
    ["+81-(0)3-0000-4001", "03-0000-4001"],
    ["050-1234-5678", "050-1234-5678"],
    ["0120-000-000", "0120-000-000"],
    ["0800-000-0000", "0800-000-0000"],
    ["+44 20 7946 0000", "+442079460000"],
  ])("%s is %s", (typed, read) => {
    expect(readContactNumber(typed)).toBe(read);
  });

  test.each([
    "",
    "090-0000-1001",
    "090-1234-567",
    "090-1234-56789",
    "020-1234-5678",
    "0901234567",
    "110",
    "+81",
    "+8190123456789",
    "+1",
    "call me",
    "090-1234-5678 ext. 2",
    "090-1234-5678; DROP TABLE",
  ])("%j is none", (typed) => {
    expect(readContactNumber(typed)).toBeNull();
  });

  test("what it has read it reads again as the same, and never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0-9()\-. ー]{1,20}$/)), (typed) => {
        const read = readContactNumber(typed);
        if (read !== null) expect(readContactNumber(read)).toBe(read);
      }),
    );
  });
});
