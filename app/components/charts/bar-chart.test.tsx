import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderAt } from "../render.testing.tsx";
import { BarChart, roundUp } from "./bar-chart.tsx";

describe("BarChart", () => {
  const bar = (label: string, value: number, isCurrent = false) => ({
    label,
    longLabel: `${label} 2026`,
    value,
    shown: `¥${value}`,
    isCurrent,
  });
  const html = renderAt(
    "/",
    <BarChart
      bars={[bar("Sep", 50), bar("Oct", 0), bar("Nov", 100, true)]}
      summary='From Sep to Nov. Highest: "Nov" <b>.'
      columns={["Month", "Amount"]}
      axis={(value) => `¥${value}`}
    />,
  );

  test("is a picture with a sentence", () => {
    expect(html).toMatch(
      /<svg[^>]*role="img"[^>]*aria-label="From Sep to Nov. Highest: &quot;Nov&quot; &lt;b&gt;."/,
    );
  });

  test("draws a bar for each value, in proportion, and marks the current one", () => {
    const bars = [...html.matchAll(/<rect[^>]*>/g)].map(([rect]) => rect);
    expect(bars.map((rect) => Number(/ height="([\d.]+)"/.exec(rect)?.[1]))).toEqual([50, 0, 100]);
    expect(bars.map((rect) => rect.includes('class="now"'))).toEqual([false, false, true]);
  });

  test("says the same as a table", () => {
    expect(html).toContain('<th scope="col">Month</th>');
    expect(html).toContain("<td>Nov 2026</td>");
    expect(html).toContain(">¥100</td>");
  });

  test("needs no style of its own", () => {
    expect(html).not.toContain("style=");
  });
});

test("an axis ends at a figure a person would write, at or above the highest value, and not far above it", () => {
  expect([0, 1, 3, 13_068, 99_999].map(roundUp)).toEqual([0, 1, 4, 20_000, 100_000]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (value) => {
      const top = roundUp(value);
      expect(top).toBeGreaterThanOrEqual(value);
      expect(top).toBeLessThanOrEqual(value * 2.5);
    }),
  );
});
