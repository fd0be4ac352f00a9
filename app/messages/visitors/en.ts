/** Pages that everybody can read, without the legal ones. */
export const visitors = {
  "landing.pageTitle": "Internet, SIM and VPN in Japan",
  "landing.title": "Internet and mobile in Japan, in English and Japanese",
  "landing.lead":
    "{brand} supplies internet, SIM and eSIM, and VPN routers. In this portal you order, follow your orders, and read, pay and keep your bills.",
  "landing.signIn": "Sign in",
  "landing.start": "Get started",
  "landing.help": "Help and contact",
  "landing.services": "What we supply",
  "landing.internet.title": "Internet",
  "landing.internet.body":
    "Fibre lines for houses and flats. Which line is possible depends on the building; we check it before you order.",
  "landing.sim.title": "SIM and eSIM",
  "landing.sim.body":
    "Data, voice, or both, on a card or as an eSIM. A voice contract needs an identity check: the law requires it.",
  "landing.vpn.title": "VPN router",
  "landing.vpn.body": "A rented router, set up to reach the internet by way of another country.",
  "landing.order":
    "You order here at any hour, and know every price, tax included, before you do. If you want to ask which one suits you, call or write to us.",
  "landing.how": "How the portal works",
  "landing.see.title": "See where you stand",
  "landing.see.body": "The first sentence says whether there is anything to pay, how much, and by when.",
  "landing.pay.title": "Pay",
  "landing.pay.body":
    "Each invoice opens the billing site, where you pay. Your card number never reaches this portal.",
  "landing.keep.title": "Keep your papers",
  "landing.keep.body": "Invoices are there as PDF, lists and statements as CSV for your bookkeeping.",
  "landing.contact": "Contact",

  "contact.phone": "Phone",
  "contact.hours": "Hours",
  "contact.email": "E-mail",

  "help.title": "Help and contact",
  "help.lead": "Call <strong>{phone}</strong>, {hours}, or write to us.",
  "help.contact": "Contact",
  "help.contactText":
    "Whatever you can ask for by phone you can also ask for by e-mail. Have your customer number ready; it stands on every invoice and under Account.",
  "help.relay": "Calls through a telephone relay service are welcome.",
  "help.pay": "How to pay",
  "help.pay1": "Sign in and open Billing, then the invoice.",
  "help.pay2": "Choose “Pay”. The billing site opens in a new tab; you are signed in there already.",
  "help.pay3": "Pay with one of the methods it offers.",
  "help.pay4":
    "Come back and choose “Check again”. The invoice shows “Paid” as soon as the billing site has recorded the payment.",
  "help.payDoubt":
    "If you are not sure whether a payment went through, do not pay again: look at the invoice later, or ask us.",
  "help.bill": "How to read an invoice",
  "help.bill.due.title": "Due date",
  "help.bill.due.body": "The last day to pay, in Japan time. After it the invoice is shown as overdue.",
  "help.bill.unpaid.title": "Unpaid, Overdue",
  "help.bill.unpaid.body": "Open and in time; open and late.",
  "help.bill.paid.title": "Paid, Refunded, Cancelled",
  "help.bill.paid.body": "Settled; paid back to you; no longer to be paid.",
  "help.bill.collections.title": "Collections",
  "help.bill.collections.body": "Handed over for collection. Call us before you pay.",
  "help.bill.tax.title": "Consumption tax",
  "help.bill.tax.body": "Shown once for each rate, with the amount it is taken from. Totals include it.",
  "help.bill.number.title": "Registration number",
  "help.bill.number.body":
    "Ours is {number}. Companies need it to deduct the tax; it is printed on every invoice.",
  "help.bill.unknown.title": "Not available",
  "help.bill.unknown.body":
    "We could not read the figure and do not guess it. Where we show an older one, its time stands beside it.",
  "help.reference": "The reference on error pages",
  "help.referenceText":
    "When something fails, the page shows a reference. It tells us which request failed and holds nothing about you. Quote it when you contact us.",
  "help.signIn": "If you cannot sign in",
  "help.signInText":
    "After five wrong passwords for one e-mail address, sign-in with it from your connection pauses for up to 15 minutes. If you have forgotten your password, call or write to us. We never ask for your password.",

  "state.title": "Service status",
  "state.lead.fine": "<strong>No problem is known</strong> with the systems behind this portal.",
  "state.lead.trouble":
    "<strong>Part of the portal does not work right now.</strong> Your internet and mobile lines do not depend on it.",
  "state.lead.unsteady":
    "<strong>Some requests fail right now.</strong> If a page does not load, try again in a minute.",
  "state.lead.partly":
    "<strong>The systems that were asked are answering.</strong> Those that nobody has needed yet are marked below.",
  "state.lead.closed": "<strong>Sign-in is closed for planned work.</strong>",
  "state.systems": "Systems",
  "state.signIn": "Sign-in and account",
  "state.billing": "Billing system",
  "state.records": "Customer records and orders",
  "state.mobile": "Mobile network system",
  "state.closed": "Closed for now",
  "state.closedText": "We are working on it. Please sign in again later.",
  "state.ok": "Answering",
  "state.okNow": "Checked for this page.",
  "state.okSince": "Last answer {time}.",
  "state.unasked": "Not asked yet",
  "state.unaskedText": "Nobody has needed it since the portal was started, {time}.",
  "state.unsteady": "Some requests fail",
  "state.down": "Not answering",
  "state.failedNow": "Checked for this page.",
  "state.failedAt": "The last attempt failed, {time}.",
  "state.answeredAt": "Before that it answered, {time}.",
  "state.meaning": "What it means for you",
  "state.billingMeans":
    "While the billing system does not answer we show what we last read, with its time, and paying is paused. Due dates do not change.",
  "state.lines": "This page is about the portal. For a fault of your internet or mobile line, call us.",

  "outbox.title": "Demo outbox",
  "outbox.lead":
    "Mail that the demo has written, newest first. It is sent only where a mail server is configured.",
  "outbox.empty": "No mail yet. Sign in, and the mail about a new device appears here.",
  "outbox.to": "To",
  "outbox.time": "Written",
  "outbox.back": "Back to sign-in",
} as const;
