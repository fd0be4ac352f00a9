import { escapeHtml } from "../../html.ts";
import type { Reply } from "../../http.ts";
import { redirectReply } from "../../http.ts";
import { payMethodsOf } from "../database.ts";
import { addCard, deletePayMethod, makeDefault } from "../pay-method-store.ts";
import { clientPage, table } from "./layout.ts";
import type { Visit } from "./visit.ts";

const PATH = "/account/paymentmethods";
const NOTICES: Record<string, string> = {
  added: "The card was added.",
  default: "The default payment method was changed.",
  deleted: "The payment method was deleted.",
  bad_number: "That card number is not valid.",
  bad_expiry: "That expiry date is not valid or lies in the past.",
  unknown: "There is no such payment method.",
};

export function payMethodPage(visit: Visit): Reply {
  const methods = payMethodsOf(visit.context.db, visit.client.id);
  const rows = methods.map((method, index) => [
    escapeHtml(
      method.card_last_four === "" ? method.bank_name : `${method.card_type} ending ${method.card_last_four}`,
    ),
    escapeHtml(method.expiry_date),
    index === 0 ? "Default" : button("default", method.id, "Make default"),
    button("delete", method.id, "Delete"),
  ]);
  const notice = NOTICES[visit.query.get("result") ?? ""];
  const year = Number(visit.context.clock.today().slice(2, 4)) + 3;
  const body = [
    notice ? `<p class="note" role="status">${notice}</p>` : "",
    methods.length === 0
      ? "<p>No payment method is stored.</p>"
      : table(["Method", "Expires", "Default", ""], rows),
    `<h2>Add a test card</h2><form method="post" action="${PATH}"><input type="hidden" name="op" value="add">
<label>Card number <input name="number" required inputmode="numeric" autocomplete="off" value="4242 4242 4242 4242"></label>
<label>Expires (MM/YY) <input name="expiry" required pattern="[0-9]{2}/?[0-9]{2}" autocomplete="off" value="12/${String(year).padStart(2, "0")}"></label>
<label><input type="checkbox" name="default" value="1"> Make it the default</label> <button>Add card</button></form>
<p>Use test numbers only, such as 4242 4242 4242 4242, or 4000 0000 0000 0002, which is declined. Only the last four digits are kept.</p>`,
  ].join("\n");
  return clientPage(visit, { title: "Payment methods", back: "/account/billing/payments", body });
}

function button(op: string, id: number, label: string): string {
  return `<form class="inline" method="post" action="${PATH}"><input type="hidden" name="op" value="${op}"><input type="hidden" name="id" value="${id}"><button>${label}</button></form>`;
}

export function changePayMethods(visit: Visit, form: URLSearchParams): Reply {
  return redirectReply(`${PATH}?result=${change(visit, form)}`);
}

function change({ context, client }: Visit, form: URLSearchParams): string {
  if (form.get("op") === "add") {
    const added = addCard(context, {
      clientId: client.id,
      number: form.get("number") ?? "",
      expiry: (form.get("expiry") ?? "").replace(/\D/g, ""),
      description: "",
      asDefault: form.get("default") === "1",
    });
    return typeof added === "string" ? added : "added";
  }
  const method = context.db.payMethods.get(Number(form.get("id")));
  if (!method || method.clientid !== client.id) return "unknown";
  if (form.get("op") === "default") {
    makeDefault(context.db, method.id);
    return "default";
  }
  deletePayMethod(context.db, method.id);
  return "deleted";
}
