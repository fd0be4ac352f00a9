import type { Answer } from "./answer.ts";
import { balanceOf } from "./billing.ts";
import type { Context } from "./context.ts";
import type { ClientRow, InvoiceRow } from "./database.ts";
import { invoicesOf, servicesOf } from "./database.ts";
import { currencyOf, displayMoney } from "./money.ts";

/** The `stats` of GetClientsDetails: counts, and amounts as display text. */
export function clientStats({ db, clock }: Context, client: ClientRow): Answer {
  const currency = currencyOf(client.currency);
  const show = (amount: number): string => displayMoney(amount, currency);
  const invoices = invoicesOf(db, client.id);
  const of = (status: string): InvoiceRow[] => invoices.filter((invoice) => invoice.status === status);
  const total = (rows: readonly InvoiceRow[]): string =>
    show(rows.reduce((sum, invoice) => sum + invoice.total, 0));
  const open = (rows: readonly InvoiceRow[]): string =>
    show(rows.reduce((sum, invoice) => sum + balanceOf(db, invoice), 0));
  const unpaid = of("Unpaid");
  const overdue = unpaid.filter((invoice) => invoice.duedate < clock.today());
  const drafts = of("Draft");
  const money = db.transactions.filter((transaction) => transaction.userid === client.id);
  const income = money.reduce((sum, row) => sum + row.amountin, 0);
  const expenses = money.reduce((sum, row) => sum + row.amountout + row.fees, 0);
  const services = servicesOf(db, client.id);
  const active = services.filter((service) => service.status === "Active").length;
  return {
    numdueinvoices: unpaid.length,
    dueinvoicesbalance: open(unpaid),
    incredit: client.credit > 0,
    creditbalance: show(client.credit),
    grossRevenue: show(income),
    expenses: show(expenses),
    income: show(income - expenses),
    numoverdueinvoices: overdue.length,
    overdueinvoicesbalance: open(overdue),
    numDraftInvoices: drafts.length,
    draftInvoicesBalance: total(drafts),
    numunpaidinvoices: unpaid.length,
    unpaidinvoicesamount: open(unpaid),
    numpaidinvoices: of("Paid").length,
    paidinvoicesamount: total(of("Paid")),
    numcancelledinvoices: of("Cancelled").length,
    cancelledinvoicesamount: total(of("Cancelled")),
    numrefundedinvoices: of("Refunded").length,
    refundedinvoicesamount: total(of("Refunded")),
    numcollectionsinvoices: of("Collections").length,
    collectionsinvoicesamount: total(of("Collections")),
    numpaymentpendinginvoices: of("Payment Pending").length,
    paymentpendinginvoicesamount: total(of("Payment Pending")),
    productsnumactivehosting: 0,
    productsnumhosting: 0,
    productsnumactivereseller: 0,
    productsnumreseller: 0,
    productsnumactiveservers: 0,
    productsnumservers: 0,
    productsnumactiveother: active,
    productsnumother: services.length,
    productsnumactive: active,
    productsnumtotal: services.length,
    numactivedomains: 0,
    numdomains: 0,
    numacceptedquotes: 0,
    numquotes: 0,
    numtickets: 0,
    numactivetickets: 0,
    numaffiliatesignups: 0,
    isAffiliate: false,
  };
}
