/** Passwords, signed-in devices, the log of the account, and what happens when a session ends. */
export const access = {
  "protect.title": "Security",
  "protect.password": "Password",
  "protect.passwordBody": "Change the password you sign in with.",
  "protect.sessions": "Where you are signed in",
  "protect.sessionsBody": "See your devices and sign them out.",
  "protect.activity": "Account activity",
  "protect.activityBody": "Sign-ins and changes, as we have recorded them.",

  "password.title": "Change password",
  "password.answer": "All other devices are signed out when you save.",
  "password.current": "Current password",
  "password.new": "New password",
  "password.newHint":
    "At least {min} characters. Several words that have nothing to do with each other are easy to remember and hard to guess.",
  "password.repeat": "New password once more",
  "password.save": "Save new password",
  "password.forgot": "Do not know the current one? <link>Set a new one by mail</link>",
  "password.fault.missing": "Enter a password.",
  "password.fault.wrong": "That is not your current password.",
  "password.fault.tooShort": "Use at least {min} characters.",
  "password.fault.tooLong": "Use {max} characters at most.",
  "password.fault.personal":
    "Others know your name, your address and ours. Choose a password that is made of something else.",
  "password.fault.common": "This password is among those that are tried first. Choose another one.",
  "password.fault.pattern": "A row of keys or a repetition is tried first. Choose another one.",
  "password.fault.different": "This is not the same as the new password above.",
  "flash.passwordChanged": "Your password is changed. All other devices are signed out.",

  "reset.forgotPageTitle": "Forgot password",
  "reset.forgotTitle": "Set a new password by mail",
  "reset.forgotLead":
    "Enter the address you sign in with. We mail you a link that works for {minutes} minutes.",
  "reset.email": "E-mail address",
  "reset.emailMissing": "Enter your e-mail address.",
  "reset.send": "Mail me a link",
  "reset.sentTitle": "Look in your mail",
  "reset.sentBody":
    "If the address belongs to an account, a link is on its way to it. If nothing has come after a few minutes, look among unwanted mail or ask again.",
  "reset.limited": "That was asked for too often from here. Wait {minutes} minutes, then try again.",
  "reset.link": "Forgot password?",
  "reset.back": "Back to sign-in",
  "reset.pageTitle": "New password",
  "reset.title": "Set a new password",
  "reset.lead": "All devices are signed out when you save. Then sign in with the new password.",
  "reset.invalidTitle": "This link does not work any more",
  "reset.invalidBody":
    "Links work once and for {minutes} minutes, and only the password that was set first counts. Ask for a new one.",
  "reset.again": "Ask for a new link",
  "reset.doneTitle": "Your new password is saved",
  "reset.doneBody": "All devices are signed out. Sign in with the new password.",
} as const;
