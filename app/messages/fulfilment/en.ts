/** What customers are told while an order is being set up; worded on the server. */
export const fulfilment = {
  "fulfilment.notice.approved.title": "Order {number} is approved",
  "fulfilment.notice.approved.message": "We set it up and write to you as soon as it works.",
  "fulfilment.notice.activated.title": "Order {number} is ready",
  "fulfilment.use.internet": "Where the installation is still to come, you can use it from that day on.",
  "fulfilment.use.sim": "You can use it now.",
  "fulfilment.use.vpn": "If the router is not with you yet, it is on its way.",
  "fulfilment.use.unknown": "It is set up.",
  "fulfilment.notice.failed.title": "Order {number} takes longer",
  "fulfilment.notice.failed.message":
    "Setting it up has stopped. We are on it; there is nothing for you to do.",
  "fulfilment.notice.needs.payment_method": "There is no card or account that we can charge. Add one.",
  "fulfilment.notice.needs.identity_check": "Your identity check is not finished.",
  "fulfilment.notice.needs.agreement": "It is not what you confirmed any more. Please call us.",
  "fulfilment.notice.action": "See the order",

  "fulfilment.next.opening":
    "The mobile network is opening your line. That takes ten minutes as a rule, and half an hour at most.",
  "fulfilment.next.settingUp": "It takes a few minutes as a rule.",
  "fulfilment.next.scheduled": "It starts on {date}, soon after midnight in Japan.",
  "fulfilment.history.approved": "Approved",
  "fulfilment.history.line": "Line opened",
  "fulfilment.history.billing": "Entered in your bills",
  "fulfilment.history.active": "Ready",
} as const;
