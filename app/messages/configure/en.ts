/** Pages on which an order is put together, up to its price; sent without scripts. */
export const configure = {
  "configure.steps": "Steps of the order",
  "configure.at": "Step {number} of {count}",
  "configure.back": "Back",
  "configure.next": "Continue",
  "configure.gone":
    "What you had chosen is not kept any more: it is there for a day after the last change. Begin again here. Nothing was ordered.",
  "configure.dropped":
    "Taken out, since this plan cannot have it: {list}. Choose again if you take another plan.",

  "configure.step.plan": "Plan",
  "configure.step.card": "Type",
  "configure.step.installation": "Installation",
  "configure.step.addons": "Add-ons",
  "configure.step.start": "Start",
  "configure.step.number": "Number",
  "configure.step.transfer": "Transfer",
  "configure.step.holder": "Holder",
  "configure.step.review": "Review",

  "configure.title.plan": "Choose a plan",
  "configure.title.card": "eSIM or card",
  "configure.title.installation": "Paying for the installation",
  "configure.title.addons": "Add-ons",
  "configure.title.start": "When it should start",
  "configure.title.number": "New number or your own",
  "configure.title.transfer": "Transfer of your number",
  "configure.title.holder": "Who holds the line",
  "configure.title.review": "Check what you have chosen",

  "configure.lead.plan": "Prices are those of today. Nothing is ordered until you confirm it at the end.",
  "configure.lead.card": "Both cost the same.",
  "configure.lead.installation": "The work for a new line can be paid at once or by the month.",
  "configure.lead.addons": "Choose what you need, or continue without any.",
  "configure.lead.start": "A person checks every order first, so the earliest day is tomorrow.",
  "configure.lead.number": "You can bring your number from another company (MNP).",
  "configure.lead.transfer":
    "Get a reservation number from your present company first. Name and birth date have to be the same as there; if they are not, have them changed there before you order.",
  "configure.lead.holder":
    "The mobile network has to know who holds a line that can call. Your account does not have all of it in a form that the network takes.",
  "configure.lead.review":
    "<strong>Nothing has been ordered yet.</strong> The next page shows the terms and asks you to confirm.",

  "configure.plan": "Plan",
  "configure.plan.price": "{price} a month, {net} without tax",
  "configure.plan.family": "Family price, for customers with an active SIM",
  "configure.plan.fee": "Activation fee {price}, once",
  "configure.plan.router":
    "Reaches its speed only with a router that can carry it. With a router of your own, check that it supports IPoE and the speed of the line.",
  "configure.accessMode": "How you connect",
  "configure.accessMode.ipoe_own_router": "IPoE, with a router of your own",
  "configure.accessMode.ipoe_own_router.note": "Fast in the evening too. The router has to support IPoE.",
  "configure.accessMode.ipoe_home_gateway": "IPoE, with a home gateway",
  "configure.accessMode.ipoe_home_gateway.note": "The home gateway comes with the line and does the work.",
  "configure.accessMode.pppoe": "PPPoE",
  "configure.accessMode.pppoe.note":
    "For older routers, with a name and a password. Slower when many people use the line.",
  "configure.installation": "Payment",
  "configure.installation.note": "{price} each, {total} in all",
  "configure.addons": "Add-ons",
  "configure.addons.monthly": "{price} a month, {net} without tax",
  "configure.addons.once": "{price} once, {net} without tax",
  "configure.addons.setup": "With its set-up: {price} once, {net} without tax",
  "configure.addons.none": "None",

  "configure.card": "Type of SIM",
  "configure.card.esim": "eSIM",
  "configure.card.esim.note": "For a phone that can use one. Nothing is sent, so it starts sooner.",
  "configure.card.physical": "SIM card",
  "configure.card.physical.note": "It is sent to the address of your account.",
  "configure.eid": "EID of the phone, for an eSIM",
  "configure.eidHint":
    "32 digits. Dial *#06#, or look in the settings: on an iPhone under General, About; on Android under About phone, SIM status.",
  "configure.eidValue": "eSIM, EID {eid}",

  "configure.wish": "Day that you wish for the installation",
  "configure.wish.hint":
    "Leave it empty for the first day that there is. From tomorrow, at most {days} days ahead; Saturdays and Sundays with weekend installation alone. We confirm the day, or call you to find another.",
  "configure.wish.on": "Installation wished for {date}",
  "configure.wish.first": "Installation on the first day that there is",
  "configure.start": "Start",
  "configure.start.immediate": "As soon as possible",
  "configure.start.immediate.note":
    "When the order has been approved. If it is a card, it has to arrive first.",
  "configure.start.scheduled": "On a day that I choose",
  "configure.start.day": "Day of the start",
  "configure.start.dayHint": "From tomorrow until {last}.",
  "configure.start.on": "On {date}",

  "configure.number": "Number",
  "configure.number.new": "A new number",
  "configure.number.transfer": "My number from another company (MNP)",
  "configure.number.transfer.note":
    "You need its reservation number. With a card it has to be valid for {card} more days after the start, with an eSIM for {esim}.",
  "configure.number.dataOnly": "With a data-only plan a number cannot be used for calls, yours neither.",

  "configure.transfer.reservation": "Reservation number (MNP)",
  "configure.transfer.reservationHint": "10 digits, for example 11-234-56789.",
  "configure.transfer.expires": "Last day on which it is valid",
  "configure.transfer.expiresHint":
    "15 days, the day of issue among them. Some companies end it in the evening of the last day.",
  "configure.transfer.phone": "Number to transfer",
  "configure.transfer.phoneHint": "11 digits, for example 090-1234-5678.",
  "configure.transfer.owner": "As at your present company",
  "configure.transfer.until": "{number}, valid until {date}. The transfer has to be done by then.",
  "configure.lastName": "Family name",
  "configure.firstName": "Given name",
  "configure.lastNameKana": "Family name in katakana",
  "configure.firstNameKana": "Given name in katakana",
  "configure.kanaHint": "Hiragana and half-width letters are changed to katakana.",
  "configure.birthDate": "Date of birth",
  "configure.gender": "Gender",
  "configure.gender.female": "Female",
  "configure.gender.male": "Male",
  "configure.gender.company": "None: the line belongs to a company",

  "configure.chosen": "What you have chosen",
  "configure.change": "Change",
  "configure.price": "What it costs",
  "configure.price.monthly": "Every month",
  "configure.price.onetime": "Once",
  "configure.price.payments": "Installation by the month",
  "configure.price.paymentsText":
    "{payments} payments, {total} in all. After them every month costs {after}.",
  "configure.price.first": "First month",
  "configure.price.free": "Free until {until}, for a start on {day}.",
  "configure.price.byDay": "{price} by the day until {until}, for a start on {day}.",
  "configure.price.full": "Full monthly price",
  "configure.price.fullText": "From {from}.",
  "configure.price.due": "To pay for the first month",
  "configure.price.dueText": "{price}, with everything that is paid once.",
  "configure.price.dueWithPayment":
    "{price}, with everything that is paid once and the first payment of the installation.",
  "configure.price.assumed":
    "Reckoned for a start today. What counts is the day on which the service starts.",
  "configure.price.tax":
    "The first figures include consumption tax of today's rate. Tax is worked out on each total and rounded down once, so that the lines may add up to a little less.",
  "configure.checkout": "Proceed to checkout",

  "configure.problem.title": "This cannot be ordered as it is",
  "configure.problem.unknown_sku": "Something that you have chosen is not sold any more.",
  "configure.problem.wrong_category": "Something that you have chosen does not belong to this service.",
  "configure.problem.duplicate": "Something was chosen twice.",
  "configure.problem.installation_count": "An order needs exactly one installation.",
  "configure.problem.incomplete_pair": "An add-on and its set-up belong together.",
  "configure.problem.voice_addon_on_data_plan": "An add-on for calls needs a plan with calls.",
  "configure.problem.family_without_sim": "Family plans need an active SIM.",
  "configure.problem.not_offered": "Your address cannot have this plan.",
  "configure.problem.fee_missing":
    "The price of the activation is missing here, so we take no order at this moment. Call us: {phone}, {hours}.",

  "configure.fault.plan": "Choose one of the plans.",
  "configure.fault.accessMode": "Choose how you connect.",
  "configure.fault.installation": "Choose how you pay for the installation.",
  "configure.fault.addons": "Choose from the add-ons on this page.",
  "configure.fault.simType": "Choose eSIM or card.",
  "configure.fault.eidMissing": "Enter the EID of the phone. It has 32 digits.",
  "configure.fault.eidLetters":
    "An EID has digits only. What you entered has other signs in it; it may be another number of the phone.",
  "configure.fault.eidLength": "An EID has exactly 32 digits. Check that none is missing or doubled.",
  "configure.fault.eidDigits":
    "There is a mistake in the EID: its last two digits do not fit the others. Compare it with the phone.",
  "configure.fault.start": "Choose when it should start.",
  "configure.fault.startDay": "Choose a day from tomorrow on, at most {days} days ahead.",
  "configure.fault.weekend": "That is a Saturday or Sunday. Choose weekend installation too, or another day.",
  "configure.fault.date": "There is no such day. Enter year, month and day.",
  "configure.fault.number": "Choose a new number or a transfer.",
  "configure.fault.reservation": "Enter the 10 digits of the reservation number, for example 11-234-56789.",
  "configure.fault.elevenDigits":
    "This has 11 digits, like a phone number. The reservation number has 10; your present company issues it.",
  "configure.fault.expiry.over":
    "This reservation number has expired. Get a new one from your present company; it is free.",
  "configure.fault.expiry.tooFar":
    "A reservation number is valid for 15 days at most, the day of issue among them. Check the date.",
  "configure.fault.expiry.tooSoonPhysical":
    "With a card the number has to be valid for {card} more days after the start, so that the card can reach you. Choose an eSIM or an earlier start, or get a new reservation number.",
  "configure.fault.expiry.tooSoonEsim":
    "The number has to be valid for {esim} more days after the start. Choose an earlier start, or get a new reservation number.",
  "configure.fault.portedNumber":
    "Enter the mobile number to transfer, 11 digits, for example 090-1234-5678.",
  "configure.fault.lastName": "Enter the family name.",
  "configure.oneName": "This person has one name only",
  "configure.fault.firstName": "Enter the given name. If there is only one name, tick the box below.",
  "configure.fault.twoNames":
    "You ticked that there is one name. Leave one of the two fields empty, or untick the box.",
  "configure.fault.nameLong":
    "This name is too long for our records. Shorten it as on your identity document.",
  "configure.fault.nameSigns":
    "The mobile network cannot take this name. Write it in kanji, kana or Latin letters, at most 50 of them.",
  "configure.fault.kana": "Enter the reading in katakana, for example カーター.",
  "configure.fault.gender": "Choose one. The mobile network asks for it.",
  "configure.fault.portingGender": "Choose one, as at your present company.",
  "configure.fault.birthDate": "The date of birth cannot be right. Check the year.",
} as const;
