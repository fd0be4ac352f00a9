/** The page on which visitors ask for their address to be checked; sent without scripts. */
export const guest = {
  "guest.check": "Check availability",
  "guest.title": "Check availability",
  "guest.lead":
    "<strong>Enter your address</strong> and we check which internet lines are available. It is free and not an order.",
  "guest.person": "About you",
  "guest.email": "E-mail address",
  "guest.emailHint": "We send the result here.",
  "guest.place": "Where do you want internet?",
  "guest.purpose":
    "We use your name and e-mail address to reply and your address for the check, and keep them in our customer records. See our <link>privacy policy</link>.",
  "guest.account": "Create account and send",
  "guest.accountHint": "We will e-mail you a code. With an account you can see the result here and order.",
  "guest.request": "Send without an account",
  "guest.requestHint": "You can create an account later from the e-mail we send you.",
  "guest.limited":
    "Too many requests. Try again later, or call us: {phone}, {hours}. What you entered is still here.",
  "guest.sent.title": "Check your e-mail",
  "guest.sent.answer":
    "We received your request. If your e-mail address is correct, you will get a confirmation. The result follows in a second e-mail.",
  "guest.sent.what": "What happens next",
  "guest.sent.ask": "We ask the line operator which lines your building can have.",
  "guest.sent.mail": "We e-mail you the result.",
  "guest.sent.account": "With an account you can also see it here and order.",
  "guest.sent.plans": "View plans and prices",
  "guest.sent.open": "Create account",
} as const;
