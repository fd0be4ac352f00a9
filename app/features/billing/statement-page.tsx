import type { StatementPeriod } from "#domain/invoices/statement-query.ts";
import type { StatementRow } from "#domain/invoices/statement.ts";
import type { CalendarMonth } from "#domain/shared/dates.ts";
import type { Money } from "#domain/shared/money.ts";
import { PageHeader, type Crumb } from "~/components/layout/page-header.tsx";
import { PageOutline } from "~/components/layout/page-outline.tsx";
import { Icon } from "~/components/ui/icon.tsx";
import { LaterPart } from "~/components/ui/later.tsx";
import { buttonClass, LinkButton } from "~/components/ui/link.tsx";
import { Amount, DateText } from "~/components/ui/money.tsx";
import { PartialFailure, StaleNotice } from "~/components/ui/partial-failure.tsx";
import { AsOf, Sheet } from "~/components/ui/sheet.tsx";
import type { Later, Part } from "~/platform/page/part.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { StatementView } from "./statement-part.server.ts";

export type StatementPageProps = {
  period: StatementPeriod;
  maxMonths: number;
  part: Later<Part<StatementView>>;
};

export function StatementPage({ period, maxMonths, part }: StatementPageProps) {
  const { t } = useI18n();
  const head = {
    title: t("statement.title"),
    crumbs: [{ to: "/account/billing", label: t("nav.billing") }],
  };
  return (
    <LaterPart part={part} fallback={<PageOutline {...head} lines={10} />}>
      {(ready) => <Content head={head} period={period} maxMonths={maxMonths} part={ready} />}
    </LaterPart>
  );
}

function Content({
  head,
  period,
  maxMonths,
  part,
}: {
  head: { title: string; crumbs: Crumb[] };
  period: StatementPeriod;
  maxMonths: number;
  part: Part<StatementView>;
}) {
  const { t, rich, money, month } = useI18n();
  const closing = part.state === "ready" ? part.value.statement.closing : null;
  const range = { from: month(period.from), to: month(period.to) };
  const answer = () => {
    if (closing === null) return rich("billing.answer.unknown");
    if (closing.minor === 0) return rich("statement.answerZero", range);
    const amount = <span className="nb">{money({ ...closing, minor: Math.abs(closing.minor) })}</span>;
    return rich(closing.minor > 0 ? "statement.answer" : "statement.answerCredit", {
      ...range,
      closing: amount,
    });
  };
  return (
    <>
      <PageHeader
        {...head}
        answer={answer()}
        actions={
          <LinkButton
            href={`/account/billing/statement/file.csv?from=${period.from}&to=${period.to}`}
            download
          >
            <Icon name="download" />
            {t("statement.csv")}
          </LinkButton>
        }
      />
      <div className="stack">
        {part.state === "ready" && part.staleSince !== null ? (
          <StaleNotice part="statement" system="billing" readAt={part.readAt} staleSince={part.staleSince} />
        ) : null}
        <PeriodForm
          period={period}
          maxMonths={maxMonths}
          months={part.state === "ready" ? part.value.months : [period.to]}
        />
        <Sheet
          title={t("statement.caption", range)}
          titleId="movements"
          aside={
            part.state === "ready" ? (
              <AsOf readAt={part.readAt} stale={part.staleSince !== null} tax={part.value.tax} />
            ) : undefined
          }
        >
          {part.state === "unavailable" ? (
            <PartialFailure part="statement" system="billing" {...part} />
          ) : (
            <div className="gap-top">
              <Movements view={part.value} caption={t("statement.caption", range)} />
            </div>
          )}
        </Sheet>
        {part.state === "ready" ? <Lacking view={part.value} /> : null}
        <p className="hint">{t("statement.note")}</p>
      </div>
    </>
  );
}

function PeriodForm({
  period,
  months,
  maxMonths,
}: {
  period: StatementPeriod;
  months: CalendarMonth[];
  maxMonths: number;
}) {
  const { t, month } = useI18n();
  // A month that was asked for stays in the list even when nothing was billed then.
  const options = [...new Set([...months, period.to, period.from])].toSorted().toReversed();
  return (
    <form
      noValidate
      className="sheet"
      action="/account/billing/statement"
      key={`${period.from} ${period.to}`}
    >
      <div className="search-form">
        {(["from", "to"] as const).map((name) => (
          <div className="field" key={name}>
            <label htmlFor={name}>{t(`statement.${name}`)}</label>
            <select className="input" id={name} name={name} defaultValue={period[name]}>
              {options.map((option) => (
                <option key={option} value={option}>
                  {month(option)}
                </option>
              ))}
            </select>
          </div>
        ))}
        <button type="submit" className={buttonClass()}>
          {t("statement.show")}
        </button>
      </div>
      <p className="hint search-note">{t("statement.limit", { months: maxMonths })}</p>
    </form>
  );
}

function Movements({ view, caption }: { view: StatementView; caption: string }) {
  const { t } = useI18n();
  const { opening, rows, closing } = view.statement;
  return (
    <table className="tbl cards" role="table">
      <caption className="sr">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {(["date", "what", "debit", "credit", "balance"] as const).map((column) => (
            <th
              key={column}
              scope="col"
              role="columnheader"
              className={column === "date" || column === "what" ? undefined : "r"}
            >
              {t(`statement.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        <BalanceRow label={t("statement.opening")} money={opening} />
        {rows.map((row, index) => (
          <MovementRow key={index} row={row} />
        ))}
        <BalanceRow label={t("statement.closing")} money={closing} />
      </tbody>
    </table>
  );
}

function MovementRow({ row }: { row: StatementRow }) {
  const { t } = useI18n();
  return (
    <tr role="row">
      <td role="cell" className="c-status">
        <DateText date={row.date} />
      </td>
      <th scope="row" role="rowheader" className="c-main">
        {t(row.descriptionKey)}{" "}
        {row.invoiceId === null ? (
          <bdi className="small muted">{row.reference}</bdi>
        ) : (
          <a href={`/account/billing/invoices/${row.invoiceId}`}>{row.reference}</a>
        )}
      </th>
      <Moved money={row.debit} label={t("statement.column.debit")} />
      <Moved money={row.credit} label={t("statement.column.credit")} />
      <td role="cell" className="r c-meta" data-label={t("statement.column.balance")}>
        <Amount money={row.balance} />
      </td>
    </tr>
  );
}

/** A column without an amount is empty; on a phone it is not there, and the other one is the card's large figure. */
function Moved({ money, label }: { money: Money; label: string }) {
  if (money.minor === 0) return <td role="cell" className="r c-none" />;
  return (
    <td role="cell" className="r c-money">
      <span className="sr">{label} </span>
      <Amount money={money} />
    </td>
  );
}

function BalanceRow({ label, money }: { label: string; money: Money }) {
  return (
    <tr role="row">
      <td role="cell" className="c-status" />
      <th scope="row" role="rowheader" className="c-main" colSpan={3}>
        <strong>{label}</strong>
      </th>
      <td role="cell" className="r c-money">
        <Amount money={money} />
      </td>
    </tr>
  );
}

/** What the sums of the statement do not contain. */
function Lacking({ view: { missing, statement } }: { view: Pick<StatementView, "missing" | "statement"> }) {
  const { t } = useI18n();
  return (
    <>
      {missing === 0 ? null : <p role="note">{t("statement.missing", { count: missing })}</p>}
      {statement.otherCurrencies.length === 0 ? null : (
        <p role="note">
          {t("statement.otherCurrencies", { currencies: statement.otherCurrencies.join(", ") })}
        </p>
      )}
    </>
  );
}
