import { expect, test } from "vitest";
import { mayActivateVoice, mayOrder } from "./verification.ts";
import { VERIFICATION_STATUSES, type Account } from "./customer.ts";

const verification = (change: Partial<Account["verification"]>): Account["verification"] => ({
  status: "verified",
  method: "ic_chip_face",
  checked: { name: null, address: null, birthDate: null },
  submittedAt: null,
  verifiedAt: null,
  rejectionMessage: null,
  ...change,
});
const NOW = new Date("2026-11-23T05:00:00Z");

test("a document that was sent in is enough to order", () => {
  expect(VERIFICATION_STATUSES.filter((status) => mayOrder(verification({ status })))).toEqual([
    "submitted",
    "verified",
  ]);
});

test.each([
  ["verified", "ic_chip_face", true],
  ["submitted", "ic_chip_face", false],
  ["rejected", "ic_chip_face", false],
  ["unknown", "ic_chip_face", false],
  ["verified", null, false],
  ["verified", "unknown", false],
  ["verified", "document_image_upload", false],
] as const)("%s by %s lets a voice line be activated: %s", (status, method, may) => {
  expect(mayActivateVoice(verification({ status, method }), NOW)).toBe(may);
});

test("images of documents stop being enough with April 2026 in Tokyo (JP-ID-3)", () => {
  const byImage = verification({ method: "document_image_upload" });
  expect(mayActivateVoice(byImage, new Date("2026-03-31T23:59:59+09:00"))).toBe(true);
  expect(mayActivateVoice(byImage, new Date("2026-04-01T00:00:00+09:00"))).toBe(false);
});
