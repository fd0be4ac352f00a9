/** Texts of mail: read on the server only, never part of the browser's catalogue. */
export const mail = {
  "mail.newDevice.subject": "New sign-in to your {brand} account",
  "mail.greeting": "Hello {name},",
  "mail.greetingNobody": "Hello,",
  "mail.newDevice.what": "Someone signed in to your {brand} account from a device we have not seen before.",
  "mail.time": "Time: {time}",
  "mail.device": "Device: {device}",
  "mail.unknownDevice": "not recognised",
  "mail.newDevice.you": "If this was you, you do not need to do anything.",
  "mail.notYou":
    "If this was not you, call us at {phone} ({hours}) or write to {email}. We will sign the device out and help you set a new password.",
  "mail.portal": "Your account: {url}",
  "mail.never": "We never ask for your password by e-mail or phone.",

  "mail.code.subject": "Your {brand} verification code",
  "mail.code.signIn": "Enter this code to finish signing in to your {brand} account.",
  "mail.code.stepUp": "Enter this code to confirm a change to your {brand} account.",
  "mail.code.getStarted": "Enter this code to get started with your {brand} account.",
  "mail.code.code": "Code: {code}",
  "mail.code.reference": "Shown on the page: {reference}",
  "mail.code.until": "Valid until: {until}",
  "mail.code.secret": "Enter this code only on our website. Our staff never ask for it.",
  "mail.code.notYouSignIn":
    "If you are not signing in, someone else knows your password. They cannot sign in without this code. Call us at {phone} ({hours}) or write to {email}, and we will help you set a new password.",
  "mail.code.notYouGetStarted":
    "If you did not request this, someone may have entered your address by mistake. You do not need to do anything. Nothing happens without this code.",

  "mail.availability.subject": "{brand}: we are checking your address",
  "mail.availability.what":
    "We received your request and are checking which internet lines your building can have.",
  "mail.availability.next":
    "We will e-mail you the result. This is free and not an order. Check the status: {url}",
  "mail.availability.ask": "Questions? Call us at {phone} ({hours}) or write to {email}.",

  "mail.order.approved.subject": "{brand}: your order {number} is approved",
  "mail.order.approved.what":
    "Your order {number} is approved. We will set it up now, or on the date you chose, and e-mail you when it is ready.",
  "mail.order.activated.subject": "{brand}: your service is set up",
  "mail.order.activated.what":
    "Your order {number} is set up. {use} Your first bill comes on the next regular billing date.",
  "mail.order.failed.subject": "{brand}: your order {number} is taking longer",
  "mail.order.failed.what":
    "Setting up your order {number} is taking longer than usual. Our staff are looking into it. You do not need to do anything.",
  "mail.order.needs.payment_method":
    "We paused your order {number} because you have no saved card or bank account. Add one on the order page.",
  "mail.order.needs.identity_check":
    "We paused your order {number} because your identity check is not complete. For voice lines, the law requires it before activation.",
  "mail.order.needs.agreement":
    "We paused your order {number} because it differs from what you confirmed. Please call us and we will go through it with you.",
  "mail.order.see": "Your order: {url}",
  "mail.order.ask": "Questions? Call us at {phone} ({hours}) or write to {email}.",
  "mail.order.subject": "{brand}: we received your order {number}",
  "mail.order.what": "Thank you. We received your order {number}. See your order and its status: {url}",
  "mail.order.next":
    "Our staff are checking it. Your contract is concluded when we approve the order. We will then e-mail you where to find your contract document. Nothing is charged before that.",
  "mail.order.withdraw":
    "Until then you can cancel it free of charge. If you did not place this order, call us at once at {phone} ({hours}) or write to {email}.",

  "mail.cancel.subject": "{brand}: we received your cancellation of order {number}",
  "mail.cancel.what":
    "We received your cancellation of order {number} on {time}. It takes effect from this time. View your receipt: {url}",
  "mail.cancel.next":
    "We will end what was set up, and contact you about any devices to return and your final bill.",
  "mail.cancel.notYou": "If this was not you, call us at once at {phone} ({hours}) or write to {email}.",

  "mail.contract.subject": "{brand}: your contract document for order {number}",
  "mail.contract.what":
    "We have approved your order {number}, and your contract is concluded. You can read, save and print your contract document here: {url}",
  "mail.contract.eight":
    "Please read it carefully. It also explains how you can cancel the contract within 8 days without giving a reason.",
  "mail.contract.again":
    "We have reissued the contract document for your order {number}, because we had given you incorrect information about initial contract cancellation. It is here: {url} A new 8-day period starts on the day you receive it.",
  "mail.contract.paper":
    "Would you like it on paper, or is something incorrect? Call us at {phone} ({hours}) or write to {email}.",
  "mail.guestAvailability.next":
    "We will send you the result in another e-mail. This is free and not an order.",
  "mail.guestAvailability.account":
    "To see the result on our website, or to continue later, create an account with this e-mail address: {url}",
  "mail.guestAvailability.notYou":
    "If you did not request this, someone else entered your e-mail address. They were not shown any of your information. You do not need to do anything. Questions? Call us at {phone} ({hours}).",

  "mail.welcome.subject": "Welcome to {brand}",
  "mail.welcome.what": "Your {brand} account is ready.",
  "mail.welcome.number": "Customer number: {number}",
  "mail.welcome.signIn": "Sign in with this e-mail address: {url}",
  "mail.welcome.notYou":
    "If you did not register, call us at {phone} ({hours}) or write to {email}. We will close the account.",

  "mail.code.emailChange": "Enter this code to use this e-mail address to sign in to your {brand} account.",
  "mail.code.notYouEmail":
    "If you did not request this, you do not need to do anything. Nothing changes without the code.",

  "mail.profile.subject": "Your {brand} details were changed",
  "mail.profile.address": "A new postal address was entered for your {brand} account.",
  "mail.profile.contact": "A new phone number or katakana name was entered for your {brand} account.",
  "mail.profile.personal": "The gender or nationality on your {brand} account was changed.",
  "mail.factor.subject": "Your {brand} sign-in methods were changed",
  "mail.factor.authenticatorAdded":
    "The authenticator app “{factor}” was added to your {brand} account. When you sign in, we now ask for its code instead of a code by e-mail.",
  "mail.factor.passkeyAdded":
    "The passkey “{factor}” was added to your {brand} account. When you sign in, we now ask for it instead of a code by e-mail.",
  "mail.factor.renamed": "A sign-in method of your {brand} account was renamed to “{factor}”.",
  "mail.factor.removed": "The sign-in method “{factor}” was removed from your {brand} account.",
  "mail.factor.codesMade":
    "New recovery codes were created for your {brand} account. The previous codes no longer work.",
  "mail.factor.codeUsed": "Someone signed in to your {brand} account with a recovery code.",
  "mail.factor.you": "If this was you, you do not need to do anything.",
  "mail.export.subject": "A download of your {brand} data was prepared",
  "mail.export.what":
    "A download of the information we hold about you was prepared in your {brand} account, after an extra identity confirmation.",
  "mail.export.you": "If this was you, you do not need to do anything.",
  "mail.signature": "{company}\n{address}",

  "mail.reset.subject": "Reset your {brand} password",
  "mail.reset.what":
    "We received a request to reset the password of your {brand} account. Open this link to set a new one:",
  "mail.reset.link": "{url}",
  "mail.reset.valid": "The link works once, for {minutes} minutes.",
  "mail.reset.notYou":
    "If you did not request this, you do not need to do anything. Your password stays the same. If you keep getting these e-mails, call us at {phone} ({hours}) or write to {email}.",

  "mail.emailTaken.subject": "Your e-mail address at {brand}",
  "mail.emailTaken.what":
    "Someone tried to use this e-mail address for another {brand} account. It belongs to your account, so nothing was changed.",
  "mail.emailTaken.nothing":
    "If this was you, sign in to the account that uses this address. If not, you do not need to do anything.",
  "mail.emailChanged.subject": "Your {brand} e-mail address was changed",
  "mail.emailChanged.left":
    "The e-mail address of your {brand} account was changed to {login}. Use it to sign in. Our e-mails now go there.",
  "mail.emailChanged.undo": "If this was not you, undo the change with this link:",
  "mail.emailChanged.undoUntil":
    "The link works once, until {until}. All devices are then signed out. You can also call us at {phone} ({hours}).",
  "mail.emailChanged.takenUp": "From now on, use this e-mail address to sign in to your {brand} account.",
  "mail.emailUndone.subject": "Your {brand} e-mail address change was undone",
  "mail.emailUndone.what": "The e-mail address of your {brand} account is {login} again.",
  "mail.emailUndone.ended":
    "All devices were signed out. Sign-in methods added shortly before the change or since were removed, and the password no longer works.",
  "mail.emailUndone.password":
    "Set a new password now at {url}. If you need help, call us at {phone} ({hours}).",

  "mail.loginClosed.subject": "Access to your {brand} account was closed",
  "mail.loginClosed.what":
    "We closed access to your {brand} account. All devices were signed out, and no one can sign in.",
  "mail.loginClosed.stays": "Your services and bills do not change.",
  "mail.loginClosed.ask":
    "If you did not request this, or want your access back, call us at {phone} ({hours}) or write to {email}.",
  "mail.loginReopened.subject": "Your {brand} account is open again",
  "mail.loginReopened.what":
    "We reopened access to your {brand} account. Sign in as before. The next time you sign in on a device, we ask for two-step verification.",
  "mail.loginReopened.ask": "If you did not request this, call us at {phone} ({hours}) or write to {email}.",
  "mail.factorsReset.subject": "Your sign-in methods at {brand} were removed",
  "mail.factorsReset.what":
    "Our staff removed the passkeys, authenticator apps and recovery codes of your {brand} account and signed out all devices. Sign in with your password. Until you add another method, we ask for a code by e-mail.",

  "mail.passwordChanged.subject": "Your {brand} password was changed",
  "mail.passwordChanged.what": "The password of your {brand} account was changed.",
  "mail.passwordChanged.ended":
    "All other devices were signed out. If this was you, you do not need to do anything else.",
  "mail.passwordChanged.notYou":
    "If this was not you, set a new password now at {url}, and call us at {phone} ({hours}) or write to {email}.",
} as const;
