import type { DocumentKind } from "#domain/invoices/rules.ts";
import type { Language } from "#domain/shared/money.ts";

/**
 * The wording of the issued document. It is not in the page catalogues: an issued invoice keeps its words, so these change
 * only together with the document's form.
 */
export type InvoiceWords = {
  title: Record<DocumentKind, string>;
  /** The statutory name beside the English title of a qualified invoice, which Japanese bookkeeping looks for (JP-MO-5). */
  statutoryTitle: string | null;
  number: string;
  issuedOn: string;
  transactionOn: string;
  transactionPeriod: string;
  period: (from: string, to: string) => string;
  dueOn: string;
  paidOn: string;
  unknown: string;
  customerNumber: string;
  addressee: (name: string, organisation: boolean) => string;
  phone: (phone: string) => string;
  registrationNumber: (registrationNumber: string) => string;
  lines: string;
  description: string;
  rate: string;
  amount: string;
  amountWithoutTax: string;
  amountWithTax: string;
  notTaxed: string;
  subtotal: string;
  subtotalWithoutTax: string;
  tax: string;
  tax2: string;
  credit: string;
  total: string;
  totalWithTax: string;
  paid: string;
  refunded: string;
  balance: string;
  /** The billing system keeps no name of the day of issue. */
  recipientNow: string;
  taxByRate: string;
  taxBaseWithoutTax: string;
  taxBaseWithTax: string;
  taxAmount: string;
  rateName: (percent: string, reduced: boolean) => string;
  payments: string;
  date: string;
  method: string;
  reference: string;
  refundOf: (method: string) => string;
  shortenedMark: string;
  notes: string;
  noteReduced: string;
  noteShortened: string;
  noteSubstituted: (mark: string) => string;
  noteTaxDiffers: string;
  page: (page: number, pages: number) => string;
};

export const INVOICE_WORDS: Record<Language, InvoiceWords> = {
  ja: {
    title: { qualified: "適格請求書", cancelled: "請求書（取消済み）", unconfirmed: "請求書" },
    statutoryTitle: null,
    number: "請求書番号",
    issuedOn: "発行日",
    transactionOn: "取引年月日",
    transactionPeriod: "取引期間",
    period: (from, to) => `${from}〜${to}`,
    dueOn: "お支払期限",
    paidOn: "お支払日",
    unknown: "確認できません",
    customerNumber: "お客様番号",
    addressee: (name, organisation) => `${name}\u3000${organisation ? "御中" : "様"}`,
    phone: (phone) => `電話 ${phone}`,
    registrationNumber: (registrationNumber) => `登録番号 ${registrationNumber}`,
    lines: "ご請求の明細",
    description: "内容",
    rate: "税率",
    amount: "金額",
    amountWithoutTax: "金額（税抜）",
    amountWithTax: "金額（税込）",
    notTaxed: "対象外",
    subtotal: "小計",
    subtotalWithoutTax: "小計（税抜）",
    tax: "消費税",
    tax2: "消費税（第2税率）",
    credit: "前受金からの充当",
    total: "ご請求金額",
    totalWithTax: "ご請求金額（税込）",
    paid: "ご入金額",
    refunded: "ご返金額",
    balance: "ご請求残高",
    recipientNow: "宛名と住所は発行時のものではなく、現在の登録内容です。",
    taxByRate: "税率ごとの内訳",
    taxBaseWithoutTax: "対象額（税抜）",
    taxBaseWithTax: "対象額（税込）",
    taxAmount: "消費税額",
    rateName: (percent, reduced) => `${percent}%${reduced ? " ※" : ""}`,
    payments: "お支払いの記録",
    date: "日付",
    method: "お支払方法",
    reference: "照会番号",
    refundOf: (method) => `ご返金（${method}）`,
    shortenedMark: "［以下省略］",
    notes: "注記",
    noteReduced: "※は軽減税率の対象です。",
    noteShortened:
      "…の箇所は長いため途中までを記載しています。全文はお客様ページの請求書画面でご確認いただけます。",
    noteSubstituted: (mark) => `${mark}は、この書面の書体にない文字の代わりです。`,
    noteTaxDiffers:
      "税率ごとの消費税額の合計は、端数処理のため、ご請求の消費税と一致していません。ご請求は上記のご請求金額のとおりです。",
    page: (page, pages) => `${page} / ${pages} ページ`,
  },
  en: {
    title: { qualified: "Qualified invoice", cancelled: "Cancelled invoice", unconfirmed: "Invoice" },
    statutoryTitle: "適格請求書",
    number: "Invoice number",
    issuedOn: "Issued",
    transactionOn: "Transaction date",
    transactionPeriod: "Transaction period",
    period: (from, to) => `${from} – ${to}`,
    dueOn: "Due",
    paidOn: "Paid",
    unknown: "Not available",
    customerNumber: "Customer number",
    addressee: (name) => name,
    phone: (phone) => `Phone ${phone}`,
    registrationNumber: (registrationNumber) => `Registration number ${registrationNumber}`,
    lines: "What is billed",
    description: "Description",
    rate: "Tax rate",
    amount: "Amount",
    amountWithoutTax: "Amount without tax",
    amountWithTax: "Amount with tax",
    notTaxed: "Not taxed",
    subtotal: "Subtotal",
    subtotalWithoutTax: "Subtotal without tax",
    tax: "Consumption tax",
    tax2: "Second tax",
    credit: "Credit applied",
    total: "Total",
    totalWithTax: "Total, tax included",
    paid: "Received",
    refunded: "Refunded",
    balance: "Balance due",
    recipientNow: "Name and address as registered now, not as on the day of issue.",
    taxByRate: "By tax rate",
    taxBaseWithoutTax: "Amount without tax",
    taxBaseWithTax: "Amount with tax",
    taxAmount: "Tax",
    rateName: (percent, reduced) => `${percent}%${reduced ? " *" : ""}`,
    payments: "Payments",
    date: "Date",
    method: "Method",
    reference: "Reference",
    refundOf: (method) => `Refund (${method})`,
    shortenedMark: "[shortened]",
    notes: "Notes",
    noteReduced: "* Reduced tax rate.",
    noteShortened:
      "Texts that end in … are shortened here. The whole text is on the page of this invoice in your account.",
    noteSubstituted: (mark) => `${mark} stands for a character that this document's typeface does not have.`,
    noteTaxDiffers:
      "Because of rounding, the taxes by rate do not add up to the tax of the invoice. The total above is what is charged.",
    page: (page, pages) => `Page ${page} of ${pages}`,
  },
};
