/** The page on which visitors ask for their address to be checked; sent without scripts. */
export const guest = {
  "guest.check": "Check availability",
  "guest.title": "Check availability",
  "guest.lead":
    "<strong>Tell us where you want the line</strong>, and we find out what the building can have. It costs nothing and orders nothing.",
  "guest.person": "Who are you?",
  "guest.email": "E-mail address",
  "guest.emailHint": "The result goes there.",
  "guest.place": "Where do you want the line?",
  "guest.purpose":
    "Name and e-mail address are for the answer, the address for the check. We keep them in our customer system; how, stands on the page about <link>privacy</link>.",
  "guest.account": "Create account and submit",
  "guest.accountHint": "We mail you a code. With an account you see the result here and can order.",
  "guest.request": "Just submit request",
  "guest.requestHint": "No account for now. The mail that you get leads back.",
  "guest.limited":
    "That was sent too often just now. Try again later, or call us: {phone}, {hours}. What you typed is still here.",
  "guest.sent.title": "Look in your mail",
  "guest.sent.answer":
    "We have your request. If the e-mail address is right, a mail is on its way to it, and the result follows in another one.",
  "guest.sent.what": "What happens next",
  "guest.sent.ask": "We ask the owner of the lines what your building can have.",
  "guest.sent.mail": "The result comes by mail.",
  "guest.sent.account": "With an account you see it here too, and order.",
  "guest.sent.plans": "See plans and prices",
  "guest.sent.open": "Create an account",
} as const;
