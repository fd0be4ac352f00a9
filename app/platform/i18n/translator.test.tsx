import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { en } from "~/messages/en.ts";
import { ja } from "~/messages/ja.ts";
import { createTranslator } from "./translator.tsx";

const english = createTranslator("en", en);
const japanese = createTranslator("ja", ja);

describe("t", () => {
  test("fills placeholders", () => {
    expect(english.t("common.asOf", { time: "14:05 JST" })).toBe("as of 14:05 JST");
    expect(japanese.t("common.asOf", { time: "14:05" })).toBe("14:05現在");
  });

  test("chooses the plural by the language's own rule", () => {
    expect(english.t("figure.invoiceCount", { count: 1 })).toBe("1 invoice");
    expect(english.t("figure.invoiceCount", { count: 0 })).toBe("0 invoices");
    expect(english.t("figure.invoiceCount", { count: 2 })).toBe("2 invoices");
    expect(japanese.t("figure.invoiceCount", { count: 1 })).toBe(
      ja["figure.invoiceCount_other"].replace("{count}", "1"),
    );
  });

  test("groups the digits of numbers and leaves text alone", () => {
    expect(english.t("figure.invoiceCount", { count: 4994 })).toBe("4,994 invoices");
    expect(english.t("invoice.number", { number: "2026" })).toBe("Invoice 2026");
  });

  test("a value is never read as a message", () => {
    expect(english.t("invoice.number", { number: "{count} $& $1" })).toBe("Invoice {count} $& $1");
  });

  test("a message that is missing is a defect, not an empty page", () => {
    expect(() => createTranslator("en", {}).t("nav.home")).toThrow("nav.home");
  });
});

describe("rich", () => {
  const html = (node: React.ReactNode) => renderToStaticMarkup(<>{node}</>);

  test("renders the marks of the catalogue and nodes as values", () => {
    expect(html(english.rich("billing.answer.due", { amount: <b>¥1,980</b> }))).toBe(
      "You have <strong><b>¥1,980</b></strong> to pay.",
    );
  });

  test("lets the caller render its own marks", () => {
    const link = (text: React.ReactNode) => <a href="?retry=invoice">{text}</a>;
    expect(html(english.rich("invoice.afterPaying", { link }))).toContain(
      '<a href="?retry=invoice">Refresh</a>',
    );
  });

  test("markup in a value stays text", () => {
    const hostile = '<strong onclick="x">{amount}</strong><script>alert(1)</script>';
    expect(html(english.rich("billing.answer.due", { amount: hostile }))).toBe(
      "You have <strong>&lt;strong onclick=&quot;x&quot;&gt;{amount}&lt;/strong&gt;&lt;script&gt;alert(1)&lt;/script&gt;</strong> to pay.",
    );
  });

  test("chooses plurals too", () => {
    expect(html(english.rich("dashboard.toDo", { count: 1 }))).toContain("1 thing");
    expect(html(english.rich("dashboard.toDo", { count: 3 }))).toContain("<strong>3 things</strong>");
  });
});
