import { FIGURES } from "../figures.ts";

/** The pages of the customer's own details, which are sent without scripts. */
export const profile = {
  "profile.title": "Your details",
  "profile.answer": "The details we hold about you.",
  "profile.person": "About you",
  "profile.name": "Name",
  "profile.kana": "Name in katakana",
  "profile.customerNumber": "Customer number",
  "profile.email": "E-mail",
  "profile.phone": "Phone",
  "profile.birthDate": "Date of birth",
  "profile.gender": "Gender",
  "profile.gender.male": "Male",
  "profile.gender.female": "Female",
  "profile.gender.unknown": "Not recognised",
  "profile.nationality": "Nationality",
  "profile.notGiven": "Not provided",
  "profile.fixed": "Your name and date of birth cannot be changed here. To correct them, contact us.",
  "profile.address": "Address",
  "profile.addressJapanese": "In Japanese",
  "profile.addressBilling": "On your bills",
  "profile.changeContact": "Change phone or kana name",
  "profile.changeAddress": "Change address",
  "profile.changePersonal": "Change personal details",
  "profile.offers": "Offers by e-mail",
  "profile.offers.yes": "On",
  "profile.offers.no": "Off",
  "profile.offersSince": "Agreed on",
  "profile.offersPurpose": "Only if you agree. We always send e-mails about your orders, bills and services.",
  "profile.changeOffers": "Change",
  "profile.stale":
    "Last updated at {readAt}. Our customer records system has not responded since {since}, so later changes may be missing.",
  "profile.openTitle": "Your change is being processed",
  "profile.open.address": "Your new address, entered {time}, has not reached all our systems yet.",
  "profile.open.contact":
    "Your new phone number or katakana name, entered {time}, has not reached all our systems yet.",
  "profile.open.personal":
    "The gender or nationality you entered {time} has not reached all our systems yet.",
  "profile.open.offers": "Your choice about offers of {time} has not reached all our systems yet.",
  "profile.hasBilling": "It already applies to your bills. Our customer records will follow automatically.",
  "profile.hasNone": "We keep trying automatically. You do not need to do anything.",
  "profile.parkedTitle": "Our staff will complete this",
  "profile.parked.address": "One of our systems did not accept your new address, entered {time}.",
  "profile.parked.contact":
    "One of our systems did not accept the phone number or katakana name you entered {time}.",
  "profile.parked.personal":
    "One of our systems did not accept the gender or nationality you entered {time}.",
  "profile.parked.offers": "One of our systems did not accept your choice about offers of {time}.",
  "profile.parkedHelp": "Our staff have been notified. You can also enter it again, or contact us.",

  "contact.title": "Phone and katakana name",
  "contact.answer": "The phone number we can reach you at, and your name in katakana.",
  "contact.phoneHint":
    "For example 090-1234-5678 or 03-1234-5678. For a number outside Japan, start with + and the country code.",
  "contact.lastNameKana": "Family name in katakana",
  "contact.firstNameKana": "Given name in katakana",
  "contact.kanaHint": "For example ヨシダ. Hiragana is converted to katakana. Required for a voice SIM.",
  "contact.save": "Save",
  "contact.purpose":
    "We use these to call you about orders, technician visits and bills, and to set up voice lines.",

  "personal.title": "Gender and nationality",
  "personal.answer": "Both are optional.",
  "personal.genderKept": "Keep as registered (not recognised)",
  "personal.genderPurpose": "The mobile network requires it to set up a voice SIM.",
  "personal.nationalityPurpose":
    "It tells us which identity document you can use, for example a residence card. Enter a country, for example Japan or France.",
  "personal.save": "Save",

  "offers.title": "Offers by e-mail",
  "offers.answer": "Choose if you want to receive offers by e-mail.",
  "offers.agree": "E-mail me about offers.",
  "offers.purpose":
    "We use your e-mail address for this only if you agree, and record when you agreed. You can change this here at any time. We always send e-mails about your orders, bills and services.",
  "offers.save": "Save my choice",

  "newAddress.title": "Change your address",
  "newAddress.answer": "For bills and letters. This does not move your installed services.",
  "newAddress.save": "Save address",
  "newAddress.eligibility":
    "If we have checked internet availability for you, the result no longer applies after a move. Request a new check for the new address.",

  "profile.fault.phoneMissing": "Enter a phone number.",
  "profile.fault.phone":
    "Enter a phone number we can call, for example 090-1234-5678. For a number outside Japan, start with + and the country code.",
  "profile.fault.kana": `Enter the name in katakana or hiragana, up to ${FIGURES.kanaLength} characters.`,
  "profile.fault.gender": "Choose one of the options.",
  "profile.fault.nationality": `Enter the name of a country, in letters only, up to ${FIGURES.countryLength} characters.`,
  "profile.fault.refused":
    "One of our systems did not accept this. Check it. If it is correct, you do not need to do anything: our staff have been notified and will enter it.",

  "flash.profileChanged": "Your details were changed. We sent you a confirmation by e-mail.",
  "flash.profileKept": "Your change is saved. It will reach all our systems automatically.",
  "flash.offersSaved": "Your choice is saved.",
  "activity.what.personalChanged": "Gender or nationality changed",
  "activity.what.offersAgreed": "Turned on offers by e-mail",
  "activity.what.offersTakenBack": "Turned off offers by e-mail",
  "activity.what.addressChanged": "Address changed",
  "activity.what.contactChanged": "Phone number or katakana name changed",
} as const;
