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
} as const;
