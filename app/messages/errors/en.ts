/** What the browser says of errors that no server has worded, and the words that all error pages and forms share. */
export const errors = {
  "error.VALIDATION_FAILED.body":
    "Part of the page address or form is not valid. Nothing was changed. Go back and try again.",
  "error.NOT_FOUND.title": "Page not found",
  "error.NOT_FOUND.body": "Check the address. The page may also have moved.",
  "error.INTERNAL.title": "Something went wrong on our side",
  "error.INTERNAL.body":
    "We do not know yet if your last step was saved. Check before you repeat it. Our staff have been notified.",
  "error.reference": "Reference {reference}",
  "error.home": "Go to home page",
  "error.retry": "Try again",
  "error.help": "Help and contact",

  "form.problem": "There is a problem",
  "form.required": "Complete this field.",
  "form.email": "Enter an e-mail address, for example name@example.com.",
  "form.unreadable": "We could not read what you entered. Enter it again.",
  "form.tooLong": "This is too long. Shorten it.",
} as const;
