/** From the cart to the order, and the documents that the law asks for on the way (portal.md 6, japan.md 2 and 5). */
export const checkout = {
  "checkout.title": "Check your order",
  "checkout.step.check": "Check",
  "checkout.step.explanation": "Key terms",
  "checkout.step.delivery": "Contract",
  "checkout.step.confirm": "Place order",
  "checkout.ready": "You have everything you need. You place the order in the last step.",
  "checkout.missing": "A few things are missing before you can order.",
  "checkout.notKnown": "We cannot check everything right now. Nothing has been ordered.",
  "checkout.change": "Change your selection",
  "checkout.noCart": "We cannot read what your selection costs right now. Your selection is saved.",
  "checkout.next": "Continue",
  "checkout.back": "Back",
  "checkout.lookAgain": "Refresh",

  "checkout.expired.title": "Your cart has expired",
  "checkout.expired.body":
    "Nothing was ordered. Your selection is saved for now, so you do not have to choose again.",
  "checkout.expired.go": "Back to your selection",

  "checkout.gates": "Before you order",
  "checkout.state.passed": "Done",
  "checkout.state.refused": "Missing",
  "checkout.state.unknown": "Not available",
  "checkout.unknown":
    "We cannot check this right now because we could not read it from the system that holds it.",
  "checkout.gate.mapping": "Customer account",
  "checkout.gate.mapping.refused":
    "We cannot find a customer account for your sign-in. Call us: {phone}, {hours}.",
  "checkout.gate.products": "Available to order",
  "checkout.gate.products.refused": "Something in your selection is no longer sold. Choose again.",
  "checkout.gate.products.go": "Choose again",
  "checkout.gate.composition": "Your selection",
  "checkout.gate.composition.refused": "These items cannot be ordered together. Choose again.",
  "checkout.gate.composition.go": "Choose again",
  "checkout.gate.payment_method": "Payment method",
  "checkout.gate.payment_method.refused": "Add a card or bank account.",
  "checkout.gate.payment_method.go": "Add a payment method",
  "checkout.gate.address": "Your address",
  "checkout.gate.address.refused": "Your address is missing or incomplete.",
  "checkout.gate.address.unknown":
    "We cannot read your address right now, or a recent change has not reached all our systems yet.",
  "checkout.gate.address.go": "Enter your address",
  "checkout.gate.address_confirmed": "Installation address",
  "checkout.gate.address_confirmed.refused": "Confirm your installation address below.",
  "checkout.gate.eligibility": "Availability at your address",
  "checkout.gate.eligibility.refused":
    "We have not confirmed that this plan is available at your address. Request an availability check first.",
  "checkout.gate.eligibility.go": "See what is available",
  "checkout.gate.single_internet": "One internet line per customer",
  "checkout.gate.single_internet.refused":
    "You already have an active internet line. To add another, call us: {phone}, {hours}.",
  "checkout.gate.verification": "Identity check",
  "checkout.gate.verification.refused": "We need to check your identity first.",
  "checkout.gate.verification.go": "Go to identity check",
  "checkout.gate.of_age": "18 or older",
  "checkout.gate.of_age.refused":
    "According to the date of birth we have, you or the user of the line is under 18. We take this order by phone, together with a parent or guardian, and set up the filter with you: {phone}, {hours}.",
  "checkout.gate.voice_lines": "Number of voice lines",
  "checkout.gate.voice_lines.refused":
    "You already have or have ordered as many voice lines as you can order here. Our staff can look at another one: {phone}, {hours}.",
  "checkout.stepUp.ahead":
    "You already have a voice line. To make sure that no one else orders one in your name, we ask you to confirm it is you when you press the button.",
  "checkout.gate.agreed": "Key terms and consent",
  "checkout.gate.agreed.refused": "You need to confirm an earlier step again.",
  "checkout.gate.agreed.go": "Go to that step",

  "checkout.place": "Installation address",
  "checkout.place.lead": "A technician will visit this address.",
  "checkout.place.confirm": "This is where I want the internet line.",
  "checkout.place.send": "Confirm address",
  "checkout.place.change": "Use another address",
  "checkout.place.required": "Tick the box if the address is correct.",
  "checkout.place.changed": "The address has changed. Check it again.",

  "checkout.read.page": "Key terms of your contract",
  "checkout.read.lead": "Read this in full before you order.",
  "checkout.read.keep": "Keep a copy",
  "checkout.read.file.en": "Save in English",
  "checkout.read.file.ja": "Save in Japanese (日本語)",
  "checkout.read.print": "You can also print this page from your browser.",
  "checkout.read.confirm": "I have read and understood these key terms.",
  "checkout.read.required": "Tick the box when you have read and understood the key terms.",
  "checkout.read.send": "Continue",
  "checkout.read.fingerprint": "Version {version} · SHA-256 of the file: {sha256}",
  "checkout.changed":
    "Some details on this page, such as a price or a date, changed after you opened it. Nothing was ordered. Read it again.",

  "checkout.delivery.page": "How you receive your contract",
  "checkout.delivery.lead": "How you want to receive your contract, and who will use the service.",
  "checkout.delivery.document": "Contract document",
  "checkout.delivery.what":
    "When we approve your order, we place your contract document on the order page in this portal and e-mail you. You can read, save and print it there. If you want it on paper, now or later, call us at {phone} ({hours}).",
  "checkout.delivery.consent": "I agree to receive the contract document in this portal instead of on paper.",
  "checkout.delivery.consentRequired":
    "Tick the box, or call us to order with a paper contract: {phone}, {hours}.",
  "checkout.delivery.age": "Who will use the service",
  "checkout.delivery.ageWhat":
    "By law we have to ask if the contract holder or anyone who will use the service is under 18. For users under 18 we offer a filter against harmful websites, and a parent or guardian has to agree.",
  "checkout.delivery.ageQuestion": "Choose one",
  "checkout.delivery.adults": "Everyone is 18 or older.",
  "checkout.delivery.minor": "I am under 18, or someone under 18 will use it.",
  "checkout.delivery.ageRequired": "Choose one of the two options.",
  "checkout.delivery.minorBody":
    "We take this order by phone, together with a parent or guardian, and set up the filter with you: {phone}, {hours}. Your selection is saved for now. Nothing was ordered.",
  "checkout.delivery.send": "Continue",

  "checkout.confirm.page": "Place your order",
  "checkout.confirm.lead":
    "Check everything once more. When you press the button, the order is placed and charges apply.",
  "checkout.confirm.terms": "I agree to the <link>terms of use</link> and to the key terms I have read.",
  "checkout.confirm.required": "Tick the box to place your order.",
  "checkout.confirm.send": "Place order (charges apply)",
  "checkout.confirm.correct": "Something wrong? Go back. What you have entered is kept.",
  "checkout.refused": "Your order was not placed",
  "checkout.refused.missing": "Something is now missing. Nothing was ordered.",
  "checkout.refused.unknown":
    "We could not check everything because some information could not be read. Nothing was ordered, and what you entered is kept. Try again in a few minutes.",
  "checkout.refused.crm":
    "Our system did not accept the order. Nothing was ordered. Check your selection, or call us: {phone}, {hours}.",
  "checkout.underWay.title": "We are processing your order",
  "checkout.underWay.body":
    "We received your order, but our order system has not confirmed it yet. We will complete it automatically, only once, and e-mail you. Do not send it again.",
  "checkout.underWay.other":
    "We are still processing another order from you for the same type of service. Wait until it is confirmed, then place this one.",
  "checkout.underWay.look": "Check the status",

  "checkout.done": "We received your order",
  "checkout.doneBody":
    "We will e-mail you a receipt. Our staff now check the order. Your contract is concluded when we approve it.",
  "checkout.notice.title": "We received your order {number}",
  "checkout.notice.body": "Our staff are checking it. We will e-mail you when it is approved.",
  "checkout.notice.go": "View order",

  "contract.title": "Contract document",
  "contract.link": "Contract document",
  "contract.linkBody": "What you agreed to. You can read, save and print it.",
  "contract.earlier": "Earlier version, placed {time}",
  "contract.open": "Open the contract document",
  "contract.save": "Save as file",
  "contract.placed": "Placed here",
  "contract.notified": "E-mail sent",
  "contract.opened": "First opened",
  "contract.received": "Treated as received",
  "contract.version": "Version",
  "contract.sha256": "SHA-256 of the file",
  "contract.facts": "About this document",
  "contract.factsBody":
    "This document does not change. If the SHA-256 of your saved file matches the one here, the content is identical.",

  "legal.explanation.title": "Key terms: explanation before the contract",
  "legal.explanation.lead":
    "What you get, what it costs, how to end it, and your right to cancel within 8 days.",
  "legal.confirmation.title": "Your order",
  "legal.confirmation.lead": "When you press the button, you order the following.",
  "legal.contract.title": "Contract document",
  "legal.contract.lead": "Please read this document carefully and keep it.",

  "legal.contract": "Your contract",
  "legal.contract.concluded": "Concluded on",
  "legal.contract.number": "Contract number",
  "legal.contract.order": "Order number",
  "legal.contract.reissued": "Reissued",
  "legal.contract.reissuedText":
    "On {date}, because we had given you incorrect information about initial contract cancellation. A new 8-day period starts on the day you receive this document. The period and procedure stated in this document apply.",
  "legal.contract.name": "Name",
  "legal.contract.address": "Address",
  "legal.contract.options": "Add-ons",
  "legal.contract.optionsText":
    "Each add-on can be added, changed or cancelled separately. Call or write to us.",

  "legal.operator": "Service provider",
  "legal.operator.company": "Company",
  "legal.operator.address": "Address",
  "legal.operator.complaints": "Questions and complaints",
  "legal.operator.complaintsText": "Phone {phone} ({hours}), e-mail {email}",

  "legal.service": "Service",
  "legal.service.type": "Type of service",
  "legal.service.type.internet": "Fibre internet access (FTTH): line and provider in one contract",
  "legal.service.type.sim": "Mobile service on the network of a mobile carrier (MVNO)",
  "legal.service.type.vpn": "Rental router that connects through another country (VPN)",
  "legal.service.quality": "Speed and limits",
  "legal.service.quality.internet":
    "Best effort. The stated speed is the maximum of the line and is not guaranteed. The actual speed depends on the time of day, the building and your devices.",
  "legal.service.quality.sim":
    "Best effort. No speed is guaranteed. When you have used up the data for the month, the speed is limited until the end of the month or until you add data.",
  "legal.service.quality.vpn":
    "The router uses your own internet line and cannot be faster than it. No speed is guaranteed. Each website decides for itself if it allows access.",
  "legal.service.area": "Service area",
  "legal.service.area.internet": "The installation address in Japan.",
  "legal.service.area.sim": "Anywhere in Japan within the coverage of the carrier’s network.",
  "legal.service.area.vpn": "Your own internet line in Japan.",
  "legal.service.emergency": "Emergency calls",
  "legal.service.emergency.voice": "You can call 110, 118 and 119.",
  "legal.service.emergency.data": "You cannot call 110, 118 or 119.",
  "legal.service.emergency.homePhone": "You can call 110, 118 and 119, but not during a power cut.",
  "legal.service.filter": "Users under 18",
  "legal.service.filterText":
    "By law we offer a filter against harmful websites. If the contract holder or anyone who uses the service is under 18, we take the order by phone, together with a parent or guardian.",
  "legal.service.identity": "Identity check",
  "legal.service.identityText":
    "For voice lines, the law requires an identity check before activation. The line is provided to the person whose identity was checked.",
  "legal.service.lending": "Lending and transfer",
  "legal.service.lendingText":
    "The law forbids you to lend the line to others, paid or free of charge, or to transfer the contract without our consent.",

  "legal.lines": "What you order",
  "legal.lines.monthly": "{quantity} × {price} a month ({net} before tax)",
  "legal.lines.onetime": "{quantity} × {price} one-time ({net} before tax)",

  "legal.charges": "Charges",
  "legal.charges.monthly": "Monthly total",
  "legal.charges.onetime": "One-time total",
  "legal.charges.none": "None",
  "legal.charges.total": "{price} ({net} before tax)",
  "legal.charges.installments": "Installation in instalments",
  "legal.charges.installmentsText":
    "{payments} payments, {total} in total. They are included in the monthly total, which is {after} when they are paid off.",
  "legal.charges.first": "First month",
  "legal.charges.firstFree": "The monthly charge is free in the calendar month in which the service starts.",
  "legal.charges.firstByDay":
    "The monthly charge is calculated by the day in the calendar month in which the service starts.",
  "legal.charges.firstFixed":
    "For a start on {start}, you pay {due} until {until}, including all one-time charges.",
  "legal.charges.firstAssumed":
    "The start date is not fixed yet. For a start on {start}, you would pay {due} until {until}, including all one-time charges.",
  "legal.charges.full": "Full monthly price",
  "legal.charges.fullFixed": "From {date}.",
  "legal.charges.fullAssumed":
    "From the 1st of the month after the start. For a start on {start}, from {date}.",
  "legal.charges.year": "First 12 months",
  "legal.charges.yearText": "Up to {price}, including all one-time charges.",
  "legal.charges.usage": "Calls and messages",
  "legal.charges.usageText": "Those not included in the plan are charged by use and billed later.",
  "legal.charges.statutory": "Universal service fee and telephone relay service fee",
  "legal.charges.statutoryText":
    "If such a fee applies to your contract, it is listed under “What you order” above.",
  "legal.charges.tax":
    "All amounts include consumption tax. The tax on an invoice is calculated on the total and rounded down.",
  "legal.charges.taxLabel": "Tax",

  "legal.discounts": "Discounts",
  "legal.discounts.first": "First month free",
  "legal.discounts.firstFixed": "From {start} to {until}. It ends automatically.",
  "legal.discounts.firstAssumed":
    "From the start to the end of that calendar month. It ends automatically. For a start on {start}, until {until}.",
  "legal.discounts.family": "Family price",
  "legal.discounts.familyText":
    "This plan has a reduced price because you have another active SIM with us at the time of the order.",
  "legal.discounts.none": "Discounts",
  "legal.discounts.noneText": "None.",

  "legal.payment": "Payment",
  "legal.payment.when": "When",
  "legal.payment.whenText":
    "Billed by the calendar month, beginning with the first regular invoice after the start. Pay by the due date on each invoice.",
  "legal.payment.how": "How",
  "legal.payment.howOne": "{method}, as saved in your account.",
  "legal.payment.howSeveral": "The payment method you set as default on the billing site: {methods}.",

  "legal.start": "Start",
  "legal.start.when": "When",
  "legal.start.internet": "After we approve the order, on the installation date that we arrange with you.",
  "legal.start.sim": "As soon as we have approved the order and your identity check is complete.",
  "legal.start.simOn":
    "On {date}, if we have approved the order and your identity check is complete by then.",
  "legal.start.vpn": "After we approve the order, on the day the router reaches you.",
  "legal.start.place": "Where",
  "legal.start.access": "Connection",
  "legal.start.access.ipoe_own_router": "IPoE with your own router",
  "legal.start.access.ipoe_home_gateway": "IPoE with a home gateway",
  "legal.start.access.pppoe": "PPPoE",
  "legal.start.sort": "SIM type",
  "legal.start.esim": "eSIM for the device with EID {eid}",
  "legal.start.card": "SIM card, sent to the address above",
  "legal.start.number": "Phone number",
  "legal.start.newNumber": "New number",
  "legal.start.porting": "{number}, transferred with MNP reservation number {reservation}",

  "legal.term": "Contract term",
  "legal.term.minimum": "Minimum term",
  "legal.term.renewal": "Renewal",
  "legal.term.renewalText":
    "The contract continues month by month until you end it. It is never renewed for a longer term.",

  "legal.ending": "Ending the contract",
  "legal.ending.before": "Before we approve the order",
  "legal.ending.beforeText":
    "You can cancel the order free of charge: on the order page in this portal, by phone ({phone}, {hours}) or by e-mail ({email}).",
  "legal.ending.how": "How",
  "legal.ending.howText": "Call {phone} ({hours}) or write to {email}.",
  "legal.ending.when": "End date",
  "legal.ending.cost": "Cost",
  "legal.ending.costNone": "None, except for what you used until then.",
  "legal.ending.costInstallments":
    "The remaining installation payments. The amount falls each month to zero.",
  "legal.ending.costMinimum": "Before the end of the minimum term: at most one monthly charge of the plan.",
  "legal.ending.porting": "Moving your number to another carrier (MNP)",
  "legal.ending.portingText": "Free of charge.",
  "legal.ending.devices": "Rented devices",
  "legal.ending.devicesText": "Devices must be returned. Devices that are not returned are charged.",

  "legal.eight": "Initial contract cancellation (8 days)",
  "legal.eight.right": "Cancelling without a reason",
  "legal.eight.statutory":
    "You can cancel this contract under the Telecommunications Business Act (Art. 26-3). This does not apply to company contracts.",
  "legal.eight.voluntary":
    "We offer the same right for this contract, under the same conditions. This does not apply to company contracts.",
  "legal.eight.confirmation_measure": "The confirmation measure applies to this contract instead.",
  "legal.eight.none": "Initial contract cancellation does not apply to this contract.",
  "legal.eight.days": "Period",
  "legal.eight.daysText":
    "8 days. The day you receive the contract document is day 1. The period ends at 24:00 JST on day 8.",
  "legal.eight.daysMobile":
    "8 days. Day 1 is the day you receive the contract document, or the day the service starts if that is later. The period ends at 24:00 JST on day 8.",
  "legal.eight.how": "How",
  "legal.eight.howText":
    "Use the form on your order page in this portal, or write to {email} or {address} and include your order number. It takes effect when you send it.",
  "legal.eight.cost": "What you pay",
  "legal.eight.costText":
    "Only for the service used until then, the issue of a SIM, the contract administration fee (up to {fee}) and work that was done (up to {work}). There is no penalty and there are no damages. We refund anything you paid above that.",
  "legal.eight.wrong": "If we gave you incorrect information",
  "legal.eight.wrongText":
    "If you did not cancel because of it, we issue a new document, and you have 8 days from the day you receive it.",

  "legal.language": "Language",
  "legal.language.which": "Governing version",
  "legal.language.whichText":
    "You can get this document in Japanese or English. If they differ, the Japanese version prevails.",
} as const;
