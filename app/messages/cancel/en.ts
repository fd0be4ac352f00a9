/** Cancelling a contract within the first eight days (japan.md 2.3). */
export const cancel = {
  "cancel.title": "Cancel within 8 days",
  "cancel.lead": "Order {number}. You do not need to give a reason.",
  "cancel.moment": "{date}, {time} JST",

  "cancel.answer.days_one": "<strong>Today is the last day.</strong>",
  "cancel.answer.days_other": "<strong>{count} days left</strong>, including today.",
  "cancel.answer.deadline": "You can cancel this contract until <strong>{deadline}</strong>.",
  "cancel.answer.contract": "Your contract is not concluded yet. You can cancel the order free of charge.",
  "cancel.answer.document":
    "The 8 days start on the day you receive the contract document. You can already cancel now.",
  "cancel.answer.service": "The 8 days start on the day your service starts. You can already cancel now.",
  "cancel.answer.sent": "We received your cancellation on <strong>{time}</strong>.",
  "cancel.answer.over": "The 8-day cancellation period ended on <strong>{deadline}</strong>.",
  "cancel.answer.corporate":
    "The 8-day cancellation right is for individuals. It does not apply to company contracts.",
  "cancel.answer.confirmation_measure":
    "The confirmation measure applies to this contract instead. It is described in your contract document.",
  "cancel.answer.none": "The 8-day cancellation right does not apply to this contract.",

  "cancel.go.contract": "Cancel this contract",
  "cancel.go.order": "Cancel this order",
  "cancel.go.receipt": "View receipt",
  "cancel.go.instead": "How to end the contract",

  "cancel.time": "Cancellation period",
  "cancel.stands": "Status",
  "cancel.received": "We received your cancellation",
  "cancel.receivedBody":
    "It takes effect from the time we received it. We will e-mail you a receipt that shows this time.",

  "cancel.what": "What is cancelled",
  "cancel.what.ends": "Cancelled",
  "cancel.what.endsContract": "The contract for this order, including its add-ons.",
  "cancel.what.endsOrder": "This order. Nothing is set up or charged.",
  "cancel.what.stays": "Not cancelled",
  "cancel.what.staysText":
    "Devices you bought, and your other contracts. Devices we lent or rented to you must be returned.",
  "cancel.what.counts": "Takes effect",
  "cancel.what.countsText": "When you send it, no matter how long we take to process it.",
  "cancel.what.other": "Other ways to cancel",
  "cancel.what.otherText":
    "You can also send an e-mail to {email} or a letter to {address}. Include your order number.",

  "cancel.charges": "The most we can charge",
  "cancel.atMost": "Up to {price}",
  "cancel.untilToday": "{price} up to today",
  "cancel.charge.usage": "Service you used",
  "cancel.charge.usage.note": "Charged by the day, from the start until you cancel.",
  "cancel.charge.usage.calls":
    "Charged by the day, from the start until you cancel. Calls and messages not included in your plan are added.",
  "cancel.charge.simIssue": "SIM issue",
  "cancel.charge.simIssue.note": "The actual cost, if the SIM was issued.",
  "cancel.charge.fee": "Contract administration fee",
  "cancel.charge.fee.note": "Not more than the amount in your order.",
  "cancel.charge.work": "Installation work",
  "cancel.charge.work.note": "If the work was done, and not more than the amount in your order.",
  "cancel.charge.portOut": "Moving your number to another carrier (MNP)",
  "cancel.charge.portOut.note": "If done online.",
  "cancel.chargesNote":
    "Amounts include tax. There is no penalty and there are no damages. Statutory interest is added only to late payments. We refund anything you paid above these amounts.",

  "cancel.send.contract": "Cancel contract",
  "cancel.send.contractBody":
    "The contract is cancelled as soon as you press the button. You cannot undo this here.",
  "cancel.send.order": "Cancel order",
  "cancel.send.orderBody":
    "The order is cancelled as soon as you press the button. You cannot undo this here.",
  "cancel.back": "Back to order",

  "cancel.next": "What happens next",
  "cancel.nextBody":
    "We will end what was set up, and contact you about any devices to return and your final bill.",
  "cancel.instead": "Ending the contract later",
  "cancel.insteadBody": "You can end the contract at any time. Your contract document states what it costs.",
  "cancel.ask": "Call us: {phone}, {hours}.",

  "cancel.notice.title": "We received your cancellation of order {number}",
  "cancel.notice.body": "Received on {time}.",
  "cancel.notice.go": "View receipt",
} as const;
