/** Pages about what can be ordered, for everybody and for customers. */
export const shop = {
  "shop.title": "Services and prices",
  "shop.lead":
    "<strong>Internet, mobile and VPN in Japan</strong>, with one bill and support in English and Japanese.",
  "shop.services": "Services",
  "shop.from": "From <strong>{price}</strong> a month, tax included.",
  "shop.firstMonthFree": "First month free",
  "shop.help": "Need help choosing?",
  "shop.helpText":
    "Call or write to us. We tell you which line your building can have and what it costs, before you order anything.",
  "shop.contact": "Call or write to us",
  "shop.getStarted": "Get started",
  "shop.orderAsCustomer": "Order as a customer",
  "shop.signIn": "Sign in to your account",

  "shop.internet.title": "Internet",
  "shop.internet.body":
    "Fibre lines for houses and flats. Which line is possible depends on the building; we check it before you order.",
  "shop.internet.lead":
    "Fibre lines from <strong>{price}</strong> a month, tax included. Which one you can have depends on your building.",
  "shop.sim.title": "SIM and eSIM",
  "shop.sim.body": "Data with calls, data alone or calls alone, on a card or as an eSIM.",
  "shop.sim.lead": "SIM cards and eSIMs from <strong>{price}</strong> a month, tax included.",
  "shop.vpn.title": "VPN router",
  "shop.vpn.body": "A rented router, set up to reach the internet by way of another country.",
  "shop.vpn.lead":
    "A router that is ready to plug in, from <strong>{price}</strong> a month, tax included. No minimum term.",
  "shop.business.title": "For companies",
  "shop.business.body": "Lines for offices, SIMs for a team, one invoice for all of them.",
  "shop.onsite.title": "On-site support",
  "shop.onsite.body": "Somebody comes to you: router, Wi-Fi, and what is connected to them.",

  "shop.gone.title": "Prices cannot be shown now",
  "shop.gone.body":
    "We cannot read our prices from the system that holds them. We do not show a price that we cannot confirm. Try again in a few minutes, or ask us: {phone}, {hours}.",
  "shop.gone.retry": "Try again",
  "shop.gone.reference": "Reference {reference}",
  "shop.stale":
    "These are the prices of {readAt}. The system that holds them has not answered since {since}; changes made after that may be missing.",
  "shop.none": "There is nothing to order here now. Ask us: {phone}, {hours}.",

  "shop.table.plan": "Plan",
  "shop.table.item": "Item",
  "shop.table.monthly": "A month, tax included",
  "shop.table.price": "Tax included",
  "shop.price.net": "{price} without tax",
  "shop.price.aMonth": "{price} a month",
  "shop.price.once": "{price} once",
  "shop.price.payments": "{price} × {payments} months",
  "shop.price.total": "{price} in all",

  "shop.building.home": "Houses",
  "shop.building.apartment": "Flats",
  "shop.offering.home_10g": "Hikari Cross, up to 10 Gbps",
  "shop.offering.home_1g": "Hikari, up to 1 Gbps",
  "shop.offering.apartment_1g": "Hikari for flats, up to 1 Gbps",
  "shop.offering.apartment_100m": "Hikari for flats, up to 100 Mbps",
  "shop.tier.silver": "Silver",
  "shop.tier.gold": "Gold",
  "shop.tier.platinum": "Platinum",
  "shop.speed":
    "Speeds are the most that the line can carry. What arrives depends on the time of day, the building and your devices.",
  "shop.installation": "Installation",
  "shop.installationLead": "Once for each new line, paid at once or by the month.",
  "shop.payments.once": "Paid once",
  "shop.payments.monthly": "In {payments} monthly payments",
  "shop.addons": "Add-ons",
  "shop.addon.weekend": "Installation on a Saturday or Sunday",
  "shop.addon.homePhone": "Home phone over the fibre line (Hikari Denwa)",
  "shop.addon.homePhoneSetup": "Set-up of the home phone",
  "shop.addon.voiceMail": "Voice mail",
  "shop.addon.callWaiting": "Call waiting",
  "shop.addonSetup": "Set-up {price}, once",
  "shop.fees": "Paid once",

  "shop.plans.data_voice": "Data and calls",
  "shop.plans.data_only": "Data only",
  "shop.plans.voice_only": "Calls only",
  "shop.plan.data": "{size} GB a month",
  "shop.plan.voice": "Voice & SMS",
  "shop.plan.family": "Family price",
  "shop.plan.emergency": "A data-only SIM cannot call 110, 118 or 119.",
  "shop.simFee": "Activation fee for each SIM",
  "shop.simAddonsNote": "For plans with calls.",
  "shop.region.usa_sf": "United States (San Francisco)",
  "shop.region.uk_london": "United Kingdom (London)",
  "shop.vpnFee": "Activation fee for each router",

  "shop.terms": "Payment, start and end",
  "shop.terms.tax": "Prices",
  "shop.terms.taxText":
    "In yen. The first figure includes consumption tax; the tax of an invoice is taken on its sum and rounded down once.",
  "shop.terms.billing": "Billing",
  "shop.terms.billingText": "By the calendar month.",
  "shop.terms.start": "First month",
  "shop.terms.startFree":
    "The monthly price is free in the calendar month in which the service starts. A start today is free until {until}; the full price begins on {from}.",
  "shop.terms.startByDay":
    "Charged by the day, from the day the service starts. After a start today the full price begins on {from}.",
  "shop.terms.minimum": "Minimum term",
  "shop.terms.minimumNone": "None.",
  "shop.terms.minimumMonths": "{months} months.",
  "shop.terms.end": "Ending",
  "shop.terms.endText":
    "Tell us by the {day}th of a month to end the service with that month; after that day it ends with the next one.",
  "shop.terms.eight": "First eight days",
  "shop.terms.eightText":
    "You can cancel a new contract without a reason within eight days; the day you receive the contract document is the first. What was used, and work that was done, is charged.",

  "shop.faq": "Questions",
  "shop.faq.internet.line": "Which line can I have?",
  "shop.faq.internet.lineText":
    "That depends on what is built into your house or flat. We ask the owner of the fibre before you order, and tell you which plans are possible.",
  "shop.faq.internet.visit": "Does somebody come to my home?",
  "shop.faq.internet.visitText":
    "For a new line, yes: a technician brings the fibre in, and you have to be there. You choose the day; Saturdays and Sundays cost extra.",
  "shop.faq.internet.router": "Do I need a router of my own?",
  "shop.faq.internet.routerText":
    "You can use your own router or a home gateway. We ask which when you order.",
  "shop.faq.internet.move": "What happens to the installation payments when I leave?",
  "shop.faq.internet.moveText": "If you pay monthly, only the payments that are still open are due.",
  "shop.faq.sim.esim": "Card or eSIM?",
  "shop.faq.sim.esimText":
    "Both cost the same. An eSIM needs a phone that can use one, and its EID of 32 digits; a card is sent to your address.",
  "shop.faq.sim.number": "Can I keep my number?",
  "shop.faq.sim.numberText":
    "Yes. Get a reservation number (MNP) of 10 digits from your present company. It is valid for 15 days including the day of issue, so order soon after.",
  "shop.faq.sim.identity": "Why do you check who I am?",
  "shop.faq.sim.identityText":
    "The law requires it for every SIM that can call, and a photo of a card is not enough. We tell you how it is done when you order.",
  "shop.faq.sim.family": "Is there a family price?",
  "shop.faq.sim.familyText": "Customers with an active SIM see family plans after signing in.",
  "shop.faq.vpn.what": "What does the router do?",
  "shop.faq.vpn.whatText":
    "Devices that use it reach the internet from the country you chose. It is connected to the internet line you have.",
  "shop.faq.vpn.setup": "Do I have to set anything up?",
  "shop.faq.vpn.setupText": "No. It comes ready: connect it to your line and to power.",
  "shop.faq.vpn.watch": "Will every foreign site work?",
  "shop.faq.vpn.watchText": "We cannot promise that: each site decides for itself whom it lets in.",

  "shop.business.lead":
    "<strong>Tell us how many people and places</strong>, and you get one offer for all of it.",
  "shop.business.offer": "What we supply",
  "shop.business.line": "Fibre lines for offices and shops",
  "shop.business.sims": "SIMs and eSIMs for a team, each with its own plan",
  "shop.business.invoice": "One invoice a month, as a qualified invoice with our registration number",
  "shop.business.portal": "This portal, with all invoices as PDF and CSV",
  "shop.business.how": "How it goes",
  "shop.business.howText":
    "Call or write to us with your addresses and the number of lines. Prices for companies depend on both, so they are part of the offer and not of this page.",
  "shop.onsite.lead": "<strong>For what cannot be solved by phone.</strong> Ask us for a visit.",
  "shop.onsite.offer": "What we do",
  "shop.onsite.router": "Set up routers and Wi-Fi, and find places with poor reception",
  "shop.onsite.devices": "Connect computers, printers and other devices",
  "shop.onsite.move": "Move your connection within the house, where the building allows it",
  "shop.onsite.how": "How it goes",
  "shop.onsite.howText":
    "Call or write to us and say what is wrong and where. You get a price and a day before anybody comes.",

  "shop.account.title": "Services",
  "shop.account.lead": "What you can add to your account, at the prices of today.",
  "shop.active.none": "You have none now.",
  "shop.active.count_one": "You have <strong>one that is active</strong>.",
  "shop.active.count_other": "You have <strong>{count} that are active</strong>.",
  "shop.active.unknown": "What you have cannot be shown now.",
  "shop.unreadable_one": "{count} of your services cannot be shown at the moment.",
  "shop.unreadable_other": "{count} of your services cannot be shown at the moment.",

  "shop.eligibility": "Your address",
  "shop.eligibility.not_requested.title": "Nobody has checked your address yet",
  "shop.eligibility.not_requested.body":
    "Before you can choose a plan we find out which line your building can have.",
  "shop.eligibility.pending.title": "We are checking your address",
  "shop.eligibility.pending.body": "You get a mail when we know which line your building can have.",
  "shop.eligibility.pending.since": "Asked for on {date}.",
  "shop.eligibility.eligible.title": "Your address can have a line",
  "shop.eligibility.eligible.body": "These are the plans for it.",
  "shop.eligibility.eligible.more":
    "Our staff has noted something for your address that this page cannot show. Call or write to us: {phone}, {hours}.",
  "shop.eligibility.ineligible.title": "Not available at your address",
  "shop.eligibility.ineligible.body":
    "If you have moved, or if something has changed in the building, call or write to us: {phone}, {hours}.",
  "shop.eligibility.unknown.title": "What is known of your address cannot be shown",
  "shop.eligibility.unknown.body": "Call or write to us: {phone}, {hours}.",
  "shop.eligibility.gone":
    "What we know of your address cannot be shown now: we could not read it from the system that holds it. Nothing has changed.",
  "shop.eligibility.notes": "Note from our staff",
  "shop.eligibility.allPlans": "See all plans and prices",
  "shop.internet.active": "You have an active internet line. A second one has to be arranged with us.",
  "shop.configure": "Configure",
  "shop.choose": "Choose {plan}",
  "shop.gate.availability":
    "<link>Check availability first</link>: which plans there are depends on your building.",
  "shop.others.title": "Other services of yours",
  "shop.others.body": "They are active, and named as on your bills.",
  "shop.gate.family": "Family plans need an active SIM.",
  "shop.sim.familyTitle": "Family prices",
  "shop.sim.familyBody": "You have an active SIM, so you also see our family plans.",
  "shop.sim.unknown":
    "Whether you can have family plans cannot be checked now: we could not read your services from the billing system. Regular plans are below.",
} as const;
