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
  "mail.code.code": "Code: {code}",
  "mail.code.reference": "For the page that says: {reference}",
  "mail.code.until": "Valid until: {until}",
  "mail.code.secret": "Enter it on our own page only. Nobody of ours will ever ask you for it.",
  "mail.code.notYouSignIn":
    "If you are not signing in, somebody knows your password. They cannot get in without this code. Call us at {phone} ({hours}) or write to {email}, and we will help you to set a new password.",

  "mail.availability.subject": "{brand}: we are checking your address",
  "mail.availability.what":
    "We have your request, and ask which internet line your building can have. That takes one to two working days.",
  "mail.availability.next":
    "You get a mail with the result. Nothing has been ordered, and it costs nothing. How far it is: {url}",
  "mail.availability.ask": "Questions? Call us at {phone} ({hours}) or write to {email}.",

  "mail.factor.subject": "Changed: how you sign in to {brand}",
  "mail.factor.authenticatorAdded":
    "The authenticator app “{factor}” was added to your {brand} account. Its codes are asked for when you sign in, in place of the codes by mail.",
  "mail.factor.passkeyAdded": "The passkey “{factor}” was added to your {brand} account.",
  "mail.factor.renamed": "A way to sign in to your {brand} account was renamed. It is called “{factor}” now.",
  "mail.factor.removed": "“{factor}” was removed from the ways to sign in to your {brand} account.",
  "mail.factor.codesMade":
    "New recovery codes were made for your {brand} account. The earlier ones do not work any more.",
  "mail.factor.codeUsed": "Somebody signed in to your {brand} account with one of your recovery codes.",
  "mail.factor.you": "If it was you, there is nothing to do.",
  "mail.signature": "{company}\n{address}",

  "mail.reset.subject": "Set a new password for your {brand} account",
  "mail.reset.what":
    "Somebody, we hope it was you, asked for a new password for your {brand} account. Open this link to set one:",
  "mail.reset.link": "{url}",
  "mail.reset.valid": "It works once and for {minutes} minutes.",
  "mail.reset.notYou":
    "If it was not you, there is nothing to do: your password stays as it is. If you get more of these mails, call us at {phone} ({hours}) or write to {email}.",

  "mail.passwordChanged.subject": "The password of your {brand} account was changed",
  "mail.passwordChanged.what": "The password of your {brand} account was changed.",
  "mail.passwordChanged.ended":
    "All other devices were signed out. If it was you, there is nothing else to do.",
  "mail.passwordChanged.notYou":
    "If it was not you, set a new password at {url} now, and call us at {phone} ({hours}) or write to {email}.",
} as const;
