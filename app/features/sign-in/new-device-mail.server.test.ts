import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeEntities } from "#domain/shared/entities.ts";
import { CompanySchema, demoCompany } from "~/platform/config/company.server.ts";
import { writeNewDeviceMail, type NewDeviceMail } from "./new-device-mail.server.ts";

const input: NewDeviceMail = {
  language: "en",
  name: "Amelia Carter",
  device: "Firefox, Windows",
  at: new Date("2026-11-23T16:49:00Z"),
  origin: "https://portal.example.jp",
  company: CompanySchema.parse(demoCompany),
};

describe("mail about a new device", () => {
  test("in English: who, when in Japan, from what, and what to do", () => {
    const { subject, text } = writeNewDeviceMail(input);
    expect(subject).toBe("New sign-in to your Mihon Telecom account");
    expect(text).toContain("Hello Amelia Carter,\n");
    expect(text).toContain("Time: 24 Nov 2026, 01:49 JST\nDevice: Firefox, Windows\n");
    expect(text).toContain(
      "call us at 0120-000-000 (10:00–18:00 JST, every day) or write to support@example.jp",
    );
    expect(text).toContain("https://portal.example.jp/account");
    expect(text).not.toMatch(/[{}]/);
  });

  test("in Japanese: 様, the time of Japan, no English sentence", () => {
    const { subject, text, html } = writeNewDeviceMail({
      ...input,
      language: "ja",
      name: "髙橋 花子",
      device: "?",
    });
    expect(subject).toBe("【見本テレコム】新しい端末からのログインのお知らせ");
    expect(text).toMatch(/^髙橋 花子 様\n/);
    expect(text).toContain("日時：2026年11月24日 01:49（日本時間）\n端末：確認できません\n");
    expect(text).toContain("見本テレコム株式会社");
    expect(text).not.toMatch(/[{}]/);
    expect(html).toContain('<html lang="ja">');
  });

  test("greets without a name where none is known", () => {
    expect(writeNewDeviceMail({ ...input, name: " " }).text).toMatch(/^Hello,\n/);
    expect(writeNewDeviceMail({ ...input, language: "ja", name: "" }).text).toMatch(/^お客様\n/);
  });

  test("a name is text, never markup and never a second line", () => {
    const name = '<b>Rob</b>\u202Eegnaro" OR 1=1 --\r\nBcc: you';
    const { text, html } = writeNewDeviceMail({ ...input, name });
    expect(text).toMatch(/^Hello <b>Rob<\/b>egnaro" OR 1=1 -- Bcc: you,\n\n/);
    expect(html).toContain("<p>Hello &lt;b&gt;Rob&lt;/b&gt;egnaro&quot; OR 1=1 -- Bcc: you,</p>");
  });

  test("a name that a mail program would turn into a link greets nobody", () => {
    for (const name of ["www.evil.example", "you@example.com", "https://evil.example/", "evil.example/x"])
      expect(writeNewDeviceMail({ ...input, name }).text).toMatch(/^Hello,\n/);
  });

  test("whatever the name, the HTML has the mail's own elements only and says what the text says", () => {
    const { html: plain } = writeNewDeviceMail({ ...input, name: "A" });
    const tags = (html: string) => html.match(/<[^>]*>/g);
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", minLength: 1 }),
        fc.constantFrom("en" as const, "ja" as const),
        (name, language) => {
          const { html, text } = writeNewDeviceMail({ ...input, language, name: `A${name}` });
          expect(tags(html)).toEqual(
            tags(plain)?.map((tag) => tag.replace('lang="en"', `lang="${language}"`)),
          );
          const shown = [...html.matchAll(/<p>(.*?)<\/p>/gs)].map(([, inner = ""]) =>
            decodeEntities(inner.replaceAll("<br>", "\n")),
          );
          expect(`${shown.join("\n\n")}\n`).toBe(text);
        },
      ),
    );
  });

  test("loads nothing from anywhere", () => {
    expect(writeNewDeviceMail(input).html).not.toMatch(/src=|<link|<style|url\(/);
  });
});
