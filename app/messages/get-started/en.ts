import { FIGURES } from "../figures.ts";

/** Getting started: the pages from the typed address to the first sign-in. They are sent without scripts. */
export const getStarted = {
  "start.pageTitle": "Get started",
  "start.title": "Get started",
  "start.lead":
    "For new customers, and for customers who are new to this portal. First we will e-mail you a code.",
  "start.email": "E-mail address",
  "start.emailHint": "If you are already a customer, use the address that receives your bills.",
  "start.emailMissing": "Enter your e-mail address.",
  "start.emailTooLong": `Use an e-mail address with up to ${FIGURES.emailLength} characters.`,
  "start.submit": "Send code",
  "start.purpose":
    "We use your e-mail address to find your account or to create one. <link>Privacy policy</link>",
  "start.haveLogin": "Already have an account? <link>Sign in</link>",
  "start.limited_one": "Too many attempts. Wait {count} minute, then try again.",
  "start.limited_other": "Too many attempts. Wait {count} minutes, then try again.",
  "start.again.title": "Start again",
  "start.again.body": "Your session expired, you have already finished, or you started in another browser.",
  "start.code.title": "Check your e-mail",
  "start.code.submit": "Confirm",
  "start.code.back": "Use another address",

  "start.unknown.title": "We cannot find your account right now",
  "start.unknown.body":
    "Your e-mail address is confirmed, but one of our systems is not responding. Nothing has changed. Try again in a few minutes.",
  "start.unknown.submit": "Try again",
  "start.exists.title": "You already have an account",
  "start.exists.body":
    "Sign in with your e-mail address and password for this portal. If your account uses another address, use that one.",
  "start.signIn": "Sign in",
  "start.forgot": "Reset password",
  "start.support.title": "Our staff need to check this",
  "start.support.body":
    "We cannot create or link your account automatically. Our staff have been notified and will write to <nb>{email}</nb>. You can also call <nb>{phone}</nb> ({hours}).",
  "start.wait.title": "We are setting up your account",
  "start.wait.body":
    "This is taking longer than usual. What you entered is saved. We will e-mail <nb>{email}</nb> when your account is ready.",
  "start.wait.submit": "Refresh",
  "start.ready.title": "Your account is ready",
  "start.ready.body": "Sign in with your e-mail address and password.",

  "start.link.title": "Link your account",
  "start.link.lead":
    "You are already a customer. Enter your billing site password once to confirm that the account is yours.",
  "start.link.password": "Billing site password",
  "start.link.passwordHint":
    "We only use it to check with the billing site, and do not save it. Next you choose a new password.",
  "start.link.submit": "Link account",
  "start.link.forgotten": "Forgotten it? Call <nb>{phone}</nb> ({hours}) or write to {mail}.",
  "start.choose.title": "Choose an account",
  "start.choose.lead":
    "You have several accounts on the billing site. You can link one of them here. Choose the one you want to use in this portal.",
  "start.choose.legend": "Your accounts",
  "start.choose.number": "Customer number {number}",
  "start.choose.submit": "Link this account",
  "start.choose.missing": "Choose an account.",
  "start.choose.others":
    "Need the other accounts here too? Call <nb>{phone}</nb> ({hours}) or write to {mail}.",
  "start.passwordMissing": "Enter your billing site password.",
  "start.passwordWrong": "This is not the billing site password for {email}. Check it and try again.",

  "start.new.title": "Your details",
  "start.new.lead":
    "Your e-mail address <nb>{email}</nb> is confirmed. We need a few details to create your account.",
  "start.complete.title": "Finish creating your account",
  "start.complete.lead":
    "Your e-mail address <nb>{email}</nb> is confirmed. Check the details we have and complete the rest.",
  "start.person": "About you",
  "start.personPurpose": "For your contracts and bills, and so we can contact you.",
  "start.firstName": "Given name",
  "start.lastName": "Family name",
  "start.nameHint": "As on your residence card, passport or driving licence.",
  "start.phone": "Phone number",
  "start.phoneHint":
    "For example 090-1234-5678. For a number outside Japan, start with + and the country code.",
  "start.birthDate": "Date of birth",
  "date.era": "Calendar",
  "date.year": "Year",
  "date.month": "Month",
  "date.day": "Day",
  "date.era.western": "Western calendar",
  "date.era.reiwa": "Reiwa",
  "date.era.heisei": "Heisei",
  "date.era.showa": "Showa",
  "date.era.taisho": "Taisho",
  "date.era.meiji": "Meiji",
  "start.gender": "Gender (optional)",
  "start.gender.none": "Prefer not to say",
  "start.gender.female": "Female",
  "start.gender.male": "Male",
  "start.address": "Home address",
  "start.addressPurpose": "For your contracts, deliveries and bills.",
  "start.password": "Password",
  "start.terms": "I accept the <link>terms of use (opens in a new tab)</link>.",
  "start.marketing": "E-mail me about offers (optional).",
  "start.submitNew": "Create account",

  "start.oneName": "I have only one name",
  "start.lastNameKana": "Family name in katakana",
  "start.firstNameKana": "Given name in katakana",
  "start.kanaHint": "Needed for a mobile line. You can add it later.",
  "start.fault.firstName": "Enter your given name. If you have only one name, tick the box below.",
  "start.fault.lastName": "Enter your family name. If you have only one name, tick the box below.",
  "start.fault.twoNames":
    "You ticked that you have only one name. Leave one of the two fields empty, or untick the box.",
  "start.fault.nameSigns":
    "The mobile network and our documents accept only kanji, kana and Latin letters. Enter the name as on your residence card or driving licence.",
  "start.fault.kana": "Enter the name in katakana or hiragana.",
  "start.fault.tooLong": "This is too long for our systems. Shorten it.",
  "start.fault.phoneMissing": "Enter your phone number.",
  "start.fault.phone": "Enter a phone number we can call, for example 090-1234-5678 or +44 20 7946 0000.",
  "start.fault.birthDate": "Enter a valid date, for example 12, 3, 1988.",
  "start.fault.birthDatePast": "Enter your date of birth. It must be in the past.",
  "start.fault.terms": "Accept the terms of use to create an account.",
  "start.fault.email":
    "Our billing system does not accept this e-mail address. Start again with another one.",
  "start.fault.refused": "Our systems did not accept these details. Check them, or call {phone} ({hours}).",
  "start.unavailable":
    "We cannot finish this right now because one of our systems is not responding. What you entered is saved. Try again in a minute.",

  "start.set.title": "Set a password",
  "start.set.lead":
    "Your account is linked. Choose a password for this portal. Your billing site password does not work here.",
  "start.set.submit": "Save and sign in",
} as const;
