import type { SpecialFault } from "../faults.ts";
import { jsonReply } from "../http.ts";

/** Faults with WHMCS's own face (whmcs.md 1.3 and 1.4). */
export const WHMCS_FAULTS: Record<string, SpecialFault> = {
  php_warning: {
    about: "does the work, a PHP warning stands before the JSON",
    work: true,
    reply: (original) => {
      const warning =
        '<br />\n<b>Warning</b>:  Undefined array key "tax" in <b>/var/www/whmcs/includes/api.php</b> on line <b>213</b><br />\n';
      const reply = original ?? jsonReply({});
      return { ...reply, body: warning + String(reply.body) };
    },
  },
  auth_failed: {
    about: "403 Authentication Failed, nothing was done",
    work: false,
    reply: () => jsonReply({ result: "error", message: "Authentication Failed" }, 403),
  },
  invalid_ip: {
    about: "403 Invalid IP, nothing was done",
    work: false,
    reply: () => jsonReply({ result: "error", message: "Invalid IP 203.0.113.7" }, 403),
  },
  refused: {
    about: "200 with result error and a text of WHMCS's own, nothing was done",
    work: false,
    reply: () => jsonReply({ result: "error", message: "Internal problem" }),
  },
  warning_only: {
    about: "200 with only a warning, nothing was done",
    work: false,
    reply: () =>
      jsonReply({ warning: "Invalid or Missing Payment Information - Please Reload and Try Again" }),
  },
};
