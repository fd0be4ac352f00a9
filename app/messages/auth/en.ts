export const auth = {
  "auth.login.pageTitle": "Sign in",
  "auth.login.title": "Welcome back",
  "auth.login.lead": "Sign in to manage your internet and mobile services.",
  "auth.login.email": "E-mail address",
  "auth.login.password": "Password",
  "auth.login.remember": "Keep me signed in,",
  "auth.login.rememberHint": "for 30 days on this device",
  "auth.login.submit": "Sign in",
  "auth.login.passkey": "Sign in with a passkey",
  "auth.login.emailMissing": "Enter your e-mail address.",
  "auth.login.emailTooLong": "Enter an e-mail address, for example name@example.com.",
  "auth.login.passwordMissing": "Enter your password.",
  "auth.login.passwordTooLong": "That is too long to be a password of this portal.",
  "auth.login.wrong": "The e-mail address or the password is not right. Check both and try again.",
  "auth.login.locked": "Too many wrong passwords. Wait {minutes} minutes, then try again.",
  "auth.login.trouble": "Cannot sign in? <link>Help and contact</link>",
  "auth.login.new": "New here? <link>Get started</link>",
  "auth.login.transfer":
    "A customer already, but not in this portal? <link>Transfer your existing account</link>",

  "auth.ended.title": "You were signed out",
  "auth.ended.body":
    "You were away for a while, or signed out on another device. Sign in again to go on where you were.",
  "auth.again.title": "Sign in again",
  "auth.again.body": "The second step was not finished in ten minutes, or it was finished already.",
  "auth.signedOut.title": "You are signed out",
  "auth.signedOut.body": "Nobody can open your account in this browser without your password.",
  "auth.closed.title": "Sign-in is closed for maintenance",
  "auth.closed.body": "Your internet and mobile services are not affected. Try again in a few minutes.",

  "auth.demo.title": "This is a demonstration",
  "auth.demo.body":
    "All people and figures are invented. The password of every login is <code>{password}</code>; the code that is asked for next stands in the mail of the demo (below).",
  "auth.demo.logins": "Demo logins",
  "auth.demo.outbox": "Mail that the demo has written",
} as const;
