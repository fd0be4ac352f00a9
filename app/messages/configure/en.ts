import { FIGURES } from "../figures.ts";

/** Pages on which an order is put together, up to its price; sent without scripts. */
export const configure = {
  "configure.steps": "Order steps",
  "configure.at": "Step {number} of {count}",
  "configure.back": "Back",
  "configure.next": "Continue",
  "configure.gone": "Your selection has expired. Start again here. Nothing was ordered.",
  "configure.dropped":
    "Not available with this plan, so we removed: {list}. If you choose another plan, select them again.",

  "configure.step.plan": "Plan",
  "configure.step.card": "SIM type",
  "configure.step.installation": "Installation",
  "configure.step.addons": "Add-ons",
  "configure.step.start": "Start date",
  "configure.step.number": "Number",
  "configure.step.transfer": "Transfer",
  "configure.step.holder": "Contract holder",
  "configure.step.review": "Review",

  "configure.title.plan": "Choose a plan",
  "configure.title.card": "eSIM or SIM card",
  "configure.title.installation": "How to pay for installation",
  "configure.title.addons": "Add-ons",
  "configure.title.start": "Start date",
  "configure.title.number": "New number or current number",
  "configure.title.transfer": "Transfer your number (MNP)",
  "configure.title.holder": "Contract holder",
  "configure.title.review": "Check your selection",

  "configure.needs.internet":
    "To place the order you need a saved card or bank account, an identity document to upload, your installation address, and a confirmed availability check.",
  "configure.needs.other":
    "To place the order you need a saved card or bank account, an identity document to upload, and your address.",
  "configure.lead.plan": "You see the full price before you order.",
  "configure.lead.card": "Choose the type that your phone supports.",
  "configure.lead.installation": "You can pay for the installation at once or in instalments.",
  "configure.lead.addons": "Choose what you need, or continue without add-ons.",
  "configure.lead.start": "Our staff check every order first, so the earliest date is tomorrow.",
  "configure.lead.number": "You can keep your number when you move from another carrier (MNP).",
  "configure.lead.transfer":
    "First get an MNP reservation number from your current carrier. Your name and date of birth must be the same as there. If they differ, have them corrected by your current carrier before you order.",
  "configure.lead.holder":
    "The mobile network must know who holds a voice line. Some of the details it needs are missing from your account.",
  "configure.lead.review":
    "<strong>Nothing has been ordered yet.</strong> Next you see the terms and confirm your order.",

  "configure.plan": "Plan",
  "configure.plan.price": "{price} a month ({net} before tax)",
  "configure.plan.family": "Family price for customers with an active SIM",
  "configure.plan.fee": "Activation fee {price}, one-time",
  "configure.plan.router":
    "You need a router that supports this speed. If you use your own, check that it supports IPoE and the speed of the line.",
  "configure.accessMode": "Connection type",
  "configure.accessMode.ipoe_own_router": "IPoE with your own router",
  "configure.accessMode.ipoe_own_router.note":
    "Less affected by evening traffic. Your router must support IPoE.",
  "configure.accessMode.ipoe_home_gateway": "IPoE with a home gateway",
  "configure.accessMode.ipoe_home_gateway.note":
    "You connect with the home gateway that comes with the line.",
  "configure.accessMode.pppoe": "PPPoE",
  "configure.accessMode.pppoe.note":
    "For older routers. You sign in with an ID and a password. Slower at busy times.",
  "configure.installation": "Installation payment",
  "configure.installation.note": "{price} each, {total} in total",
  "configure.addons": "Add-ons",
  "configure.addons.monthly": "{price} a month ({net} before tax)",
  "configure.addons.once": "{price} one-time ({net} before tax)",
  "configure.addons.setup": "Plus set-up: {price} one-time ({net} before tax)",
  "configure.addons.none": "None",

  "configure.card": "SIM type",
  "configure.card.esim": "eSIM",
  "configure.card.esim.note": "For phones that support eSIM. Nothing is shipped, so you can start sooner.",
  "configure.card.physical": "SIM card",
  "configure.card.physical.note": "We ship it to you.",
  "configure.eid": "EID of your phone (eSIM only)",
  "configure.eidHint":
    "32 digits. Dial *#06#, or look in your settings. iPhone: General, About. Android: About phone, SIM status.",
  "configure.eidValue": "eSIM, EID {eid}",

  "configure.wish": "Day that you wish for the installation",
  "configure.wish.hint":
    "Leave it empty for the first day that there is. From tomorrow, at most {days} days ahead; Saturdays and Sundays with weekend installation alone. We confirm the day, or call you to find another.",
  "configure.wish.on": "Installation wished for {date}",
  "configure.wish.first": "Installation on the first day that there is",
  "configure.start": "Start",
  "configure.start.immediate": "As soon as possible",
  "configure.start.immediate.note": "When your order is approved. A SIM card has to arrive first.",
  "configure.start.scheduled": "On a date I choose",
  "configure.start.day": "Start date",
  "configure.start.dayHint": "From tomorrow to {last}.",
  "configure.start.on": "On {date}",

  "configure.number": "Phone number",
  "configure.number.new": "New number",
  "configure.number.transfer": "Keep my current number (MNP)",
  "configure.number.transfer.note":
    "You need an MNP reservation number. It must still be valid for {card} more days after the start date with a SIM card, or {esim} with an eSIM.",
  "configure.number.dataOnly": "With a data-only plan you cannot make calls, even with a transferred number.",

  "configure.transfer.reservation": "MNP reservation number",
  "configure.transfer.reservationHint": "10 digits, for example 11-234-56789.",
  "configure.transfer.expires": "Expiry date",
  "configure.transfer.expiresHint": `Usually ${FIGURES.transferDays} days, counting the day of issue. Some carriers stop accepting it in the evening of the last day.`,
  "configure.transfer.phone": "Number to transfer",
  "configure.transfer.phoneHint": "11 digits, for example 090-1234-5678.",
  "configure.transfer.owner": "As registered with your current carrier",
  "configure.transfer.until": "{number}, valid until {date}. The transfer must be complete by then.",
  "configure.lastName": "Family name",
  "configure.firstName": "Given name",
  "configure.lastNameKana": "Family name in katakana",
  "configure.firstNameKana": "Given name in katakana",
  "configure.kanaHint": "Hiragana and half-width characters are converted to katakana.",
  "configure.birthDate": "Date of birth",
  "configure.gender": "Gender",
  "configure.gender.female": "Female",
  "configure.gender.male": "Male",
  "configure.gender.company": "None (company contract)",

  "configure.chosen": "Your selection",
  "configure.change": "Change",
  "configure.price": "Price",
  "configure.price.monthly": "Monthly total",
  "configure.price.onetime": "One-time total",
  "configure.price.payments": "Installation in instalments",
  "configure.price.paymentsText":
    "{payments} payments, {total} in total. After that, you pay {after} a month.",
  "configure.price.first": "First month",
  "configure.price.free": "Free until {until} if the service starts on {day}.",
  "configure.price.byDay": "{price} by the day until {until}, if the service starts on {day}.",
  "configure.price.full": "Full monthly price",
  "configure.price.fullText": "From {from}.",
  "configure.price.due": "Payment for the first month",
  "configure.price.dueText": "{price}, including all one-time charges.",
  "configure.price.dueWithPayment":
    "{price}, including all one-time charges and the first installation payment.",
  "configure.price.assumed":
    "Calculated as if your service started today. Your first bill depends on the actual start date.",
  "configure.price.tax":
    "Prices in large type include consumption tax at today’s rate. Tax is calculated on each total and rounded down, so the lines can add up to a little less.",
  "configure.checkout": "Proceed to checkout",

  "configure.problem.title": "You cannot order this selection",
  "configure.problem.unknown_sku": "Part of your selection is no longer sold.",
  "configure.problem.wrong_category": "Part of your selection does not belong to this service.",
  "configure.problem.duplicate": "The same item was selected twice.",
  "configure.problem.installation_count": "Choose exactly one installation option.",
  "configure.problem.incomplete_pair": "This add-on and its set-up must be ordered together.",
  "configure.problem.voice_addon_on_data_plan": "Voice add-ons need a voice plan.",
  "configure.problem.family_without_sim": "Family plans need an active SIM.",
  "configure.problem.not_offered": "This plan is not available at your address.",
  "configure.problem.fee_missing":
    "We cannot confirm the activation fee, so we cannot take this order right now. Call us: {phone}, {hours}.",

  "configure.fault.plan": "Choose a plan.",
  "configure.fault.accessMode": "Choose a connection type.",
  "configure.fault.installation": "Choose how to pay for the installation.",
  "configure.fault.addons": "Choose from the add-ons on this page.",
  "configure.fault.simType": "Choose eSIM or SIM card.",
  "configure.fault.eidMissing": "Enter the 32-digit EID of your phone.",
  "configure.fault.eidLetters":
    "An EID contains digits only. You may have copied a different number from your phone.",
  "configure.fault.eidLength": "An EID has 32 digits. Check for missing or repeated digits.",
  "configure.fault.eidDigits":
    "There is a mistake in the EID: the last two digits do not match the rest. Compare it with your phone.",
  "configure.fault.start": "Choose a start date.",
  "configure.fault.startDay": "Choose a date from tomorrow, up to {days} days ahead.",
  "configure.fault.date": "This date does not exist. Enter year, month and day.",
  "configure.fault.number": "Choose a new number or keep your current one.",
  "configure.fault.weekend": "That is a Saturday or Sunday. Choose weekend installation too, or another day.",
  "configure.fault.reservation": "Enter the 10 digits of the reservation number, for example 11-234-56789.",
  "configure.fault.elevenDigits":
    "11 digits look like a phone number. The MNP reservation number has 10. Your current carrier issues it.",
  "configure.fault.expiry.over":
    "This reservation number has expired. Get a new one from your current carrier.",
  "configure.fault.expiry.tooFar": `A reservation number is valid for at most ${FIGURES.transferDays} days, counting the day of issue. Check the date.`,
  "configure.fault.expiry.tooSoonPhysical":
    "With a SIM card, the reservation number must be valid for {card} more days after the start date, because we need time to ship it. Choose an eSIM or an earlier date, or get a new reservation number.",
  "configure.fault.expiry.tooSoonEsim":
    "The reservation number must be valid for {esim} more days after the start date. Choose an earlier date, or get a new reservation number.",
  "configure.fault.portedNumber": "Enter the 11-digit mobile number to transfer, for example 090-1234-5678.",
  "configure.fault.lastName": "Enter the family name.",
  "configure.oneName": "This person has only one name",
  "configure.fault.firstName": "Enter the given name. If there is only one name, tick the box below.",
  "configure.fault.twoNames":
    "You ticked that there is only one name. Leave one of the two fields empty, or untick the box.",
  "configure.fault.nameLong": "This name is too long. Shorten it as on your identity document.",
  "configure.fault.nameSigns": `The mobile network cannot register this name. Use kanji, kana or Latin letters, up to ${FIGURES.networkNameLength} characters.`,
  "configure.fault.kana": "Enter the name in katakana, for example カーター.",
  "configure.fault.gender": "Choose an option. The mobile network requires it.",
  "configure.fault.portingGender": "Choose the same option as with your current carrier.",
  "configure.fault.birthDate": "This date of birth cannot be correct. Check the year.",
} as const;
