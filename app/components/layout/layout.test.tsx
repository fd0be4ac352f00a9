import { describe, expect, test } from "vitest";
import { renderAt } from "../render.testing.tsx";
import { AuthLayout } from "../public/auth-layout.tsx";
import { PublicLayout } from "../public/public-layout.tsx";
import { AccountLayout } from "./account-layout.tsx";
import { ErrorPage } from "./error-page.tsx";
import { PageHeader } from "./page-header.tsx";

/** `aria-current` of a link of the main navigation. */
const currentOf = (html: string, href: string) =>
  new RegExp(`<a (?=[^>]*href="${href}")(?:[^>]*aria-current="(\\w+)")?[^>]*>`).exec(
    html.slice(html.indexOf("<nav")),
  )?.[1] ?? null;

describe("the account frame", () => {
  const html = renderAt("/account/billing/invoices/7", <AccountLayout>x</AccountLayout>);

  test("begins with the way to the content", () => {
    expect(html.indexOf('<a class="skip" href="#main">')).toBe(0);
    expect(html).toContain('<main id="main" tabindex="-1">');
  });

  test("has one main navigation with a name", () => {
    expect(html.match(/<nav class="nav" aria-label="Main">/g)).toHaveLength(1);
    expect(html.match(/<main/g)).toHaveLength(1);
  });

  test("marks the parents of the page, and only them", () => {
    expect(currentOf(html, "/account/billing")).toBe("true");
    expect(currentOf(html, "/account/billing/invoices")).toBe("true");
    expect(currentOf(html, "/account/billing/payments")).toBeNull();
    expect(currentOf(html, "/account")).toBeNull();
  });

  test("marks the page itself", () => {
    const home = renderAt("/account", <AccountLayout>x</AccountLayout>);
    expect(currentOf(home, "/account")).toBe("page");
    expect(currentOf(home, "/account/billing")).toBeNull();
  });

  test("offers the other language in its own words, on this very page", () => {
    const list = renderAt("/account/billing/invoices?status=paid", <AccountLayout>x</AccountLayout>);
    expect(list).toMatch(
      /href="\/account\/billing\/invoices\?status=paid&amp;lang=ja" lang="ja" hrefLang="ja"/,
    );
    expect(list).toContain("日本語");
    expect(renderAt("/account?lang=ja", <AccountLayout>x</AccountLayout>, "ja")).toContain(
      'href="/account?lang=en" lang="en"',
    );
  });
});

describe.each([
  ["public", PublicLayout],
  ["sign-in", AuthLayout],
])("the %s frame", (_, Layout) => {
  test("has skip link, help, content and footer, and nothing of the account", () => {
    const html = renderAt("/help", <Layout>x</Layout>, "ja");
    expect(html).toContain('class="skip"');
    expect(html).toContain('href="/help"');
    expect(html.match(/<main/g)).toHaveLength(1);
    expect(html).toContain('href="/commercial-transactions"');
    expect(html).toContain("0120-000-000");
    expect(html).not.toContain("/account/");
  });
});

describe("ErrorPage", () => {
  test("says what it means, and offers to try again only where that helps", () => {
    const down = renderAt(
      "/x?a=1",
      <ErrorPage
        words={{ title: "Away", body: "Wait." }}
        requestId="7F3K-92QD"
        status={503}
        wayOn="reload"
      />,
    );
    expect(down.match(/<h1>/g)).toHaveLength(1);
    expect(down).toMatch(/href="\/x\?a=1"[^>]*>.*Try again/);
    expect(down).toContain("7F3K-92QD");
    const missing = renderAt(
      "/x",
      <ErrorPage words="NOT_FOUND" requestId={null} status={404} wayOn={null} />,
    );
    expect(missing).not.toContain("Try again");
    expect(missing).not.toContain("Reference");
  });
});

test("a page header holds parents only as crumbs, one h1 and the answer", () => {
  const html = renderAt(
    "/account/billing/invoices",
    <PageHeader
      title="Invoices"
      answer="Nothing to pay."
      crumbs={[{ to: "/account/billing", label: "Billing" }]}
    />,
  );
  expect(html).toMatch(
    /<nav class="crumbs" aria-label="Breadcrumb"><ol><li><a [^>]*>Billing<\/a><\/li><\/ol><\/nav>/,
  );
  expect(html).toContain("<h1>Invoices</h1>");
  expect(html).toContain('<p class="answer">Nothing to pay.</p>');
});
