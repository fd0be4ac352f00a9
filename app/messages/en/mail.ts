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
} as const;
