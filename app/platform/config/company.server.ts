import { z } from "zod";

/** Who the seller is: printed on invoices (JP-MO-5), on the commercial-transactions page (JP-SC-1) and in the footer. */
const text = z.string().min(1).max(200);

export const companyShape = {
  COMPANY_NAME_EN: text.optional(),
  COMPANY_NAME_JA: text.optional(),
  COMPANY_BRAND_EN: text.optional(),
  COMPANY_BRAND_JA: text.optional(),
  COMPANY_ADDRESS_EN: text.optional(),
  COMPANY_ADDRESS_JA: text.optional(),
  COMPANY_MANAGER_EN: text.optional(),
  COMPANY_MANAGER_JA: text.optional(),
  COMPANY_PHONE: text.optional(),
  COMPANY_EMAIL: z.email("must be an e-mail address").optional(),
  COMPANY_SUPPORT_HOURS: z
    .string()
    .regex(
      /^(?:[01]?\d|2[0-3]):[0-5]\d-(?:[01]?\d|2[0-4]):[0-5]\d$/,
      "must look like 10:00-18:00 (Japan time)",
    )
    .optional(),
  /** As sentences say it, such as "every day" and 年中無休. */
  COMPANY_SUPPORT_DAYS_EN: text.optional(),
  COMPANY_SUPPORT_DAYS_JA: text.optional(),
  /** The check digit is not tested: sole proprietors' numbers have none (JP-MO-6). */
  COMPANY_REGISTRATION_NUMBER: z
    .string()
    .regex(/^T[1-9][0-9]{12}$/, "must be T and 13 digits")
    .optional(),
};

export const CompanySchema = z
  .object(companyShape)
  .required()
  .transform((env) => ({
    name: { en: env.COMPANY_NAME_EN, ja: env.COMPANY_NAME_JA },
    brand: { en: env.COMPANY_BRAND_EN, ja: env.COMPANY_BRAND_JA },
    address: { en: env.COMPANY_ADDRESS_EN, ja: env.COMPANY_ADDRESS_JA },
    manager: { en: env.COMPANY_MANAGER_EN, ja: env.COMPANY_MANAGER_JA },
    phone: env.COMPANY_PHONE,
    email: env.COMPANY_EMAIL,
    supportDays: { en: env.COMPANY_SUPPORT_DAYS_EN, ja: env.COMPANY_SUPPORT_DAYS_JA },
    supportHours: env.COMPANY_SUPPORT_HOURS,
    registrationNumber: env.COMPANY_REGISTRATION_NUMBER,
  }));
export type Company = z.infer<typeof CompanySchema>;

/** A seller that does not exist; refused in production mode. */
export const demoCompany = {
  COMPANY_NAME_EN: "Mihon Telecom K.K.",
  COMPANY_NAME_JA: "見本テレコム株式会社",
  COMPANY_BRAND_EN: "Mihon Telecom",
  COMPANY_BRAND_JA: "見本テレコム",
  COMPANY_ADDRESS_EN: "1-2-3 Mihon, Minato-ku, Tokyo 105-0000",
  COMPANY_ADDRESS_JA: "〒105-0000 東京都港区見本1-2-3",
  COMPANY_MANAGER_EN: "Taro Mihon",
  COMPANY_MANAGER_JA: "見本 太郎",
  COMPANY_PHONE: "0120-000-000",
  COMPANY_EMAIL: "support@example.jp",
  COMPANY_SUPPORT_HOURS: "10:00-18:00",
  COMPANY_SUPPORT_DAYS_EN: "every day",
  COMPANY_SUPPORT_DAYS_JA: "年中無休",
  COMPANY_REGISTRATION_NUMBER: "T7000012050002",
} satisfies Record<keyof typeof companyShape, string>;
