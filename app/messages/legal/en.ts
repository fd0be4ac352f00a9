import { FIGURES } from "../figures.ts";

/** Pages that law or custom requires; the headings of `privacy`, `trade` and `access` follow JP-PI-1, JP-SC-1 and JP-AX-1. */
export const legal = {
  "legal.updated": "Last updated: {date}",

  "terms.title": "Terms of use of this portal",
  "terms.lead":
    "These terms apply to this portal. Each service contract has its own terms, which you received with the contract.",
  "terms.who.title": "Who provides the portal",
  "terms.who.body": "{company}, {address} (“we”), provides this portal to its customers free of charge.",
  "terms.what.title": "What you can do here",
  "terms.what.body":
    "You can check availability, order services, follow or cancel an order, send a document for the identity check, read and save contract documents, view invoices and payments, open the billing site to pay, and manage your account. Your contracts are governed by the contract documents, the issued invoices and the billing records.",
  "terms.login.title": "Your account",
  "terms.login.body":
    "Your account is for you, or for the people who act for your company. Keep your password to yourself, and tell us at once if someone else may know it. We e-mail you when a new device signs in.",
  "terms.figures.title": "Amounts and documents",
  "terms.figures.body":
    "We show information from the billing system, with the time if it is not current. If an amount shown here differs from the issued invoice, the invoice prevails. Tell us and we will correct it.",
  "terms.use.title": "Fair use",
  "terms.use.body":
    "Do not try to access other people’s data, disrupt the service, or use programs that put unusual load on it. If you do, we may limit or end your access.",
  "terms.interruption.title": "Interruptions",
  "terms.interruption.body":
    "The portal may be interrupted for maintenance or by a fault. This does not affect due dates or contracts. You can always reach us by phone or e-mail.",
  "terms.privacy.title": "Personal information",
  "terms.privacy.body": "Our <link>privacy policy</link> explains how we handle it.",
  "terms.changes.title": "Changes to these terms",
  "terms.changes.body":
    "We announce changes on this page before they take effect. We announce changes to your disadvantage a reasonable time in advance.",
  "terms.law.title": "Governing law and language",
  "terms.law.body":
    "Japanese law applies. If the two language versions differ, the Japanese version prevails.",

  "privacy.title": "Privacy policy",
  "privacy.lead": "What information we hold about you, why, who handles it, and how to contact us about it.",
  "privacy.operator.title": "Who is responsible",
  "privacy.operator.name": "Operator",
  "privacy.operator.address": "Address",
  "privacy.operator.representative": "Person responsible",
  "privacy.purposes.title": "How we use it",
  "privacy.purposes.intro": "We use personal information for these purposes:",
  "privacy.purposes.account":
    "Sign-in and display: e-mail address, a hash of your password (never the password itself), name for the greeting, language and colour theme",
  "privacy.purposes.billing":
    "Billing: name, company, address, phone, customer number, invoices, payments and the last four digits of cards, read from the billing system when you open a page. Invoice descriptions are kept so that you can search them",
  "privacy.purposes.contract":
    "Orders and contracts: availability requests, orders and contract documents, and, where a service needs them, name in katakana, date of birth, gender, nationality, identity documents, the EID of a device and the number to transfer. We use them to check availability and identity and to provide the service, and keep them in our customer records",
  "privacy.purposes.offers":
    "Offers by e-mail: your e-mail address, only if you have agreed, and when you agreed",
  "privacy.purposes.protection":
    "Protecting your account: time, IP address and browser type of each sign-in, a random identifier in a cookie for each device you have signed in with, and a record of important actions",
  "privacy.purposes.contact":
    "Messages about your account: the e-mails and notices we send you, for example about a new device",
  "privacy.purposes.operation":
    "Running the service: technical records of requests, without names, addresses or content",
  "privacy.cards.title": "Card numbers",
  "privacy.cards.body": "You enter cards on the billing site only. Card numbers never reach this portal.",
  "privacy.cookies.title": "Cookies",
  "privacy.cookies.intro": "All cookies are our own. None is used for advertising or statistics:",
  "privacy.cookies.session": `Sign-in: three cookies, until you sign out, for up to ${FIGURES.sessionDays} days, or ${FIGURES.rememberedDays} days if you choose “Keep me signed in”`,
  "privacy.cookies.form": "Protecting forms and showing short messages: until you close the browser",
  "privacy.cookies.device": `Recognising your device when you sign in: ${FIGURES.knownDeviceDays} days`,
  "privacy.cookies.preference": `Language, colour theme, and if your browser runs scripts: ${FIGURES.preferenceDays} days`,
  "privacy.third.title": "Sharing with others",
  "privacy.third.body":
    "We give personal information to third parties only with your consent or where the law allows or requires it. If we use it jointly with another company, we publish the details here. <link>Data sent to third parties</link> lists what the pages of this portal send from your device.",
  "privacy.outsourcing.title": "Service providers, and companies outside Japan",
  "privacy.outsourcing.body":
    "Companies that work for us, for example on servers, billing, customer records, e-mail or lines, handle the information only as far as that work requires, under contract and supervision. If a company handles it outside Japan, we publish its name, the country, that country’s data protection system and the measures taken.",
  "privacy.security.title": "How we protect it",
  "privacy.security.body":
    "Connections are encrypted. Passwords are saved as slow hashes, which are hard to guess. In the database, each customer’s session can reach that customer’s records only. Staff access is limited to those who need it.",
  "privacy.secrecy.title": "Secrecy of communications",
  "privacy.secrecy.body":
    "We protect the secrecy of communications as the Telecommunications Business Act requires.",
  "privacy.requests.title": "Your requests",
  "privacy.requests.body":
    "You can ask us to disclose, correct, add to, stop using or delete the information we hold about you, and to disclose the records of providing it to third parties. Write to {email} or call {phone}. We confirm that it is you and answer without delay, in electronic form if you wish. If a fee applies, we tell you first. If you have an account, you can also download your data yourself: Account, “Download your data”.",
  "privacy.complaints.title": "Questions and complaints",
  "privacy.complaints.body": "{company}, {phone} ({hours}), {email}.",

  "sending.title": "Data sent to third parties",
  "sending.lead.none":
    "The pages of this portal send <strong>no data</strong> from your device to third parties.",
  "sending.lead.some": "The pages of this portal send data from your device to these recipients.",
  "sending.intro":
    "Under the Telecommunications Business Act (Article 27-12) we publish which data is sent from your device, to whom and why.",
  "sending.none":
    "There are no advertisements, analytics services, external fonts or scripts, or social media buttons. The browser is told not to load anything from other sites. Our own cookies are described in the <link>privacy policy</link>.",
  "sending.billing":
    "When you choose to pay, a link takes you to the billing site. That site has its own rules.",
  "sending.hosts": "Servers",
  "sending.data": "What is sent",
  "sending.ours": "Our purpose",
  "sending.theirs": "Their purpose",

  "trade.title": "Commercial disclosure",
  "trade.lead": "Information under the Act on Specified Commercial Transactions.",
  "trade.seller": "Seller",
  "trade.manager": "Responsible manager",
  "trade.address": "Address",
  "trade.phone": "Phone",
  "trade.email": "E-mail",
  "trade.registration": "Qualified invoice issuer registration number",
  "trade.price": "Prices",
  "trade.priceText": "Shown for each service before you order, tax included, and on each invoice.",
  "trade.costs": "Other charges",
  "trade.costsText":
    "Set-up, installation, delivery and similar charges are shown before you order. You pay your own connection and call charges when you use this site or call a number that is not toll-free.",
  "trade.payment": "Payment methods",
  "trade.paymentText": "The payment methods shown on the billing site when you pay.",
  "trade.when": "When you pay",
  "trade.whenText":
    "By the due date on each invoice. A saved card is charged at the time stated on the invoice or in the contract.",
  "trade.start": "Delivery and start of service",
  "trade.startText":
    "The date agreed for each order, after the building check, identity check or delivery that the service requires.",
  "trade.application": "Order period",
  "trade.applicationText": "As stated for the service. If nothing is stated, there is no limit.",
  "trade.returns": "Returns and order cancellation",
  "trade.returnsText":
    "If a device arrives damaged or is not what you ordered, contact us. Your contract document states the conditions of each service, and how to use initial contract cancellation where the Telecommunications Business Act grants it.",
  "trade.subscription": "Term, renewal and cancellation",
  "trade.subscriptionText":
    "Contracts run month by month until you end them, unless your contract document states a term. To end a contract, call or write to us. Yearly totals are shown before you order.",
  "trade.conditions": "Conditions of sale",
  "trade.conditionsText":
    "Services are for use in Japan. Voice SIMs require an identity check by law. Internet requires a building that can be connected.",
  "trade.environment": "System requirements",
  "trade.environmentText":
    "Portal: a current version of Chrome, Edge, Firefox or Safari with cookies enabled. Scripts are not required. Services: the devices stated for each one.",

  "access.title": "Accessibility",
  "access.lead":
    "Everyone should be able to read and pay a bill. Tell us where this portal makes that difficult.",
  "access.policy.title": "Policy",
  "access.policy.body":
    "Our goal for all pages of this portal is level AA of WCAG 2.2, which includes level AA of JIS X 8341-3:2016.",
  "access.status.title": "Current status",
  "access.status.label": "Status",
  "access.status.value": "Designed with JIS X 8341-3:2016 in mind (“considered”)",
  "access.status.level": "Target level",
  "access.status.levelValue": "Level AA",
  "access.status.scope": "Pages",
  "access.status.scopeValue":
    "All pages of this portal, in both languages. The billing site is a separate site.",
  "access.status.test": "Test",
  "access.status.testValue":
    "When a test by the full JIS procedure has been made, its result is published here with the date and the pages tested.",
  "access.done.title": "What we do",
  "access.done.keyboard": "Everything works with the keyboard alone and without scripts",
  "access.done.zoom": "Text can be enlarged to 200%, and pages fit at 400% zoom",
  "access.done.colour":
    "No information is given by colour alone. Contrast is at least 4.5:1 in light and dark themes",
  "access.done.signIn": "Sign-in needs no puzzles, and you can paste passwords",
  "access.done.charts": "Each chart has a text summary and a table",
  "access.known.title": "Known limitations",
  "access.known.body":
    "We cannot change the billing site, where you pay, or the PDF files it creates. The invoice pages of this portal contain the same information. If you need another format, contact us.",
  "access.contact.title": "Contact us for help",
  "access.contact.body":
    "If something is difficult to use, we will find another way with you. For example, we can e-mail instead of calling, or read a document to you by phone. Call {phone} ({hours}), also through a telephone relay service, or write to {email}. You can do everything by e-mail that you can do by phone.",
} as const;
