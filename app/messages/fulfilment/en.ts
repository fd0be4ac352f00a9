/** What customers are told while an order is being set up; worded on the server. */
export const fulfilment = {
  "fulfilment.notice.approved.title": "Order {number} is approved",
  "fulfilment.notice.approved.message": "We will set it up and e-mail you when it is ready.",
  "fulfilment.notice.activated.title": "Order {number} is set up",
  "fulfilment.use.internet":
    "If your installation has not taken place yet, you can use the service from that day.",
  "fulfilment.use.sim": "The mobile network has activated your line.",
  "fulfilment.use.vpn": "If you do not have the router yet, you can use the service when it arrives.",
  "fulfilment.use.unknown": "Set-up is complete.",
  "fulfilment.notice.failed.title": "Order {number} is taking longer",
  "fulfilment.notice.failed.message":
    "Set-up is delayed and our staff are looking into it. You do not need to do anything.",
  "fulfilment.notice.needs.payment_method": "Add a card or bank account so we can continue.",
  "fulfilment.notice.needs.identity_check": "Your identity check is not complete.",
  "fulfilment.notice.needs.agreement": "The order differs from what you confirmed. Call us.",
  "fulfilment.notice.action": "View order",

  "fulfilment.next.opening": "The mobile network is activating your line. This can take several minutes.",
  "fulfilment.next.settingUp": "This usually takes a few minutes.",
  "fulfilment.next.scheduled": "It starts on {date}, shortly after midnight JST.",
  "fulfilment.history.approved": "Approved",
  "fulfilment.history.line": "Line activated",
  "fulfilment.history.billing": "Added to your billing",
  "fulfilment.history.active": "Active",
} as const;
