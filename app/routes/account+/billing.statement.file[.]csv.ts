import { statementCsv } from "~/features/billing/csv/statement-csv.ts";
import { movementTitle } from "~/features/billing/description.ts";
import { readDescriptions } from "~/features/billing/invoice-index.server.ts";
import { periodOf } from "~/features/billing/statement-part.server.ts";
import { readStatement } from "~/features/billing/statement-page.server.ts";
import { readClient } from "~/features/profile/read-client.server.ts";
import { fileResponse } from "~/platform/page/file-response.server.ts";
import { translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async ({ app, context, customer, url }) => {
  await app.limits.use("documents", customer.userId);
  const period = periodOf(url, app.now());
  const { currency } = (await readClient(app, customer)).value;
  const [{ value }, { value: descriptions }] = await Promise.all([
    readStatement(app, customer, { period, currency }),
    readDescriptions(app, customer),
  ]);
  const { t } = translatorOf(context);
  const balanceRow = (label: string, date: typeof period.first, balance: typeof value.opening) => ({
    date,
    kind: label,
    reference: "",
    description: null,
    debit: null,
    credit: null,
    balance,
  });
  const text = statementCsv({
    labels: {
      date: t("statement.column.date"),
      kind: t("statement.column.what"),
      reference: t("statement.column.reference"),
      description: t("invoice.column.description"),
      debit: `${t("statement.column.debit")} (${currency})`,
      credit: `${t("statement.column.credit")} (${currency})`,
      balance: `${t("statement.column.balance")} (${currency})`,
    },
    rows: [
      balanceRow(t("statement.opening"), period.first, value.opening),
      ...value.rows.map((row) => ({
        ...row,
        kind: t(row.descriptionKey),
        description: movementTitle(row, descriptions),
      })),
      balanceRow(t("statement.closing"), period.last, value.closing),
    ],
  });
  return fileResponse({
    body: text,
    type: "text/csv; charset=utf-8",
    name: `statement_${period.from}_${period.to}.csv`,
  });
});
