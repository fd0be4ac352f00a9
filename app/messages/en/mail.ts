/** Texts of mail: read on the server only, never part of the browser's catalogue. */
export const mail = {
  "mail.newDevice.subject": "New sign-in to your {brand} account",
  "mail.newDevice.greeting": "Hello {name},",
  "mail.newDevice.greetingNobody": "Hello,",
  "mail.newDevice.what":
    "Somebody signed in to your {brand} account from a device that we have not seen before.",
  "mail.newDevice.time": "Time: {time}",
  "mail.newDevice.device": "Device: {device}",
  "mail.newDevice.unknownDevice": "not recognised",
  "mail.newDevice.you": "If it was you, there is nothing to do.",
  "mail.newDevice.notYou":
    "If it was not you, call us at {phone} ({hours}) or write to {email}. We will close the session and help you to set a new password.",
  "mail.newDevice.portal": "Your account: {url}",
  "mail.newDevice.never": "We never ask for your password by mail or phone.",
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
