/** Pages that everybody can read, without the legal ones. */
export const visitors = {
  "landing.pageTitle": "Internet, SIM and VPN in Japan",
  "landing.title": "Internet and mobile in Japan, in English and Japanese",
  "landing.lead":
    "{brand} offers internet, SIM and eSIM, and VPN routers. Here you can order, follow your orders, and view, pay and save your bills.",
  "landing.signIn": "Sign in",
  "landing.start": "Get started",
  "landing.help": "Help and contact",
  "landing.services": "Services",
  "landing.internet.title": "Internet",
  "landing.internet.body":
    "Fibre internet for houses and apartments. Availability depends on your building. We check it before you order.",
  "landing.sim.title": "SIM and eSIM",
  "landing.sim.body":
    "Data, voice or both, as a SIM card or eSIM. For voice contracts, the law requires an identity check.",
  "landing.vpn.title": "VPN router",
  "landing.vpn.body": "A rental router that connects you through another country.",
  "landing.order":
    "Order online at any time. All prices include tax. Not sure which service suits you? Call or write to us.",
  "landing.how": "How it works",
  "landing.see.title": "See your status",
  "landing.see.body": "The first line tells you if there is anything to pay, how much and by when.",
  "landing.pay.title": "Pay",
  "landing.pay.body": "Each invoice opens the billing site, where you pay. We never see your card number.",
  "landing.keep.title": "Keep your documents",
  "landing.keep.body": "Save invoices as PDF, and lists and statements as CSV for your accounts.",
  "landing.contact": "Contact",

  "contact.phone": "Phone",
  "contact.hours": "Hours",
  "contact.email": "E-mail",

  "help.title": "Help and contact",
  "help.lead": "Call <strong>{phone}</strong>, {hours}, or write to us.",
  "help.contact": "Contact",
  "help.contactText":
    "You can do everything by e-mail that you can do by phone. Have your customer number ready. It is on every invoice and under Account.",
  "help.relay": "You can also call through a telephone relay service.",
  "help.pay": "How to pay",
  "help.pay1": "Sign in, open Billing and choose the invoice.",
  "help.pay2": "Choose “Pay”. The billing site opens in a new tab. You are already signed in there.",
  "help.pay3": "Pay with one of the methods it offers.",
  "help.pay4":
    "Come back and choose “Refresh”. The invoice shows “Paid” when the billing site has recorded the payment.",
  "help.payDoubt":
    "If you are not sure that a payment went through, do not pay again. Check the invoice later, or contact us.",
  "help.bill": "How to read an invoice",
  "help.bill.due.title": "Due date",
  "help.bill.due.body": "The last day to pay, in Japan time. After that, the invoice is shown as overdue.",
  "help.bill.unpaid.title": "Unpaid, Overdue",
  "help.bill.unpaid.body": "Unpaid: not paid yet, and not overdue. Overdue: the due date has passed.",
  "help.bill.paid.title": "Paid, Refunded, Cancelled",
  "help.bill.paid.body":
    "Paid: we received your payment. Refunded: we paid it back to you. Cancelled: you do not have to pay it.",
  "help.bill.collections.title": "Collections",
  "help.bill.collections.body": "The invoice has gone to collections. Call us before you pay.",
  "help.bill.tax.title": "Consumption tax",
  "help.bill.tax.body": "Shown once for each tax rate, with the taxable amount. Totals include tax.",
  "help.bill.number.title": "Registration number",
  "help.bill.number.body":
    "Our number is {number}. Companies need it to deduct the tax. It is printed on every invoice.",
  "help.bill.unknown.title": "Not available",
  "help.bill.unknown.body":
    "We could not read the amount, and we do not guess. When we show an earlier amount, we show its time too.",
  "help.reference": "Reference numbers on error pages",
  "help.referenceText":
    "When something fails, the page shows a reference number. It identifies the request and contains nothing about you. Quote it when you contact us.",
  "help.signIn": "If you cannot sign in",
  "help.signInText":
    "After several incorrect passwords, sign-in from your connection pauses for a short time. If you have forgotten your password, use “Forgot password?” on the sign-in page. We never ask for your password.",

  "state.title": "Service status",
  "state.lead.fine": "<strong>No known problems</strong> with the systems listed on this page.",
  "state.lead.trouble":
    "<strong>Part of the portal is not available right now.</strong> This page does not monitor internet and mobile lines.",
  "state.lead.unsteady":
    "<strong>Some requests are failing right now.</strong> If a page does not load, try again in a minute.",
  "state.systems": "Systems",
  "state.signIn": "Sign-in and account",
  "state.billing": "Billing system",
  "state.ok": "Working",
  "state.okNow": "Checked just now.",
  "state.okSince": "Last response: {time}.",
  "state.unasked": "Not checked yet",
  "state.unaskedText": "Not used since the portal started at {time}.",
  "state.unsteady": "Some requests are failing",
  "state.down": "Not responding",
  "state.failedNow": "Checked just now.",
  "state.failedAt": "Last attempt failed: {time}.",
  "state.answeredAt": "Last response before that: {time}.",
  "state.lead.partly":
    "<strong>Every system that we asked is responding.</strong> Systems that have not been used yet are marked below.",
  "state.lead.closed": "<strong>Sign-in is closed for planned work.</strong>",
  "state.records": "Customer records and orders",
  "state.mobile": "Mobile network system",
  "state.closed": "Closed for now",
  "state.closedText": "We are working on it. Please sign in again later.",
  "state.meaning": "What it means for you",
  "state.billingMeans":
    "While the billing system is not responding, we show the last information we have, with its time, and payment is paused. Due dates do not change.",
  "state.lines": "This page is about the portal. For a problem with your internet or mobile line, call us.",

  "outbox.title": "Demo outbox",
  "outbox.lead": "E-mails created by the demo, newest first. They are only sent if a mail server is set up.",
  "outbox.empty": "No e-mails yet. Sign in, and the e-mail about a new device appears here.",
  "outbox.to": "To",
  "outbox.time": "Created",
  "outbox.back": "Back to sign-in",
} as const;
