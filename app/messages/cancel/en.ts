/** Cancelling a contract within the first eight days (japan.md 2.3). */
export const cancel = {
  "cancel.title": "Cancelling in the first eight days",
  "cancel.lead": "Order {number}. You need no reason.",
  "cancel.moment": "{date}, {time} Japan time",

  "cancel.answer.days_one": "<strong>Today is the last day.</strong>",
  "cancel.answer.days_other": "<strong>{count} days left</strong>, today included.",
  "cancel.answer.deadline": "You can cancel this contract until <strong>{deadline}</strong>.",
  "cancel.answer.contract":
    "Your contract is not made yet. You can take the order back, and it costs nothing.",
  "cancel.answer.document":
    "The eight days begin when you receive the contract document. You can cancel now already.",
  "cancel.answer.service": "The eight days begin when your service starts. You can cancel now already.",
  "cancel.answer.sent": "We have your cancellation. It reached us on <strong>{time}</strong>.",
  "cancel.answer.over": "The first eight days ended on <strong>{deadline}</strong>.",
  "cancel.answer.corporate":
    "Cancelling in the first eight days is a right of individuals. It does not cover contracts of companies.",
  "cancel.answer.confirmation_measure":
    "Instead of it, a measure of our own applies to this contract. It is described in your contract document.",
  "cancel.answer.none": "It does not cover this contract.",

  "cancel.go.contract": "Cancel this contract",
  "cancel.go.order": "Take this order back",
  "cancel.go.receipt": "See the receipt",
  "cancel.go.instead": "How the contract can be ended",

  "cancel.time": "How long you can cancel",
  "cancel.stands": "How it stands",
  "cancel.received": "We have your cancellation",
  "cancel.receivedBody": "The moment it reached us counts. You get a mail that names it.",

  "cancel.what": "What the cancellation does",
  "cancel.what.ends": "Ends",
  "cancel.what.endsContract": "The contract of this order, with its add-ons.",
  "cancel.what.endsOrder": "This order. Nothing is set up or charged.",
  "cancel.what.stays": "Stays",
  "cancel.what.staysText":
    "Devices that you bought and other contracts are not cancelled by it. Devices that we lent or rented to you have to be sent back.",
  "cancel.what.counts": "What counts",
  "cancel.what.countsText": "The moment you send it, however long we take.",
  "cancel.what.other": "Other ways",
  "cancel.what.otherText":
    "A mail to {email} or a letter to {address}, with your order number, does the same.",

  "cancel.charges": "What we can charge at most",
  "cancel.atMost": "{price} at most",
  "cancel.untilToday": "{price} until today",
  "cancel.charge.usage": "Service used",
  "cancel.charge.usage.note": "By the day, from the start until you cancel.",
  "cancel.charge.usage.calls":
    "By the day, from the start until you cancel. Calls and messages that your plan does not include come on top.",
  "cancel.charge.simIssue": "Issue of the SIM",
  "cancel.charge.simIssue.note": "If it was issued, and what that cost.",
  "cancel.charge.fee": "Contract fee",
  "cancel.charge.fee.note": "No more than your order names.",
  "cancel.charge.work": "Installation work",
  "cancel.charge.work.note": "If it was done, and no more than your order names.",
  "cancel.charge.portOut": "Taking your number with you",
  "cancel.charge.portOut.note": "Online.",
  "cancel.chargesNote":
    "Tax included. There is no penalty and no damages. Interest as the law sets it is added only to what is paid late. What you paid beyond these comes back.",

  "cancel.send.contract": "Cancel the contract",
  "cancel.send.contractBody":
    "The contract is cancelled as soon as you press the button. It cannot be undone here.",
  "cancel.send.order": "Take the order back",
  "cancel.send.orderBody":
    "The order is taken back as soon as you press the button. It cannot be undone here.",
  "cancel.back": "Back to the order",

  "cancel.next": "What happens next",
  "cancel.nextBody":
    "We end what was set up, and write to you about devices that have to be sent back and about your last bill.",
  "cancel.instead": "What applies instead",
  "cancel.insteadBody":
    "You can end the contract at any time. What that costs stands in your contract document.",
  "cancel.ask": "Call us: {phone}, {hours}.",

  "cancel.notice.title": "We have your cancellation of order {number}",
  "cancel.notice.body": "It reached us on {time}.",
  "cancel.notice.go": "See the receipt",
} as const;
