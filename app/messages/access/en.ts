/** The way to passwords, devices and the log of the account, setting a password, and what happens when a session ends. */
export const access = {
  "protect.title": "Security",
  "protect.password": "Password",
  "protect.passwordBody": "Change the password you sign in with.",
  "protect.factors": "Passkeys, authenticator app and recovery codes",
  "protect.factorsBody": "Extra security when you sign in.",
  "protect.email": "E-mail address",
  "protect.emailBody": "Change the address you sign in with.",
  "protect.sessions": "Where you are signed in",
  "protect.sessionsBody": "See your devices and sign out of them.",
  "protect.activity": "Account activity",
  "protect.activityBody": "Sign-ins to your account and changes to it.",
  "protect.export": "Download your data",
  "protect.exportBody": "Get a copy of the information we hold about you.",

  "password.title": "Change password",
  "password.answer": "When you save, all other devices are signed out.",
  "password.current": "Current password",
  "password.new": "New password",
  "password.newHint":
    "At least {min} characters. Several unrelated words are easy to remember and hard to guess.",
  "password.repeat": "Repeat new password",
  "password.save": "Save new password",
  "password.forgot": "Forgot your current password? <link>Reset it by e-mail</link>",
  "flash.passwordChanged": "Your password was changed. All other devices were signed out.",
  "flash.otherPasswordReset":
    "The new password is saved for the account that the link was for, and its devices are signed out. In this browser you are still signed in as {name}. To use the other account, sign out here first.",
  "flash.accountReady": "Your account is ready.",
  "reset.link": "Forgot password?",
  "reset.pageTitle": "New password",
  "reset.title": "Set a new password",
  "reset.lead": "When you save, all devices are signed out. Then sign in with the new password.",
  "reset.invalidTitle": "This link no longer works",
  "reset.invalidBody":
    "A link works once, for {minutes} minutes. When a password has been set, earlier links stop working. Request a new link.",
  "reset.again": "Request a new link",
  "reset.doneTitle": "Your new password is set",
  "reset.doneBody": "All devices were signed out. Sign in with the new password.",

  "limit.idle": "For your security, you will be signed out at {time} if you do not open another page.",
  "limit.nearTitle": "You will be signed out at {time}",
  "limit.nearBody": "Open any page or submit your form to stay signed in.",
  "limit.absoluteTitle": "You will be signed out at {time}",
  "limit.absoluteBody":
    "A sign-in lasts for a limited time. Submit your form now. You can continue after you sign in again.",
} as const;
