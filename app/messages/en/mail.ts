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
  "mail.signature": "{company}\n{address}",
} as const;
