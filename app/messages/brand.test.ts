import { describe, expect, test } from "vitest";
import { CompanySchema, demoCompany } from "~/platform/config/company.server.ts";
import { brandOf } from "./brand.ts";

const company = CompanySchema.parse({
  ...demoCompany,
  COMPANY_SUPPORT_HOURS: "9:30-17:00",
  COMPANY_SUPPORT_DAYS_EN: "Monday to Friday except holidays",
  COMPANY_SUPPORT_DAYS_JA: "平日（祝日を除く）",
});

describe("brandOf", () => {
  test("names the seller in English", () => {
    expect(brandOf(company, "en")).toEqual({
      name: "Mihon Telecom",
      legalName: "Mihon Telecom K.K.",
      postalAddress: "1-2-3 Mihon, Minato-ku, Tokyo 105-0000",
      representative: "Taro Mihon",
      phone: "0120-000-000",
      hours: "9:30–17:00 JST, Monday to Friday except holidays",
      supportEmail: "support@example.jp",
      registrationNumber: "T7000012050002",
    });
  });

  test("names the seller in Japanese, with nothing left in English", () => {
    const brand = brandOf(company, "ja");
    expect(brand).toMatchObject({
      name: "見本テレコム",
      legalName: "見本テレコム株式会社",
      postalAddress: "〒105-0000 東京都港区見本1-2-3",
      representative: "見本 太郎",
      hours: "9:30〜17:00、平日（祝日を除く）",
    });
  });
});
