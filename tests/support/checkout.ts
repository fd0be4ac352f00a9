import { hiddenFields, type Client } from "./http.ts";
import { csrfOf } from "./pages.ts";

export const CHECKOUT = "/account/order";
export const VPN: Record<string, string>[] = [{ planSku: "VPN-REMOTE-ACCESS-UK-LONDON" }, {}];

/** A customer at the check-out, as the pages lead there: the id of the cart is in the address and nowhere else. */
export class Shopper {
  readonly client: Client;
  readonly csrf: string;
  readonly checkoutId: string;

  private constructor(client: Client, csrf: string, checkoutId: string) {
    this.client = client;
    this.csrf = csrf;
    this.checkoutId = checkoutId;
  }

  /** `steps`: what is chosen on each page of the configuration. */
  static async at(client: Client, kind = "vpn", steps: Record<string, string>[] = VPN): Promise<Shopper> {
    const csrf = csrfOf(await (await client.get("/account/settings")).text());
    let at = `/account/services/${kind}/configure`;
    for (const fields of steps) {
      const answer = await client.post(at, { csrf, ...fields });
      at = answer.headers.get("location") ?? `${answer.status} at ${at}`;
    }
    const checkoutId = new URL(at, client.origin).searchParams.get("checkout");
    if (checkoutId === null) throw new Error(`no cart: ${at}`);
    return new Shopper(client, csrf, checkoutId);
  }

  /** The same cart in another tab, or of somebody else. */
  as(client: Client, csrf = this.csrf): Shopper {
    return new Shopper(client, csrf, this.checkoutId);
  }

  href(step = ""): string {
    return `${CHECKOUT}${step && `/${step}`}?checkout=${this.checkoutId}`;
  }

  async page(step = ""): Promise<string> {
    return (await this.client.get(this.href(step))).text();
  }

  /** Sends the form of a page with its hidden fields and these. */
  async send(step: string, fields: Record<string, string>): Promise<Response> {
    const hidden = hiddenFields(await this.page(step));
    return this.client.post(this.href(step) + (step === "" ? "&index" : ""), { ...hidden, ...fields });
  }

  /** Reads and agrees, up to the last page. */
  async agree(): Promise<void> {
    for (const [step, fields] of [
      ["explanation", { understood: "on" }],
      ["delivery", { age: "adults", consent: "on" }],
    ] as const) {
      const answer = await this.send(step, fields);
      if (answer.status !== 303) throw new Error(`${step}: ${answer.status}`);
    }
  }

  /** Presses the button. */
  order(fields: Record<string, string> = { terms: "on" }): Promise<Response> {
    return this.send("confirm", fields);
  }
}
