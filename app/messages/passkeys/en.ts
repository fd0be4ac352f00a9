/** Passkeys, wherever they are asked for or made: pages that are sent without the portal's scripts. */
export const passkeys = {
  "passkey.title": "Sign in with a passkey",
  "passkey.lead":
    "Your phone, computer or security key checks that it is you, by finger, face or PIN. You need no password.",
  "passkey.signIn": "Use a passkey",
  "passkey.usePassword": "Sign in with your password",
  "passkey.cancelled": "No passkey was used. Try again, or choose another way.",
  "passkey.known": "There is a passkey for your account on this device already.",
  "passkey.failed": "Your browser could not ask for the passkey. Try again, or choose another way.",
  "passkey.noScript": "Passkeys need scripts, and this browser does not run them. Choose another way.",
  "passkey.missing":
    "Your browser sent no passkey. It has to run scripts for that and know passkeys. Choose another way.",
  "passkey.refused":
    "That passkey was not accepted. Perhaps it took too long, or the passkey was removed from your account. Try again, or choose another way.",

  "passkey.enrol.title": "Add a passkey",
  "passkey.enrol.answer": "“{name}” is added once your device has made it.",
  "passkey.enrol.device": "On your device",
  "passkey.enrol.lead":
    "Your browser asks where to keep the passkey: on this device, on a phone nearby or on a security key. From then on we ask for it when you sign in, in place of a code by mail.",
  "passkey.enrol.submit": "Make the passkey",
  "passkey.enrol.other": "Back to the other ways to sign in",

  "verify.use.passkey": "Use a passkey",
  "verify.lead.passkey": "Use your passkey: your device checks that it is you, by finger, face or PIN.",
  "stepUp.noWayTitle": "Not possible yet",
  "stepUp.opensAt":
    "Your ways to sign in are new. To protect your account they cannot confirm this change before {time}. If it is urgent, call us.",
  "stepUp.noWay": "You have no way to confirm this change. Call us, and we will help you.",
  "stepUp.tooNew":
    "This way to sign in is too new to confirm this change. Choose another way, or wait a day.",

  "security.answer.passkey": "When you sign in we ask for <strong>your passkey</strong>.",
  "security.addPasskey": "Add a passkey",
  "security.addPasskeyLead":
    "The safest way: it works on our own pages only, so nobody can talk you out of it, and it signs you in without a password.",
  "activity.what.passkeyRefused": "A passkey was refused",
  "activity.what.passkeyCopied": "A passkey was refused that may have been copied",
} as const;
