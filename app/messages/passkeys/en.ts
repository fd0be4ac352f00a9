/** Passkeys, wherever they are asked for or made: pages that are sent without the portal's scripts. */
export const passkeys = {
  "passkey.title": "Sign in with a passkey",
  "passkey.lead":
    "Your phone, computer or security key confirms that it is you, by fingerprint, face or PIN. You do not need a password.",
  "passkey.signIn": "Use a passkey",
  "passkey.usePassword": "Sign in with your password",
  "passkey.cancelled": "No passkey was used. Try again, or choose another way.",
  "passkey.known": "This device already has a passkey for your account.",
  "passkey.failed": "Your browser could not use a passkey. Try again, or choose another way.",
  "passkey.noScript": "Passkeys need scripts, which are turned off in this browser. Choose another way.",
  "passkey.missing":
    "Your browser did not send a passkey. It must support passkeys and run scripts. Choose another way.",
  "passkey.refused":
    "This passkey was not accepted. It may have taken too long, or the passkey was removed from your account. Try again, or choose another way.",

  "passkey.enrol.title": "Add a passkey",
  "passkey.enrol.answer": "“{name}” is added when your device has created the passkey.",
  "passkey.enrol.device": "On your device",
  "passkey.enrol.lead":
    "Your browser asks where to save the passkey: on this device, on a phone nearby or on a security key. When you sign in, we then ask for it instead of a code by e-mail.",
  "passkey.enrol.submit": "Create passkey",
  "passkey.enrol.other": "Back to sign-in methods",

  "verify.use.passkey": "Use a passkey",
  "verify.lead.passkey":
    "Use your passkey. Your device confirms that it is you, by fingerprint, face or PIN.",
  "stepUp.noWayTitle": "Not available yet",
  "stepUp.opensAt":
    "Your sign-in methods are new. To protect your account, they cannot confirm this change until {time}. If it is urgent, call us.",
  "stepUp.noWay": "You have no method to confirm this change. Call us and we will help you.",
  "stepUp.tooNew":
    "This sign-in method is too new to confirm this change. Choose another method, or try again later.",

  "security.answer.passkey": "When you sign in, we ask for <strong>your passkey</strong>.",
  "security.addPasskey": "Add a passkey",
  "security.addPasskeyLead":
    "The safest method. A passkey only works on our website, so it cannot be phished, and you sign in without a password.",
  "activity.what.passkeyRefused": "Passkey not accepted",
  "activity.what.passkeyCopied": "Passkey not accepted: it may have been copied",
} as const;
