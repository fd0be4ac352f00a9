import { z } from "zod";
import { AppError, assertNever } from "#domain/shared/errors.ts";
import type { InvoiceId, WhmcsClientId } from "#domain/shared/ids.ts";
import { WireFault, readWire } from "#domain/shared/whmcs-wire.ts";
import { notFound, type WhmcsClient } from "./client.ts";
import type { createInvoices } from "./invoices.ts";

export type SsoTarget =
  { kind: "invoice" | "invoice_pdf"; invoiceId: InvoiceId } | { kind: "pay_methods" } | { kind: "home" };

const TokenWire = z.object({ redirect_url: z.url() });

export function createSso(
  client: WhmcsClient,
  { requireOwnInvoice }: Pick<ReturnType<typeof createInvoices>, "requireOwnInvoice">,
) {
  return {
    /**
     * A link that signs the client's owner in to WHMCS: good once, for about a minute, without a password. Make it on a
     * click and redirect at once; never keep, log or render it (whmcs.md 7). `not_found` when the invoice is not the
     * client's; `conflict` BILLING_LINK_BLOCKED when sign-in by link is switched off for the client: link to the login then.
     */
    async createSsoLink({
      clientId,
      target,
    }: {
      clientId: WhmcsClientId;
      target: SsoTarget;
    }): Promise<{ url: string }> {
      if ("invoiceId" in target) await requireOwnInvoice({ clientId, invoiceId: target.invoiceId });
      const path = pathOf(target);
      return client.call({
        action: "CreateSsoToken",
        params: {
          client_id: clientId,
          ...(path !== null && { destination: "sso:custom_redirect", sso_redirect_path: path }),
        },
        read: (body) => {
          const { redirect_url: url } = readWire(TokenWire, body);
          if (new URL(url).origin !== client.base.origin)
            throw new WireFault("redirect_url", "another origin");
          return { url };
        },
        refused: (message) => {
          if (message.startsWith("sso authentication blocked")) {
            throw new AppError("conflict", {
              reason: "BILLING_LINK_BLOCKED",
              message: "sign-in links are switched off for this client",
              facts: { provider: "whmcs", clientId },
            });
          }
          if (message === "invalid client_id") throw notFound("client");
          return undefined;
        },
      });
    },
  };
}

/** Fixed templates with a checked number, relative to the WHMCS root, no slash in front. Null is the client area's home. */
function pathOf(target: SsoTarget): string | null {
  switch (target.kind) {
    case "invoice":
      return `viewinvoice.php?id=${target.invoiceId}`;
    case "invoice_pdf":
      return `dl.php?type=i&id=${target.invoiceId}`;
    case "pay_methods":
      return "index.php?rp=/account/paymentmethods";
    case "home":
      return null;
    default:
      return assertNever(target);
  }
}
