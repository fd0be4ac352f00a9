import type { Answer } from "../answer.ts";
import { found, inner, typed } from "../answer.ts";
import type { Actions } from "../context.ts";
import type { ProductRow } from "../database.ts";
import { currencyOf, decimal } from "../money.ts";

const CYCLES = ["monthly", "quarterly", "semiannually", "annually", "biennially", "triennially"] as const;

/** One-time products have their price under `monthly`; -1.00 means not sold (whmcs.md 6). */
function toPricing(product: ProductRow): Answer {
  const pricing: Answer = {};
  for (const [code, price] of Object.entries(product.price)) {
    const currency = currencyOf(code === "USD" ? 2 : 1);
    const fees = Object.fromEntries(CYCLES.map((cycle) => [`${cycle[0]}setupfee`, "0.00"]));
    const prices = Object.fromEntries(
      CYCLES.map((cycle) => [cycle, cycle === "monthly" ? decimal(price) : "-1.00"]),
    );
    pricing[code] = { prefix: currency.prefix, suffix: currency.suffix, ...fees, ...prices };
  }
  return pricing;
}

export const catalogueActions: Actions = {
  GetProducts: ({ db, baseUrl }, params) => {
    const wanted = params
      .text("pid")
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "");
    const group = params.id("gid");
    const noModule = params.text("module") === "";
    const products = [...db.products.values()].filter(
      (product) =>
        noModule &&
        (wanted.length === 0 || wanted.includes(String(product.pid))) &&
        (group === 0 || product.gid === group),
    );
    return {
      totalresults: products.length,
      products: found(
        "product",
        products.map((product) => ({
          pid: product.pid,
          gid: product.gid,
          type: "other",
          name: typed(product.name),
          slug: product.slug,
          "product-url": `${baseUrl}/store/${product.groupname.toLowerCase()}/${product.slug}`,
          // HTML as it is: the line break is real markup (whmcs.md 6).
          description: product.description,
          module: "",
          paytype: product.paytype,
          allowqty: 0,
          quantity_available: 0,
          pricing: toPricing(product),
          // Only fields shown on the order form come back; the service fields are for administrators.
          customfields: inner("customfield", []),
          configoptions: inner("configoption", []),
        })),
      ),
    };
  },
};
