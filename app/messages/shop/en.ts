/** Pages about what can be ordered, for everybody and for customers. */
export const shop = {
  "shop.title": "Services and prices",
  "shop.lead": "<strong>Internet, mobile and VPN in Japan</strong>, with service in English and Japanese.",
  "shop.services": "Services",
  "shop.from": "From <strong>{price}</strong> a month, tax included.",
  "shop.firstMonthFree": "First month free",
  "shop.help": "Need help choosing?",
  "shop.helpText":
    "Call or write to us. We will tell you which lines your building can have and what they cost before you order.",
  "shop.contact": "Call or write to us",
  "shop.getStarted": "Get started",
  "shop.orderAsCustomer": "Sign in to order",
  "shop.signIn": "Sign in to your account",

  "shop.internet.title": "Internet",
  "shop.internet.body":
    "Fibre internet for houses and apartments. Availability depends on your building. We check it before you order.",
  "shop.internet.lead":
    "Fibre internet from <strong>{price}</strong> a month, tax included. Availability depends on your building.",
  "shop.sim.title": "SIM and eSIM",
  "shop.sim.body": "Data and voice, data only or voice only, as a SIM card or eSIM.",
  "shop.sim.lead": "SIM cards and eSIMs from <strong>{price}</strong> a month, tax included.",
  "shop.vpn.title": "VPN router",
  "shop.vpn.body": "A rental router that connects you through another country.",
  "shop.vpn.lead": "A pre-configured rental router from <strong>{price}</strong> a month, tax included.",
  "shop.business.title": "For companies",
  "shop.business.body": "Internet lines and SIMs for companies. Contact us for a quote.",
  "shop.onsite.title": "On-site support",
  "shop.onsite.body": "Help at your home or office with routers, Wi-Fi and connected devices.",

  "shop.gone.title": "We cannot show prices right now",
  "shop.gone.body":
    "We cannot read our prices from the system that holds them, and we do not show a price that we cannot confirm. Try again in a few minutes, or call us: {phone}, {hours}.",
  "shop.gone.retry": "Try again",
  "shop.gone.reference": "Reference {reference}",
  "shop.stale":
    "Prices as of {readAt}. Our price system has not responded since {since}, so later changes may be missing.",
  "shop.none": "Nothing is available to order right now. Call us: {phone}, {hours}.",

  "shop.table.plan": "Plan",
  "shop.table.item": "Item",
  "shop.table.monthly": "Monthly, tax included",
  "shop.table.price": "Price, tax included",
  "shop.price.net": "{price} before tax",
  "shop.price.aMonth": "{price} a month",
  "shop.price.once": "{price} one-time",
  "shop.price.payments": "{price} × {payments} months",
  "shop.price.total": "{price} in total",

  "shop.building.home": "Houses",
  "shop.building.apartment": "Apartments",
  "shop.offering.home_10g": "Hikari Cross, up to 10 Gbps",
  "shop.offering.home_1g": "Hikari, up to 1 Gbps",
  "shop.offering.apartment_1g": "Hikari for apartments, up to 1 Gbps",
  "shop.offering.apartment_100m": "Hikari for apartments, up to 100 Mbps",
  "shop.tier.silver": "Silver",
  "shop.tier.gold": "Gold",
  "shop.tier.platinum": "Platinum",
  "shop.speed":
    "Speeds are the maximum of the line. The actual speed depends on the time of day, the building and your devices.",
  "shop.installation": "Installation",
  "shop.installationLead": "One-time for each new line. Pay at once or in instalments.",
  "shop.payments.once": "One payment",
  "shop.payments.monthly": "{payments} monthly payments",
  "shop.addons": "Add-ons",
  "shop.addon.weekend": "Weekend installation (Saturday or Sunday)",
  "shop.addon.homePhone": "Home phone (Hikari Denwa)",
  "shop.addon.homePhoneSetup": "Home phone set-up",
  "shop.addon.voiceMail": "Voice mail",
  "shop.addon.callWaiting": "Call waiting",
  "shop.addonSetup": "Set-up {price}, one-time",
  "shop.fees": "One-time charges",

  "shop.plans.data_voice": "Data and voice",
  "shop.plans.data_only": "Data only",
  "shop.plans.voice_only": "Voice only",
  "shop.plan.data": "{size} GB a month",
  "shop.plan.voice": "Voice & SMS",
  "shop.plan.family": "Family price",
  "shop.plan.emergency": "You cannot call 110, 118 or 119 with a data-only SIM.",
  "shop.simFee": "Activation fee per SIM",
  "shop.simAddonsNote": "For voice plans.",
  "shop.region.usa_sf": "United States (San Francisco)",
  "shop.region.uk_london": "United Kingdom (London)",
  "shop.vpnFee": "Activation fee per router",

  "shop.terms": "Billing, start and cancellation",
  "shop.terms.tax": "Prices",
  "shop.terms.taxText":
    "In yen. The price in large type includes consumption tax. The tax on an invoice is calculated on the total and rounded down.",
  "shop.terms.billing": "Billing",
  "shop.terms.billingText": "By the calendar month.",
  "shop.terms.start": "First month",
  "shop.terms.startFree":
    "The monthly charge is free in the calendar month in which the service starts. If it starts today, it is free until {until}, and you pay the full price from {from}.",
  "shop.terms.startByDay":
    "Charged by the day from the start date. If the service starts today, you pay the full price from {from}.",
  "shop.terms.minimum": "Minimum term",
  "shop.terms.minimumNone": "None.",
  "shop.terms.minimumMonths": "{months} months.",
  "shop.terms.end": "Ending the contract",
  "shop.terms.endText":
    "If you tell us by the {day}th, the service ends at the end of that month. After that day, it ends at the end of the next month.",
  "shop.terms.eight": "Cancel within 8 days",
  "shop.terms.eightText":
    "You can cancel a new contract without a reason within 8 days. The day you receive the contract document is day 1. You pay for the service used and any work done.",

  "shop.faq": "Questions",
  "shop.faq.internet.line": "Which lines are available to me?",
  "shop.faq.internet.lineText":
    "It depends on the equipment in your house or apartment building. Before you order, we check with the line operator and tell you which plans are available.",
  "shop.faq.internet.visit": "Will a technician visit my home?",
  "shop.faq.internet.visitText":
    "For a new line, yes. A technician brings in the fibre, and you need to be there. We arrange the date with you.",
  "shop.faq.internet.router": "Do I need my own router?",
  "shop.faq.internet.routerText": "You can use your own router or a home gateway. You choose when you order.",
  "shop.faq.internet.move": "What happens to my installation payments if I cancel?",
  "shop.faq.internet.moveText": "You only pay the remaining instalments.",
  "shop.faq.sim.esim": "SIM card or eSIM?",
  "shop.faq.sim.esimText":
    "For an eSIM you need a phone that supports it, and its 32-digit EID. A SIM card is shipped to you.",
  "shop.faq.sim.number": "Can I keep my number?",
  "shop.faq.sim.numberText":
    "Yes. Get a 10-digit MNP reservation number from your current carrier. It is only valid for a limited time, so order soon after.",
  "shop.faq.sim.identity": "Why do you check my identity?",
  "shop.faq.sim.identityText":
    "The law requires it for every voice SIM, and a photo of a document is not enough. We tell you how to do it when you order.",
  "shop.faq.sim.family": "Is there a family price?",
  "shop.faq.sim.familyText": "If you have an active SIM, you see our family plans after you sign in.",
  "shop.faq.vpn.what": "What does the router do?",
  "shop.faq.vpn.whatText":
    "Devices connected to it use the internet from the country you choose. You connect the router to your own internet line.",
  "shop.faq.vpn.setup": "Do I need to set anything up?",
  "shop.faq.vpn.setupText": "No. It comes pre-configured. Connect it to your line and to power.",
  "shop.faq.vpn.watch": "Will every foreign website work?",
  "shop.faq.vpn.watchText": "We cannot guarantee that. Each website decides for itself if it allows access.",

  "shop.business.lead":
    "<strong>Tell us how many people and locations</strong>, and we will send you a quote.",
  "shop.business.offer": "Services",
  "shop.business.line": "Internet lines for offices and shops",
  "shop.business.sims": "SIMs and eSIMs for your team",
  "shop.business.invoice": "Qualified invoices with our registration number",
  "shop.business.portal": "This portal, with invoices as PDF and lists as CSV",
  "shop.business.how": "How it works",
  "shop.business.howText":
    "Call or write to us with your addresses and the number of lines. Company prices are in your quote, not on this page.",
  "shop.onsite.lead":
    "<strong>When a problem cannot be solved by phone.</strong> Contact us to ask about a visit.",
  "shop.onsite.offer": "How we can help",
  "shop.onsite.router": "Router and Wi-Fi set-up, and checking places with weak reception",
  "shop.onsite.devices": "Connecting computers, printers and other devices",
  "shop.onsite.move": "Moving your connection inside your home, if the building allows it",
  "shop.onsite.how": "How it works",
  "shop.onsite.howText":
    "Call or write to us and describe the problem and the location. We tell you the price and the date before a visit.",

  "shop.account.title": "Services",
  "shop.account.lead": "Your services, and what you can add.",
  "shop.active.none": "No active service.",
  "shop.active.count_one": "You have <strong>1 active service</strong>.",
  "shop.active.count_other": "You have <strong>{count} active services</strong>.",
  "shop.active.unknown": "We cannot show your services right now.",
  "shop.unreadable_one": "{count} of your services cannot be shown right now.",
  "shop.unreadable_other": "{count} of your services cannot be shown right now.",

  "shop.eligibility": "Your address",
  "shop.eligibility.not_requested.title": "Availability not checked yet",
  "shop.eligibility.not_requested.body":
    "Before you choose a plan, we check which lines your building can have.",
  "shop.eligibility.pending.title": "We are checking your address",
  "shop.eligibility.pending.body": "We will e-mail you when we know which lines your building can have.",
  "shop.eligibility.pending.since": "Requested on {date}.",
  "shop.eligibility.eligible.title": "Internet is available at your address",
  "shop.eligibility.eligible.body": "You can choose from these plans.",
  "shop.eligibility.eligible.more":
    "Our staff left a note about your address that this page cannot show. Call or write to us: {phone}, {hours}.",
  "shop.eligibility.ineligible.title": "Internet is not available at your address",
  "shop.eligibility.ineligible.body":
    "If you have moved, or something in the building has changed, call or write to us: {phone}, {hours}.",
  "shop.eligibility.unknown.title": "We cannot show the result for your address",
  "shop.eligibility.unknown.body": "Call or write to us: {phone}, {hours}.",
  "shop.eligibility.gone":
    "We cannot show availability at your address right now because we could not read it. Nothing has changed.",
  "shop.eligibility.notes": "Note from our staff",
  "shop.eligibility.allPlans": "View all plans and prices",
  "shop.internet.active": "You already have an active internet line. To add another, contact us.",
  "shop.configure": "Choose a plan",
  "shop.choose": "Choose {plan}",
  "shop.gate.availability": "<link>Check availability first</link>. Your plans depend on your building.",
  "shop.others.title": "Your other services",
  "shop.others.body": "These are active, with the names on your bills.",
  "shop.gate.family": "Family plans need an active SIM.",
  "shop.sim.familyTitle": "Family prices",
  "shop.sim.familyBody": "You have an active SIM, so we also show our family plans.",
  "shop.sim.unknown":
    "We cannot check if family plans apply to you because we could not read your services. Regular plans are below.",
} as const;
