import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Icon } from "../ui/icon.tsx";

export type Bar = { label: string; longLabel: string; value: number; shown: string; isCurrent: boolean };

const HEIGHT = 100;
const SLOT = 20;
const BAR = 12;
const GRID = [0, HEIGHT / 2, HEIGHT];

/** Bars drawn by the server: lines and bars stretch, labels are text beside them, and the same figures stand in a table. */
export function BarChart({
  bars,
  summary,
  columns,
  axis,
}: {
  bars: Bar[];
  summary: string;
  columns: [string, string];
  axis: (value: number) => string;
}) {
  const { t } = useI18n();
  const top = roundUp(Math.max(0, ...bars.map((bar) => bar.value)));
  return (
    <>
      <div className="chart">
        <div className="y" aria-hidden="true">
          {[top, top / 2, 0].map((value) => (
            <span key={value}>{axis(value)}</span>
          ))}
        </div>
        <svg
          className="bars"
          viewBox={`0 0 ${bars.length * SLOT} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={summary}
        >
          {GRID.map((y) => (
            <line key={y} x1="0" x2={bars.length * SLOT} y1={y} y2={y} />
          ))}
          {bars.map((bar, index) => {
            const height = top === 0 ? 0 : (bar.value / top) * HEIGHT;
            return (
              <rect
                key={bar.longLabel}
                className={bar.isCurrent ? "now" : undefined}
                x={index * SLOT + (SLOT - BAR) / 2}
                y={HEIGHT - height}
                width={BAR}
                height={height}
              />
            );
          })}
        </svg>
        <div className="x dense" aria-hidden="true">
          {bars.map((bar) => (
            <span key={bar.longLabel} className={bar.isCurrent ? "now" : undefined}>
              {bar.label}
            </span>
          ))}
        </div>
      </div>
      <details className="disclosure">
        <summary>
          <Icon name="chevron-right" size={16} />
          {t("billing.asTable")}
        </summary>
        <table className="tbl plain">
          <thead>
            <tr>
              <th scope="col">{columns[0]}</th>
              <th scope="col" className="r">
                {columns[1]}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.longLabel}>
                <td>{bar.longLabel}</td>
                <td className="r nb num">{bar.shown}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

/** The next 1, 2, 4 or 10 of its power of ten, so that the axis has figures a person would write. */
export function roundUp(value: number): number {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}
