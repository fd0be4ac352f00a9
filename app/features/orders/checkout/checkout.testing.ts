import { randomUUID } from "node:crypto";
import type { Selection } from "#domain/orders/selection.ts";
import type { Language } from "#domain/shared/money.ts";
import { UserIdSchema, WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { startCheckout, type CheckoutId } from "./checkout-session.server.ts";
import { noteProgress } from "./checkout-progress.server.ts";
import { toDocumentFile } from "./document-file.server.ts";
import { placeOrder } from "./place-order.server.ts";
import { confirmationOf, explanationOf, readCheckout } from "./read-checkout.server.ts";
import { signShown } from "./shown-document.server.ts";

export const ownerOf = (clientId: number): Owner => ({
  clientId: WhmcsClientIdSchema.parse(clientId),
  userId: UserIdSchema.parse(`00000000-0000-4000-8000-${String(clientId).padStart(12, "0")}`),
});

export const VPN: Selection = { kind: "vpn", planSku: "VPN-REMOTE-ACCESS-UK-LONDON" };
export const SIM: Selection = {
  kind: "sim",
  planSku: "SIM-DATA-VOICE-5GB",
  addonSkus: ["SIM-ADDON-VOICE-MAIL"],
  eid: null,
  startsOn: null,
  porting: null,
  holder: null,
};
export const INTERNET: Selection = {
  kind: "internet",
  planSku: "INTERNET-GOLD-APT-1G",
  installationSku: "INTERNET-INSTALL-24M",
  addonSkus: ["INTERNET-INSTALL-WEEKEND"],
  accessMode: "ipoe_own_router",
};

export type Walk = { owner: Owner; checkoutId: CheckoutId; language: Language };

/** Does what a customer does on the pages before the last one. */
export async function walkToConfirm(
  deps: Services,
  { owner, selection, language = "en" }: { owner: Owner; selection: Selection; language?: Language },
): Promise<Walk> {
  const { userId } = owner;
  const checkoutId = await startCheckout(deps, { userId, selection });
  const place = { userId, checkoutId };
  const checkout = await readCheckout(deps, owner, { checkoutId });
  const explanation = checkout && explanationOf(deps, checkout, language);
  if (!checkout || !explanation) throw new Error("the cart cannot be explained");
  const { sha256 } = toDocumentFile(explanation);
  await noteProgress(deps, place, {
    confirmedAddress: checkout.address,
    explanation: {
      version: explanation.version,
      language,
      sha256,
      ip: "192.0.2.1",
      userAgent: "Firefox",
      shownAt: deps.now().toISOString(),
      confirmedAt: deps.now().toISOString(),
    },
    delivery: { consentedAt: deps.now().toISOString() },
  });
  return { owner, checkoutId, language };
}

/** Fingerprint of the last screen as it would be shown now. */
export async function screenOf(deps: Services, { owner, checkoutId, language }: Walk): Promise<string> {
  const checkout = await readCheckout(deps, owner, { checkoutId });
  const screen = checkout && confirmationOf(deps, checkout, language);
  return screen ? toDocumentFile(screen).sha256 : "";
}

/** Presses the button of the last page. */
export function press(deps: Services, walk: Walk, confirmationSha256: string, { isSteppedUp = true } = {}) {
  const { owner, checkoutId } = walk;
  return placeOrder(deps, {
    ...walk,
    confirmationSha256,
    isSteppedUp,
    shown: signShown(deps, { userId: owner.userId, checkoutId, sha256: confirmationSha256 }),
    seen: { ip: "192.0.2.1", device: "Firefox", requestId: randomUUID(), userAgent: "Firefox on a desk" },
  });
}
