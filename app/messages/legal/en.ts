/** Pages that law or custom requires; the headings of `privacy`, `trade` and `access` follow JP-PI-1, JP-SC-1 and JP-AX-1. */
export const legal = {
  "legal.updated": "Last changed {date}.",

  "terms.title": "Terms of use of this portal",
  "terms.lead":
    "They apply to this portal. Your service contracts have terms of their own, which you received with each contract.",
  "terms.who.title": "Who offers the portal",
  "terms.who.body": "{company}, {address}, offers this portal to its customers free of charge.",
  "terms.what.title": "What it is for",
  "terms.what.body":
    "You can see your invoices and payments, open the billing site to pay, and keep documents. The contract, the invoice and the billing records stay what counts.",
  "terms.login.title": "Your login",
  "terms.login.body":
    "It is for you, or for the people you act with in your company. Keep the password to yourself, and tell us at once if somebody else may know it. We mail you when a new device signs in.",
  "terms.figures.title": "Figures and documents",
  "terms.figures.body":
    "We show what the billing system tells us, with the time where it is not fresh. If a figure here differs from the issued invoice, the invoice counts; tell us, and we put it right.",
  "terms.use.title": "Fair use",
  "terms.use.body":
    "Do not try to reach other people's data, do not disturb the service, and do not use programs that put an unusual load on it. If that happens we may limit or close the access.",
  "terms.interruption.title": "Interruptions",
  "terms.interruption.body":
    "The portal may be interrupted for maintenance or by a fault. Due dates and contracts do not depend on it: you can always reach us by phone or e-mail.",
  "terms.privacy.title": "Personal information",
  "terms.privacy.body": "How we handle it is in the <link>privacy policy</link>.",
  "terms.changes.title": "Changes of these terms",
  "terms.changes.body":
    "We announce changes on this page before they apply. Changes to your disadvantage are announced a reasonable time ahead.",
  "terms.law.title": "Law and language",
  "terms.law.body": "Japanese law applies. If the two language versions differ, the Japanese one counts.",

  "privacy.title": "Privacy policy",
  "privacy.lead": "What this portal stores about you, why, who sees it, and how you can ask about it.",
  "privacy.operator.title": "Who is responsible",
  "privacy.operator.name": "Operator",
  "privacy.operator.address": "Address",
  "privacy.operator.representative": "Responsible",
  "privacy.purposes.title": "What we use it for",
  "privacy.purposes.intro": "We use personal information for these purposes only:",
  "privacy.purposes.account":
    "Sign-in and display: e-mail address, a hash of the password (never the password), name for the greeting, language and colours",
  "privacy.purposes.billing":
    "Billing: name, company, address, phone, customer number, invoices, payments and the last four digits of cards, read from the billing system when you open a page; descriptions of invoices are stored so that you can search them",
  "privacy.purposes.contract":
    "Your contract: reading of your name, date of birth, gender and nationality, as far as you tell us, for identity checks and for the voice lines that need them; kept in the customer system",
  "privacy.purposes.offers": "Offers by mail: your e-mail address, only if you have agreed, and when you did",
  "privacy.purposes.protection":
    "Protection of your account: time, IP address and kind of browser of each sign-in, a random mark in a cookie for each device you have signed in with, and a record of important steps",
  "privacy.purposes.contact":
    "Messages about your account: the mail and notices that we send you, such as the one about a new device",
  "privacy.purposes.operation":
    "Running the service: technical records of requests, without names, addresses or contents",
  "privacy.cards.title": "Card numbers",
  "privacy.cards.body": "You enter cards on the billing site only. Card numbers never reach this portal.",
  "privacy.cookies.title": "Cookies",
  "privacy.cookies.intro": "All cookies are our own, and none is for advertising or statistics:",
  "privacy.cookies.session":
    "Sign-in: two, until you sign out, at most 7 days, or 30 with “keep me signed in”",
  "privacy.cookies.form":
    "Protection of forms and short messages between two pages: until you close the browser",
  "privacy.cookies.device": "Recognition of your device at sign-in: one year",
  "privacy.cookies.preference": "Language, colours, and whether the browser runs scripts: one year",
  "privacy.third.title": "Passing on to others",
  "privacy.third.body":
    "We do not pass personal information on to third parties, unless you agree or the law requires it, and we do not use it jointly with other companies. The pages of this portal <link>send nothing to third parties</link>.",
  "privacy.outsourcing.title": "Outsourcing, and companies abroad",
  "privacy.outsourcing.body":
    "Companies that run servers, billing or mail for us handle the information only as far as that work needs, under contract and supervision. If one of them handles it outside Japan, its name, the country, the law there and the measures taken are listed here. None is listed at present.",
  "privacy.security.title": "How we protect it",
  "privacy.security.body":
    "Connections are encrypted. Passwords are stored as hashes that are slow to guess. The database lets each customer's session reach that customer's records only. Staff access is limited to those who need it.",
  "privacy.secrecy.title": "Secrecy of communications",
  "privacy.secrecy.body":
    "We keep the secrecy of communications that the Telecommunications Business Act protects. This portal shows no call or message details at present.",
  "privacy.requests.title": "Your requests",
  "privacy.requests.body":
    "You can ask us to disclose, correct, add to, stop using or delete what we hold about you, and for the records of passing it on. Write to {email} or call {phone}. We check that it is you, and answer without delay, in electronic form if you wish. There is no fee. Customers with a login can download a copy of what we hold about them themselves: Account, “A copy of your data”.",
  "privacy.complaints.title": "Questions and complaints",
  "privacy.complaints.body": "{company}, {phone} ({hours}), {email}.",

  "sending.title": "Data sent to third parties",
  "sending.lead.none":
    "The pages of this portal send <strong>nothing</strong> from your device to third parties.",
  "sending.lead.some": "The pages of this portal make your device send data to these recipients.",
  "sending.intro":
    "The Telecommunications Business Act (Article 27-12) has us publish what your device is made to send, to whom, and why.",
  "sending.none":
    "There are no advertisements, no statistics services, no fonts or scripts from elsewhere, and no buttons of social networks. The browser is told not to load anything from other hosts. Our own cookies are described in the <link>privacy policy</link>.",
  "sending.billing":
    "If you choose to pay, a link takes you to the billing site. That is a visit of its own, with its own rules.",
  "sending.hosts": "Hosts",
  "sending.data": "What is sent",
  "sending.ours": "Our purpose",
  "sending.theirs": "Their purpose",

  "trade.title": "Specified Commercial Transactions",
  "trade.lead": "Information under the Act on Specified Commercial Transactions.",
  "trade.seller": "Seller",
  "trade.manager": "Responsible manager",
  "trade.address": "Address",
  "trade.phone": "Phone",
  "trade.email": "E-mail",
  "trade.registration": "Registration number (qualified invoices)",
  "trade.price": "Prices",
  "trade.priceText":
    "Shown with each service before you order, consumption tax included, and on each invoice.",
  "trade.costs": "Other costs",
  "trade.costsText":
    "Setup, construction, delivery and the like are shown before you order. Your own connection and call charges when you use this site or call a number that is not toll-free are yours.",
  "trade.payment": "How to pay",
  "trade.paymentText":
    "The methods offered on the billing site when you pay, such as credit card or bank transfer.",
  "trade.when": "When to pay",
  "trade.whenText":
    "By the due date on each invoice. A stored card is charged at the time stated on the invoice or agreed in the contract.",
  "trade.start": "Delivery and start",
  "trade.startText":
    "The date is agreed with each order, after the check of the building, the identity check or the delivery that the service needs.",
  "trade.application": "Period for orders",
  "trade.applicationText": "Not limited, unless a limit is stated with the service.",
  "trade.returns": "Returns and cancellation of an order",
  "trade.returnsText":
    "Devices that arrive damaged or are not what you ordered are exchanged. The conditions of each service, and the right of initial contract cancellation where the Telecommunications Business Act grants it, are in your contract document.",
  "trade.subscription": "Term, renewal and ending",
  "trade.subscriptionText":
    "Services run by the month and go on until you end them, unless the contract document states a term. To end one, call or write to us. Yearly totals are shown before you order.",
  "trade.conditions": "Conditions of sale",
  "trade.conditionsText":
    "Services in Japan. Voice SIMs need an identity check by law; internet needs a building that can be connected.",
  "trade.environment": "What you need",
  "trade.environmentText":
    "For this portal: a current version of Chrome, Edge, Firefox or Safari with cookies. Scripts are not required. For services: the devices stated with each one.",

  "access.title": "Accessibility",
  "access.lead":
    "Everybody should be able to read a bill and pay it. Tell us where this portal makes that hard.",
  "access.policy.title": "Policy",
  "access.policy.body":
    "The goal for all pages of this portal is level AA of WCAG 2.2, which includes level AA of JIS X 8341-3:2016.",
  "access.status.title": "Where we stand",
  "access.status.label": "Status",
  "access.status.value": "Considered: made with JIS X 8341-3:2016 in mind",
  "access.status.level": "Goal",
  "access.status.levelValue": "Level AA",
  "access.status.scope": "Pages",
  "access.status.scopeValue":
    "All pages of this portal, in both languages. The billing site is another site.",
  "access.status.test": "Test",
  "access.status.testValue":
    "A test by the full JIS procedure has not been made yet. Its result will be published here, with the date and the pages tested.",
  "access.done.title": "What we look after",
  "access.done.keyboard": "Everything works with the keyboard alone, and without scripts",
  "access.done.zoom": "Text grows to 200 %, and pages fit at 400 % zoom",
  "access.done.colour": "Nothing is said by colour alone; contrast is at least 4.5 to 1, in light and dark",
  "access.done.signIn": "Signing in needs no puzzle, and passwords can be pasted",
  "access.done.charts": "Each chart has a sentence and a table",
  "access.known.title": "What we know to be lacking",
  "access.known.body":
    "The billing site, where you pay, and the PDF files it makes are not ours to change. The invoice pages of this portal say the same; if you need another form, ask us.",
  "access.contact.title": "Ask us for help",
  "access.contact.body":
    "If something stands in your way, we look for another way together, such as mail instead of a call or a reading by phone. Call {phone} ({hours}), also through a telephone relay service, or write to {email}. By e-mail you can ask for everything the phone desk does.",
} as const;
