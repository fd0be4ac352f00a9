/** Texts of mail: read on the server only, never part of the browser's catalogue. */
export const mail = {
  "mail.newDevice.subject": "New sign-in to your {brand} account",
  "mail.greeting": "Hello {name},",
  "mail.greetingNobody": "Hello,",
  "mail.newDevice.what":
    "Somebody signed in to your {brand} account from a device that we have not seen before.",
  "mail.time": "Time: {time}",
  "mail.device": "Device: {device}",
  "mail.unknownDevice": "not recognised",
  "mail.newDevice.you": "If it was you, there is nothing to do.",
  "mail.notYou":
    "If it was not you, call us at {phone} ({hours}) or write to {email}. We will close the session and help you to set a new password.",
  "mail.portal": "Your account: {url}",
  "mail.never": "We never ask for your password by mail or phone.",

  "mail.code.subject": "Your code for {brand}",
  "mail.code.signIn": "Enter this code to finish signing in to your {brand} account.",
  "mail.code.stepUp": "Enter this code to confirm a change of your {brand} account.",
  "mail.code.getStarted": "Enter this code to get started with your {brand} account.",
  "mail.code.code": "Code: {code}",
  "mail.code.reference": "For the page that says: {reference}",
  "mail.code.until": "Valid until: {until}",
  "mail.code.secret": "Enter it on our own page only. Nobody of ours will ever ask you for it.",
  "mail.code.notYouSignIn":
    "If you are not signing in, somebody knows your password. They cannot get in without this code. Call us at {phone} ({hours}) or write to {email}, and we will help you to set a new password.",
  "mail.code.notYouGetStarted":
    "If you did not ask for it, somebody typed your address by mistake. There is nothing to do: without this code nothing happens.",

  "mail.availability.subject": "{brand}: we are checking your address",
  "mail.availability.what": "We have your request, and find out which internet line your building can have.",
  "mail.availability.next":
    "You get a mail with the result. Nothing has been ordered, and it costs nothing. How far it is: {url}",
  "mail.availability.ask": "Questions? Call us at {phone} ({hours}) or write to {email}.",

  "mail.order.approved.subject": "{brand}: your order {number} is approved",
  "mail.order.approved.what":
    "Your order {number} is approved. We set it up now, or on the day you have chosen, and write to you as soon as it works.",
  "mail.order.activated.subject": "{brand}: your service is ready",
  "mail.order.activated.what":
    "What you ordered with number {number} is set up. {use} The first bill comes with the next regular run.",
  "mail.order.failed.subject": "{brand}: your order {number} takes longer",
  "mail.order.failed.what":
    "Setting up your order {number} has stopped. We are looking into it. There is nothing for you to do.",
  "mail.order.needs.payment_method":
    "Setting up your order {number} has stopped, because there is no card or account that we can charge. Add one on the page of the order.",
  "mail.order.needs.identity_check":
    "Setting up your order {number} has stopped, because your identity check is not finished. The law asks for it before a line with calls is activated.",
  "mail.order.needs.agreement":
    "Setting up your order {number} has stopped, because it is not what you confirmed any more. Please call us, and we go through it with you.",
  "mail.order.see": "Your order: {url}",
  "mail.order.ask": "Questions? Call us at {phone} ({hours}) or write to {email}.",
  "mail.order.subject": "{brand}: we have your order {number}",
  "mail.order.what": "Thank you. We have your order {number}. What you ordered, and how far it is: {url}",
  "mail.order.next":
    "A person checks it now. Your contract is made when we approve the order; you get a mail then, with where your contract document is. Nothing is charged before that.",
  "mail.order.withdraw":
    "Until then you can withdraw it at no cost. You did not order this? Call us at once at {phone} ({hours}) or write to {email}.",

  "mail.cancel.subject": "{brand}: we have your cancellation of order {number}",
  "mail.cancel.what":
    "We have your cancellation of order {number}. It reached us on {time}, and this moment counts. You can see the receipt here: {url}",
  "mail.cancel.next":
    "We end what was set up, and write to you about devices that have to be sent back and about your last bill.",
  "mail.cancel.notYou": "If this was not you, call us at once at {phone} ({hours}) or write to {email}.",

  "mail.contract.subject": "{brand}: your contract document for order {number}",
  "mail.contract.what":
    "We have approved your order {number}, and your contract is made. Your contract document is here, to read, save and print: {url}",
  "mail.contract.eight":
    "Please read it carefully. It also says how you can cancel the contract within the first eight days, without giving a reason.",
  "mail.contract.again":
    "We have issued the contract document of your order {number} anew, since what we had told you about cancelling in the first eight days was wrong. It is here: {url} Eight new days begin with its receipt.",
  "mail.contract.paper":
    "Do you want it on paper, or is something not right? Call us at {phone} ({hours}) or write to {email}.",
  "mail.guestAvailability.next":
    "You get another mail with the result. Nothing has been ordered, and it costs nothing.",
  "mail.guestAvailability.account":
    "To see the result on our site, or to go on later, begin with this e-mail address: {url}",
  "mail.guestAvailability.notYou":
    "If you have not asked for this, somebody typed your e-mail address. Nothing was shown to them. There is nothing to do, or call us at {phone} ({hours}).",

  "mail.welcome.subject": "Welcome to {brand}",
  "mail.welcome.what": "Your {brand} account is ready.",
  "mail.welcome.number": "Customer number: {number}",
  "mail.welcome.signIn": "Sign in with this e-mail address: {url}",
  "mail.welcome.notYou":
    "If you have not registered, call us at {phone} ({hours}) or write to {email}. We will close the account.",

  "mail.code.emailChange":
    "Enter this code to sign in to your {brand} account with this address from now on.",
  "mail.code.notYouEmail":
    "If you have not asked for this, there is nothing to do: without the code nothing changes.",

  "mail.profile.subject": "Changed: your details at {brand}",
  "mail.profile.address": "A new postal address was entered for your {brand} account.",
  "mail.profile.contact": "A new phone number or reading of your name was entered for your {brand} account.",
  "mail.profile.personal": "Gender or nationality was changed for your {brand} account.",
  "mail.factor.subject": "Changed: how you sign in to {brand}",
  "mail.factor.authenticatorAdded":
    "The authenticator app “{factor}” was added to your {brand} account. Its codes are asked for when you sign in, in place of the codes by mail.",
  "mail.factor.passkeyAdded":
    "The passkey “{factor}” was added to your {brand} account. It is asked for when you sign in, in place of the codes by mail.",
  "mail.factor.renamed": "A way to sign in to your {brand} account was renamed. It is called “{factor}” now.",
  "mail.factor.removed": "“{factor}” was removed from the ways to sign in to your {brand} account.",
  "mail.factor.codesMade":
    "New recovery codes were made for your {brand} account. The earlier ones do not work any more.",
  "mail.factor.codeUsed": "Somebody signed in to your {brand} account with one of your recovery codes.",
  "mail.factor.you": "If it was you, there is nothing to do.",
  "mail.export.subject": "A copy of your {brand} data was made",
  "mail.export.what":
    "A copy of everything that we hold about you was made for download in your {brand} account. Before that a second step was asked for.",
  "mail.export.you": "If it was you, there is nothing to do.",
  "mail.signature": "{company}\n{address}",

  "mail.reset.subject": "Set a new password for your {brand} account",
  "mail.reset.what":
    "Somebody, we hope it was you, asked for a new password for your {brand} account. Open this link to set one:",
  "mail.reset.link": "{url}",
  "mail.reset.valid": "It works once and for {minutes} minutes.",
  "mail.reset.notYou":
    "If it was not you, there is nothing to do: your password stays as it is. If you get more of these mails, call us at {phone} ({hours}) or write to {email}.",

  "mail.emailTaken.subject": "Your address at {brand}",
  "mail.emailTaken.what":
    "Somebody wanted to use this address for another {brand} account. It belongs to yours, so nothing was changed.",
  "mail.emailTaken.nothing":
    "If it was you, sign in to your other account with this address. If not, there is nothing to do.",
  "mail.emailChanged.subject": "The address of your {brand} account was changed",
  "mail.emailChanged.left":
    "Your {brand} account has another e-mail address now: {login}. You sign in with that one, and our mail goes there.",
  "mail.emailChanged.undo": "If it was not you, take the change back with this link:",
  "mail.emailChanged.undoUntil":
    "It works once, until {until}. All devices are signed out then. You can also call us at {phone} ({hours}).",
  "mail.emailChanged.takenUp": "You sign in to your {brand} account with this address from now on.",
  "mail.emailUndone.subject": "The change of your {brand} address was undone",
  "mail.emailUndone.what": "Your {brand} account has its earlier e-mail address again: {login}.",
  "mail.emailUndone.ended":
    "All devices were signed out. Ways to sign in that were added since a week before the change were removed, and the password no longer works.",
  "mail.emailUndone.password":
    "Set a new password at {url} now. If you need help, call us at {phone} ({hours}).",

  "mail.loginClosed.subject": "Your access to {brand} was closed",
  "mail.loginClosed.what":
    "We have closed the access to your {brand} account. All devices were signed out, and nobody can sign in any more.",
  "mail.loginClosed.stays": "Your services and bills are not changed by this.",
  "mail.loginClosed.ask":
    "If you have not asked for it, or want your access back, call us at {phone} ({hours}) or write to {email}.",
  "mail.loginReopened.subject": "Your access to {brand} is open again",
  "mail.loginReopened.what":
    "We have opened the access to your {brand} account again. You sign in as you did before; every device asks for the second step once more.",
  "mail.loginReopened.ask": "If you have not asked for it, call us at {phone} ({hours}) or write to {email}.",
  "mail.factorsReset.subject": "Your ways to confirm a sign-in to {brand} were removed",
  "mail.factorsReset.what":
    "Our support has removed the passkeys, authenticator apps and recovery codes of your {brand} account, and signed all devices out. Sign in with your password; the second step is a code by mail until you add another way.",

  "mail.passwordChanged.subject": "The password of your {brand} account was changed",
  "mail.passwordChanged.what": "The password of your {brand} account was changed.",
  "mail.passwordChanged.ended":
    "All other devices were signed out. If it was you, there is nothing else to do.",
  "mail.passwordChanged.notYou":
    "If it was not you, set a new password at {url} now, and call us at {phone} ({hours}) or write to {email}.",
} as const;
