/** From the cart to the order, and the documents that the law asks for on the way (portal.md 6, japan.md 2 and 5). */
export const checkout = {
  "checkout.title": "Check your order",
  "checkout.step.check": "Check",
  "checkout.step.explanation": "Explanation",
  "checkout.step.delivery": "Agreement",
  "checkout.step.confirm": "Order",
  "checkout.ready": "Everything is there. Nothing is ordered before the last step.",
  "checkout.missing": "Something is missing before you can order.",
  "checkout.notKnown": "Not everything can be checked right now. Nothing has been ordered.",
  "checkout.change": "Change your choice",
  "checkout.noCart":
    "What your choice costs cannot be shown now: we could not read it from the system that holds it. Your choice is kept.",
  "checkout.next": "Go on",
  "checkout.back": "Back",
  "checkout.lookAgain": "Look again",

  "checkout.expired.title": "Your cart expired",
  "checkout.expired.body":
    "A cart is kept for two hours. Nothing was ordered. Your choices are kept for a day, so that you need not make them again.",
  "checkout.expired.go": "Back to your choices",

  "checkout.gates": "What an order needs",
  "checkout.state.passed": "Done",
  "checkout.state.refused": "Missing",
  "checkout.state.unknown": "Not known now",
  "checkout.unknown": "This cannot be checked now: we could not read it from the system that knows it.",
  "checkout.gate.mapping": "Your customer account",
  "checkout.gate.mapping.refused": "Your login has no customer account yet. Call us: {phone}, {hours}.",
  "checkout.gate.products": "What you have chosen is for sale",
  "checkout.gate.products.refused": "A part of it is not sold any more. Choose again.",
  "checkout.gate.products.go": "Choose again",
  "checkout.gate.composition": "The parts go together",
  "checkout.gate.composition.refused": "The parts do not go together as chosen. Choose again.",
  "checkout.gate.composition.go": "Choose again",
  "checkout.gate.payment_method": "A payment method",
  "checkout.gate.payment_method.refused": "There is no card or account yet that we can charge.",
  "checkout.gate.payment_method.go": "Add a payment method",
  "checkout.gate.address": "Your address",
  "checkout.gate.address.refused": "We have no whole address of yours.",
  "checkout.gate.address.unknown":
    "Your address cannot be read now, or a change of it is still on its way to our systems.",
  "checkout.gate.address.go": "Enter your address",
  "checkout.gate.address_confirmed": "The place of the installation",
  "checkout.gate.address_confirmed.refused": "Confirm below that this is where you want the line.",
  "checkout.gate.eligibility": "A line for your address",
  "checkout.gate.eligibility.refused":
    "This plan is not known to be possible at your address. Have it checked first.",
  "checkout.gate.eligibility.go": "See what your address can have",
  "checkout.gate.single_internet": "One internet line for each customer",
  "checkout.gate.single_internet.refused":
    "You have an active internet line. A second one is arranged by phone: {phone}, {hours}.",
  "checkout.gate.verification": "Identity check",
  "checkout.gate.verification.refused": "Show us first who you are.",
  "checkout.gate.verification.go": "Go to the identity check",
  "checkout.gate.of_age": "18 or older",
  "checkout.gate.of_age.refused":
    "By the date of birth that we have, you or the holder of the line is under 18. We take the order by phone, together with a parent or guardian, and set the filter up with you: {phone}, {hours}.",
  "checkout.gate.voice_lines": "Number of lines with calls",
  "checkout.gate.voice_lines.refused":
    "You have, or have ordered, as many lines with calls as can be ordered here. Our staff can look at another one: {phone}, {hours}.",
  "checkout.stepUp.ahead":
    "You have a line with calls already. So that nobody else can order one in your name, we ask you to confirm that it is you when you press the button.",
  "checkout.gate.agreed": "What you have read and agreed to",
  "checkout.gate.agreed.refused": "A step before this one is open again.",
  "checkout.gate.agreed.go": "Go to that step",

  "checkout.place": "Place of the installation",
  "checkout.place.lead": "A technician comes to this address.",
  "checkout.place.confirm": "This is where I want the line.",
  "checkout.place.send": "Confirm the address",
  "checkout.place.change": "Use another address",
  "checkout.place.required": "Tick the box if the address is right.",
  "checkout.place.changed": "The address has changed meanwhile. Look at it again.",

  "checkout.read.page": "Explanation before the contract",
  "checkout.read.lead": "Please read it whole, before you order.",
  "checkout.read.keep": "Keep a copy",
  "checkout.read.file.en": "Save in English",
  "checkout.read.file.ja": "Save in Japanese (日本語)",
  "checkout.read.print": "Every page here can also be printed with your browser.",
  "checkout.read.confirm": "I have read this explanation and understood it.",
  "checkout.read.required": "Tick the box once you have read and understood it.",
  "checkout.read.send": "Go on",
  "checkout.read.fingerprint": "Version {version} · SHA-256 of the file: {sha256}",
  "checkout.changed":
    "What is written here has changed since you opened the page, such as a price or a date. Nothing was ordered. Please read it again.",

  "checkout.delivery.page": "Delivery of the contract document",
  "checkout.delivery.lead": "How you get your contract, and who will use the service.",
  "checkout.delivery.document": "Contract document",
  "checkout.delivery.what":
    "Once we have approved the order, your contract document is placed in this portal, at the order, and we tell you by mail. You can read, save and print it there. You can have it on paper instead, or change your mind later: call us at {phone} ({hours}).",
  "checkout.delivery.consent": "I agree to get the contract document in this portal instead of on paper.",
  "checkout.delivery.consentRequired":
    "Tick the box, or call us to order with a contract on paper: {phone}, {hours}.",
  "checkout.delivery.age": "Who uses the service",
  "checkout.delivery.ageWhat":
    "The law asks us whether somebody under 18 makes the contract or will use the service. For them a filter against harmful sites is offered, and a parent or guardian has to agree.",
  "checkout.delivery.ageQuestion": "Choose what is true",
  "checkout.delivery.adults": "Everybody is 18 or older.",
  "checkout.delivery.minor": "I am under 18, or somebody under 18 will use it.",
  "checkout.delivery.ageRequired": "Choose one of the two.",
  "checkout.delivery.minorBody":
    "Then we take the order by phone, together with a parent or guardian, and set the filter up with you: {phone}, {hours}. Your choice is kept here for two hours; nothing was ordered.",
  "checkout.delivery.send": "Go on",

  "checkout.confirm.page": "Order",
  "checkout.confirm.lead": "Look at everything once more. With the button you order, and have to pay.",
  "checkout.confirm.terms":
    "I agree to the <link>terms of use</link> and to the explanation that I have read.",
  "checkout.confirm.required": "Tick the box to order.",
  "checkout.confirm.send": "Order with obligation to pay",
  "checkout.confirm.correct": "Something is not right? Go back; what you have entered stays.",
  "checkout.refused": "Your order was not sent",
  "checkout.refused.missing": "Something is missing by now. Nothing was ordered.",
  "checkout.refused.unknown":
    "Not everything could be checked: we could not read all of it. Nothing was ordered and nothing is lost. Try again in a few minutes.",
  "checkout.refused.crm":
    "Our system did not take the order. Nothing was ordered. Look at your choice again, or call us: {phone}, {hours}.",
  "checkout.underWay.title": "Your order is on its way",
  "checkout.underWay.body":
    "We have your order, but the system that keeps orders has not answered yet. It goes on by itself, once and no more, and you get a mail when it is there. You need not send it again.",
  "checkout.underWay.other":
    "Another order of yours for the same kind of service is on its way. Wait until it is there, then send this one.",
  "checkout.underWay.look": "See how far it is",

  "checkout.done": "We have your order",
  "checkout.doneBody":
    "You get a mail as a receipt. A person checks the order now; your contract is made when we approve it.",
  "checkout.notice.title": "We have your order {number}",
  "checkout.notice.body": "A person checks it now. You get a mail as soon as it is approved.",
  "checkout.notice.go": "See the order",

  "contract.title": "Contract document",
  "contract.link": "Contract document",
  "contract.linkBody": "What was agreed, to read, save and print.",
  "contract.earlier": "Earlier issue, placed {time}",
  "contract.open": "Open the contract document",
  "contract.save": "Save as a file",
  "contract.placed": "Placed here",
  "contract.notified": "Mail sent",
  "contract.opened": "First opened",
  "contract.received": "Counts as received",
  "contract.version": "Version",
  "contract.sha256": "SHA-256 of the file",
  "contract.facts": "About this document",
  "contract.factsBody":
    "It stays as it is. The SHA-256 shows it: that of the file you save is the same as the one here.",

  "legal.explanation.title": "Explanation before the contract",
  "legal.explanation.lead":
    "What you get, what it costs, how it ends, and what you can do in the first eight days.",
  "legal.confirmation.title": "Your order",
  "legal.confirmation.lead": "What you order by pressing the button.",
  "legal.contract.title": "Contract document",
  "legal.contract.lead": "Please read this document carefully and keep it.",

  "legal.contract": "Your contract",
  "legal.contract.concluded": "Concluded on",
  "legal.contract.number": "Contract number",
  "legal.contract.order": "Order number",
  "legal.contract.reissued": "Issued anew",
  "legal.contract.reissuedText":
    "On {date}, since what we had told you about cancelling in the first eight days was wrong. Eight new days begin with the receipt of this document; what it says of them counts.",
  "legal.contract.name": "Name",
  "legal.contract.address": "Address",
  "legal.contract.options": "Add-ons",
  "legal.contract.optionsText": "Each can be added, changed or ended by itself; call or write to us.",

  "legal.operator": "Who we are",
  "legal.operator.company": "Company",
  "legal.operator.address": "Address",
  "legal.operator.complaints": "Questions and complaints",
  "legal.operator.complaintsText": "Phone {phone} ({hours}), mail {email}",

  "legal.service": "The service",
  "legal.service.type": "Kind",
  "legal.service.type.internet":
    "Internet access over optical fibre (FTTH), line and provider in one contract",
  "legal.service.type.sim": "Mobile service over the network of a mobile carrier (MVNO)",
  "legal.service.type.vpn": "Rental of a router for a connection by way of another country (VPN)",
  "legal.service.quality": "Speed and limits",
  "legal.service.quality.internet":
    "Best effort: the speed named is the most that the line can carry, and is not promised. What arrives depends on the time of day, the building and your devices.",
  "legal.service.quality.sim":
    "Best effort: no speed is promised. When the data of a month is used up, the speed is limited until the month ends or data is added.",
  "legal.service.quality.vpn":
    "It uses the internet line you have and can be no faster. No speed is promised, and each site decides for itself whom it lets in.",
  "legal.service.area": "Where it works",
  "legal.service.area.internet": "At the address of the installation, in Japan.",
  "legal.service.area.sim": "In Japan, where the network of the carrier reaches.",
  "legal.service.area.vpn": "In Japan, at an internet line of yours.",
  "legal.service.emergency": "Emergency calls",
  "legal.service.emergency.voice": "110, 118 and 119 can be called.",
  "legal.service.emergency.data": "110, 118 and 119 cannot be called.",
  "legal.service.emergency.homePhone": "110, 118 and 119 can be called, but not during a power cut.",
  "legal.service.filter": "Users under 18",
  "legal.service.filterText":
    "The law asks us to offer a filter against harmful sites. If somebody under 18 makes the contract or uses the service, we take the order by phone, with a parent or guardian.",
  "legal.service.identity": "Identity check",
  "legal.service.identityText":
    "The law asks for it before a line with calls is activated. The line goes to the person who was checked.",
  "legal.service.lending": "Lending and passing on",
  "legal.service.lendingText":
    "You may not let others have the line, for money or for nothing, or pass the contract on without our consent. The law forbids it.",

  "legal.lines": "What you order",
  "legal.lines.monthly": "{quantity} × {price} a month ({net} without tax)",
  "legal.lines.onetime": "{quantity} × {price} once ({net} without tax)",

  "legal.charges": "What it costs",
  "legal.charges.monthly": "Every month in all",
  "legal.charges.onetime": "Once in all",
  "legal.charges.none": "Nothing",
  "legal.charges.total": "{price} ({net} without tax)",
  "legal.charges.installments": "Installation by the month",
  "legal.charges.installmentsText":
    "{payments} payments, {total} in all. They are part of the monthly sum, which is {after} once they are paid.",
  "legal.charges.first": "First month",
  "legal.charges.firstFree": "The service is free in the calendar month in which it starts.",
  "legal.charges.firstByDay": "The service is charged by the day in the calendar month in which it starts.",
  "legal.charges.firstFixed": "Start on {start}: {due} until {until}, with everything that is paid once.",
  "legal.charges.firstAssumed":
    "The day is not fixed yet. A start on {start} would cost {due} until {until}, with everything that is paid once.",
  "legal.charges.full": "Full monthly price",
  "legal.charges.fullFixed": "From {date}.",
  "legal.charges.fullAssumed":
    "From the first of the month after the start; for a start on {start}, from {date}.",
  "legal.charges.year": "First twelve months",
  "legal.charges.yearText": "{price} at most, with everything that is paid once.",
  "legal.charges.usage": "Calls and messages",
  "legal.charges.usageText":
    "Those that the plan does not include are charged by use, and billed later. Each of them is shown in this portal.",
  "legal.charges.statutory": "Universal service and relay service fees",
  "legal.charges.statutoryText": "Nothing is added to the prices named here.",
  "legal.charges.tax":
    "All amounts include consumption tax. The tax of an invoice is taken on its sum and rounded down once.",
  "legal.charges.taxLabel": "Tax",

  "legal.discounts": "Discounts",
  "legal.discounts.first": "First month free",
  "legal.discounts.firstFixed": "From {start} until {until}; it ends by itself.",
  "legal.discounts.firstAssumed":
    "From the start until the end of that calendar month; it ends by itself. For a start on {start}, until {until}.",
  "legal.discounts.family": "Family price",
  "legal.discounts.familyText":
    "The plan has its lower price because you have another active SIM with us at the time of the order.",
  "legal.discounts.none": "Discounts",
  "legal.discounts.noneText": "None.",

  "legal.payment": "Payment",
  "legal.payment.when": "When",
  "legal.payment.whenText":
    "Billed by the calendar month, with the first regular bill after the start; to be paid by the due date on each invoice.",
  "legal.payment.how": "How",
  "legal.payment.howOne": "{method}, as stored with us.",
  "legal.payment.howSeveral": "The one that you have set as your usual one on the billing site: {methods}.",

  "legal.start": "Start",
  "legal.start.when": "When it starts",
  "legal.start.internet":
    "After we have approved the order, on the day of the installation, which we arrange with you.",
  "legal.start.sim": "As soon as we have approved the order and your identity check is finished.",
  "legal.start.simOn":
    "On {date}, if we have approved the order and your identity check is finished by then.",
  "legal.start.vpn": "After we have approved the order, on the day the router reaches you.",
  "legal.start.place": "Where",
  "legal.start.access": "Connection",
  "legal.start.access.ipoe_own_router": "IPoE, with your own router",
  "legal.start.access.ipoe_home_gateway": "IPoE, with a home gateway",
  "legal.start.access.pppoe": "PPPoE",
  "legal.start.sort": "SIM",
  "legal.start.esim": "eSIM for the device with EID {eid}",
  "legal.start.card": "Card, sent to the address above",
  "legal.start.number": "Number",
  "legal.start.newNumber": "A new one",
  "legal.start.porting": "{number}, transferred with reservation {reservation}",

  "legal.term": "Term",
  "legal.term.minimum": "Minimum term",
  "legal.term.renewal": "Renewal",
  "legal.term.renewalText": "It goes on by the month until you end it. Nothing renews for a longer time.",

  "legal.ending": "Ending",
  "legal.ending.before": "Before we approve the order",
  "legal.ending.beforeText":
    "You can withdraw it at no cost: on the page of the order in this portal, by phone ({phone}, {hours}) or by mail ({email}).",
  "legal.ending.how": "How",
  "legal.ending.howText": "Call {phone} ({hours}) or write to {email}.",
  "legal.ending.when": "When it ends",
  "legal.ending.cost": "What it costs",
  "legal.ending.costNone": "Nothing beside what was used until then.",
  "legal.ending.costInstallments":
    "What is still to be paid of the installation; with each month it gets less, and nothing in the end.",
  "legal.ending.costMinimum": "Before the minimum term is over: one monthly price of the plan at most.",
  "legal.ending.porting": "Taking the number with you",
  "legal.ending.portingText": "It costs nothing.",
  "legal.ending.devices": "Rented devices",
  "legal.ending.devicesText": "They have to be sent back; what does not come back is charged.",

  "legal.eight": "First eight days",
  "legal.eight.right": "Cancelling without a reason",
  "legal.eight.statutory":
    "This contract can be cancelled under the Telecommunications Business Act (Art. 26-3), unless it is a company's.",
  "legal.eight.voluntary":
    "We grant it for this contract too, on the same conditions, unless it is a company's.",
  "legal.eight.confirmation_measure": "The confirmation measure takes its place for this contract.",
  "legal.eight.none": "This contract is outside of its scope.",
  "legal.eight.days": "How long",
  "legal.eight.daysText":
    "Eight days. The day on which you receive the contract document is the first, and the eighth ends at midnight in Japan.",
  "legal.eight.daysMobile":
    "Eight days. The day on which you receive the contract document is the first, or the day on which the service starts if that is later. The eighth ends at midnight in Japan.",
  "legal.eight.how": "How",
  "legal.eight.howText":
    "By the form on the page of your order in this portal, or in writing to {email} or {address}, with your order number. The moment you send it counts.",
  "legal.eight.cost": "What you pay then",
  "legal.eight.costText":
    "Only the service used until then, the issue of a SIM, the contract fee ({fee} at most) and work that was done ({work} at most). No penalty and no damages. What you paid beyond that comes back.",
  "legal.eight.wrong": "If we told you something wrong about it",
  "legal.eight.wrongText":
    "If you did not cancel because of that, you get a new document, and eight days from its receipt.",

  "legal.language": "Language",
  "legal.language.which": "What counts",
  "legal.language.whichText":
    "You get this document in Japanese or English. If they differ, the Japanese one counts.",
} as const;
