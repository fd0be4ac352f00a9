import type { Action, Actions } from "../context.ts";
import type { Params } from "../params.ts";
import { Refusal } from "../refusal.ts";

/** Page of each documented destination (whmcs.md 7); those without records of their own here lead to the home page. */
const DESTINATIONS: Record<string, string> = {
  "clientarea:profile": "clientarea.php?action=details",
  "clientarea:billing_info": "account/paymentmethods",
  "clientarea:emails": "clientarea.php?action=emails",
  "clientarea:announcements": "clientarea.php",
  "clientarea:downloads": "clientarea.php",
  "clientarea:knowledgebase": "clientarea.php",
  "clientarea:network_status": "clientarea.php",
  "clientarea:services": "clientarea.php?action=services",
  "clientarea:domains": "clientarea.php",
  "clientarea:invoices": "clientarea.php?action=invoices",
  "clientarea:tickets": "clientarea.php",
  "clientarea:submit_ticket": "clientarea.php",
  "clientarea:shopping_cart": "clientarea.php",
  "clientarea:shopping_cart_addons": "clientarea.php",
  "clientarea:shopping_cart_domain_register": "clientarea.php",
  "clientarea:shopping_cart_domain_transfer": "clientarea.php",
};

const createSsoToken: Action = (context, params) => {
  const { db, signOn, baseUrl } = context;
  const clientId = params.id("client_id");
  const userId = params.id("user_id");
  if (clientId === 0 && userId === 0) throw new Refusal("A valid client_id or user_id is required");
  const user = userId > 0 ? db.users.get(userId) : undefined;
  if (userId > 0 && !user) throw new Refusal("Invalid user_id");
  const wanted =
    clientId > 0 ? clientId : (user?.clients.find((link) => link.isOwner) ?? user?.clients[0])?.id;
  const client = db.clients.get(wanted ?? 0);
  if (!client) throw new Refusal("Invalid client_id");
  if (user && !user.clients.some((link) => link.id === client.id))
    throw new Refusal("Invalid user_id for client");
  if (client.status === "Closed" || !client.allowSingleSignOn)
    throw new Refusal(`SSO authentication blocked for client ${client.id}`);
  const token = signOn.issue(client.id, destinationPath(params));
  return { access_token: token, redirect_url: `${baseUrl}/oauth/singlesignon.php?access_token=${token}` };
};

function destinationPath(params: Params): string {
  const destination = params.text("destination");
  if (destination === "") return "clientarea.php";
  if (destination === "sso:custom_redirect")
    return params.text("sso_redirect_path").replace(/^\/+/, "") || "clientarea.php";
  if (destination === "clientarea:product_details")
    return `clientarea.php?action=productdetails&id=${params.id("service_id")}`;
  if (destination === "clientarea:domain_details") return "clientarea.php";
  const path = DESTINATIONS[destination];
  if (path === undefined) throw new Refusal("Invalid destination");
  return path;
}

export const ssoActions: Actions = { CreateSsoToken: createSsoToken };
