import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DisplayStatus } from "#domain/invoices/rules.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import { JPY } from "#domain/shared/money.ts";
import { en } from "~/messages/en.ts";
import { ja } from "~/messages/ja.ts";
import { renderAt } from "../render.testing.tsx";
import { InvoiceStatusBadge } from "./badge.tsx";
import { EmptyState } from "./empty-state.tsx";
import { Figure, Figures } from "./figures.tsx";
import { LaterPart } from "./later.tsx";
import { LinkButton } from "./link.tsx";
import { Amount, DateText } from "./money.tsx";
import { Notice } from "./notice.tsx";
import { Pager, shownPages } from "./pager.tsx";
import { PartialFailure, StaleNotice } from "./partial-failure.tsx";
import { AsOf, Sheet } from "./sheet.tsx";

describe("what is not known", () => {
  test("an amount is never shown as zero", () => {
    expect(renderAt("/", <Amount money={null} />)).toBe('<span class="nb num">Not available</span>');
    expect(renderAt("/", <Amount money={{ currency: JPY, minor: 0 }} />)).toContain("¥0");
  });

  test("a figure says so, with an icon", () => {
    const html = renderAt(
      "/",
      <Figures>
        <Figure label="To pay" value={null} />
      </Figures>,
    );
    expect(html).toMatch(/<dl class="figures"><div class="figure"><dt>To pay<\/dt><dd class="value">/);
    expect(html).toContain("#circle-question-mark");
    expect(html).toContain("Not available");
  });

  test.each([
    ["all", "tax included"],
    ["some", "tax included where it applies"],
    ["none", undefined],
  ] as const)("figures of which %s have tax in them say so once", (tax, text) => {
    const note = renderAt("/", <Figures tax={tax}>{null}</Figures>).match(
      /<span class="tax-note">([^<]*)/,
    )?.[1];
    expect(note).toBe(text);
  });

  test("zero and an empty text are values", () => {
    expect(renderAt("/", <Figure label="Cases" value={0} />)).toContain('<dd class="value">0</dd>');
  });

  test("a day that is missing is said to be missing", () => {
    expect(renderAt("/", <DateText date={null} />)).toBe("<span>No date</span>");
    expect(renderAt("/", <DateText date={"2026-11-23" as CalendarDate} />)).toBe(
      '<time dateTime="2026-11-23" class="nb">23 Nov 2026</time>',
    );
  });
});

describe("InvoiceStatusBadge", () => {
  test.each<[DisplayStatus, string, string, string, string]>([
    ["paid", "badge positive", "circle-check", "Paid", ja["status.paid"]],
    ["unpaid", "badge caution", "clock", "Unpaid", ja["status.unpaid"]],
    ["payment_pending", "badge caution", "clock", "Payment pending", ja["status.payment_pending"]],
    ["overdue", "badge critical", "circle-alert", "Overdue", ja["status.overdue"]],
    ["collections", "badge critical", "circle-alert", "Collections", ja["status.collections"]],
    ["refunded", "badge info", "undo-2", "Refunded", ja["status.refunded"]],
    ["cancelled", "badge", "ban", "Cancelled", ja["status.cancelled"]],
    ["unknown", "badge", "circle-question-mark", "Status unknown", ja["status.unknown"]],
  ])("%s has a tone, an icon and a word", (status, className, icon, english, japanese) => {
    for (const [language, word] of [
      ["en", english],
      ["ja", japanese],
    ] as const) {
      const html = renderAt("/", <InvoiceStatusBadge status={status} />, language);
      expect(html).toContain(`<span class="${className}">`);
      expect(html).toContain(`#${icon}"`);
      expect(html).toContain(`${word}</span>`);
    }
  });

  test("no two states are the same word", () => {
    for (const texts of [en, ja]) {
      const words = Object.entries(texts).filter(([key]) => key.startsWith("status."));
      expect(words).toHaveLength(9);
      expect(new Set(words.map(([, word]) => word)).size).toBe(9);
    }
  });
});

