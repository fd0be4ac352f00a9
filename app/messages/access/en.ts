/** The way to passwords, devices and the log of the account, setting a password, and what happens when a session ends. */
export const access = {
  "protect.title": "Security",
  "protect.password": "Password",
  "protect.passwordBody": "Change the password you sign in with.",
  "protect.factors": "Passkeys, authenticator app and recovery codes",
  "protect.factorsBody": "The second step when you sign in.",
  "protect.email": "E-mail address",
  "protect.emailBody": "Change the address you sign in with.",
  "protect.sessions": "Where you are signed in",
  "protect.sessionsBody": "See your devices and sign them out.",
  "protect.activity": "Account activity",
  "protect.activityBody": "Sign-ins and changes, as we have recorded them.",
  "protect.export": "A copy of your data",
  "protect.exportBody": "Download what we hold about you.",

  "password.title": "Change password",
  "password.answer": "All other devices are signed out when you save.",
  "password.current": "Current password",
  "password.new": "New password",
  "password.newHint":
    "At least {min} characters. Several words that have nothing to do with each other are easy to remember and hard to guess.",
  "password.repeat": "New password once more",
  "password.save": "Save new password",
  "password.forgot": "Do not know the current one? <link>Set a new one by mail</link>",
  "flash.passwordChanged": "Your password is changed. All other devices are signed out.",
  "flash.otherPasswordReset":
    "The new password is saved for the account that the link was for, and its devices are signed out. In this browser you are still signed in as {name}. To use the other account, sign out here first.",
  "flash.accountReady": "Your account is ready.",
  "reset.link": "Forgot password?",
  "reset.pageTitle": "New password",
  "reset.title": "Set a new password",
  "reset.lead": "All devices are signed out when you save. Then sign in with the new password.",
  "reset.invalidTitle": "This link does not work any more",
  "reset.invalidBody":
    "Links work once and for {minutes} minutes, and only the password that was set first counts. Ask for a new one.",
  "reset.again": "Ask for a new link",
  "reset.doneTitle": "Your new password is saved",
  "reset.doneBody": "All devices are signed out. Sign in with the new password.",

  "limit.idle": "To protect your account you are signed out at {time} unless you open another page before.",
  "limit.nearTitle": "You will be signed out at {time}",
  "limit.nearBody": "Open any page or send your form to stay signed in.",
  "limit.absoluteTitle": "You will be signed out at {time}",
  "limit.absoluteBody":
    "Sign-ins end after a set time, whatever you do. Send what you are writing now; after signing in again you can go on.",
} as const;