describe("Pager", () => {
  const pager = (page: number, pages: number) =>
    renderAt(
      "/account/billing/invoices",
      <Pager
        page={page}
        pages={pages}
        total={pages * 10}
        from={page * 10 - 9}
        to={page * 10}
        hrefOf={(number) => `/account/billing/invoices?status=paid&page=${number}`}
      />,
    );

  test.each([
    [1, 1, [1]],
    [1, 3, [1, 2, 3]],
    [3, 5, [1, 2, 3, 4, 5]],
    [1, 500, [1, 2, -500, 500]],
    [250, 500, [1, -249, 249, 250, 251, -500, 500]],
    [500, 500, [1, -499, 499, 500]],
  ])("page %i of %i", (page, pages, shown) => {
    expect(shownPages(page, pages)).toEqual(shown);
  });

  test("of any list: first, last and current, ascending, and no gap where one page would fit", () => {
    const place = fc
      .integer({ min: 1, max: 2000 })
      .chain((pages) => fc.tuple(fc.integer({ min: 1, max: pages }), fc.constant(pages)));
    fc.assert(
      fc.property(place, ([page, pages]) => {
        const shown = shownPages(page, pages);
        const numbers = shown.filter((number) => number > 0);
        expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
        for (const needed of [1, page - 1, page, page + 1, pages].filter(
          (each) => each >= 1 && each <= pages,
        ))
          expect(numbers).toContain(needed);
        expect(new Set(shown).size).toBe(shown.length);
        expect(shown.length).toBeLessThanOrEqual(9);
        shown.forEach((number, index) => {
          const [before = 0, after = pages + 1] = [shown[index - 1], shown[index + 1]];
          if (number < 0) expect(after - before).toBeGreaterThan(2);
          else if (before > 0) expect(number).toBe(before + 1);
        });
      }),
    );
  });

  test("is navigation with the current page marked, filters kept, and both ways on", () => {
    const html = pager(250, 500);
    expect(html).toContain('<nav class="pager" aria-label="Pages">');
    expect(html).toContain("2,491–2,500 of 5,000");
    expect(html.match(/aria-current="page"/g)).toHaveLength(1);
    expect(html).toMatch(/href="[^"]*page=250"[^>]*aria-current="page"/);
    expect(html).toContain('href="/account/billing/invoices?status=paid&amp;page=249"');
    expect(html).toContain('href="/account/billing/invoices?status=paid&amp;page=251"');
  });

  test("the first page has nothing before it, the last nothing after", () => {
    expect(pager(1, 3)).not.toContain("Previous");
    expect(pager(1, 3)).toContain("Next");
    expect(pager(3, 3)).toContain("Previous");
    expect(pager(3, 3)).not.toContain("Next");
  });
});

describe("a provider that does not answer", () => {
  test("without a copy: what that means, trying again with the filters kept, and a reference", () => {
    const html = renderAt(
      "/account/billing/invoices?status=paid",
      <PartialFailure
        part="invoices"
        system="billing"
        triedAt="2026-11-23T05:05:00.000Z"
        reference="7F3K-92QD"
      />,
    );
    expect(html).toContain("The billing system is not responding");
    expect(html).toContain('href="/account/billing/invoices?status=paid&amp;retry=invoices"');
    expect(html).toContain("7F3K-92QD");
    expect(html).toContain("14:05 JST");
  });

  test.each([
    ["billing", "We cannot read the billing system’s response"],
    ["crm", "We cannot read the customer records’ response"],
  ] as const)("%s that answers what cannot be used is not called silent", (system, title) => {
    const html = renderAt(
      "/account",
      <PartialFailure
        part="it"
        system={system}
        triedAt="2026-11-23T05:05:00.000Z"
        reference="7F3K"
        isUnreadable
      />,
    );
    expect(html).toContain(title);
    expect(html).not.toContain("not answering");
  });

  test("with an old copy: from when it is and since when there is no answer", () => {
    const html = renderAt(
      "/account/billing",
      <StaleNotice
        part="billing"
        system="billing"
        readAt="2026-11-23T04:52:00.000Z"
        staleSince="2026-11-22T14:58:00.000Z"
      />,
    );
    expect(html).toContain("note caution");
    expect(html).toContain("13:52 JST");
    expect(html).toContain("23:58 JST, 22 Nov 2026");
    expect(html).toContain('href="/account/billing?retry=billing"');
  });

  test("a part that is here is shown, without a wait", () => {
    const html = renderAt("/", <LaterPart part={{ value: gone }}>{(part) => <p>{part.state}</p>}</LaterPart>);
    expect(html).toBe("<p>unavailable</p>");
  });

  test("a part on its way is an outline that is announced as busy", () => {
    const never = new Promise<typeof gone>(() => undefined);
    const html = renderAt(
      "/",
      <LaterPart part={{ pending: never }} lines={3}>
        {(part) => <p>{part.state}</p>}
      </LaterPart>,
    );
    expect(html).toContain('aria-busy="true"');
    expect(html.match(/<span><\/span>/g)).toHaveLength(3);
  });
});

const gone = { state: "unavailable" as const, triedAt: "2026-11-23T05:05:00.000Z", reference: "x" };

test("a sheet is named by its heading, and its time stands in the head", () => {
  const html = renderAt(
    "/",
    <Sheet title="Invoices" titleId="list" aside={<AsOf readAt="2026-11-23T05:05:00.000Z" stale />}>
      <p>…</p>
    </Sheet>,
    "ja",
  );
  expect(html).toContain('<section class="sheet" aria-labelledby="list">');
  expect(html).toContain('<h2 id="list">');
  expect(html).toContain("#history");
  expect(html).toContain("14:05現在");
});

test("a notice is a live region only when it answers the customer's own act", () => {
  expect(
    renderAt(
      "/",
      <Notice tone="positive" role="status">
        Saved.
      </Notice>,
    ),
  ).toContain('role="status"');
  expect(renderAt("/", <Notice tone="info">Hello.</Notice>)).not.toContain("role=");
});

test("an empty list says what will be there, and offers one way on", () => {
  const html = renderAt(
    "/",
    <EmptyState title="No invoices match" action={<LinkButton href="/account">Clear</LinkButton>}>
      Try another word.
    </EmptyState>,
  );
  expect(html).toContain("<h3>No invoices match</h3>");
  expect(html).toMatch(/<a class="btn"[^>]*href="\/account"[^>]*>Clear<\/a>/);
});
