/** What the browser says of errors that no server has worded, and the words that all error pages and forms share. */
export const errors = {
  "error.VALIDATION_FAILED.body":
    "Part of the address or form is not in the expected form. Nothing was changed. Go back and try again.",
  "error.NOT_FOUND.title": "We cannot find that page",
  "error.NOT_FOUND.body": "The address may be mistyped, or the page may have moved.",
  "error.INTERNAL.title": "Something went wrong on our side",
  "error.INTERNAL.body":
    "We do not know yet whether your last step was saved. Check before you repeat it. Our team has been told.",
  "error.reference": "Reference {reference}",
  "error.home": "Go to home",
  "error.retry": "Try again",
  "error.help": "Help and contact",

  "form.problem": "There is a problem",
  "form.required": "Fill in this field.",
  "form.email": "Enter an e-mail address, for example name@example.com.",
  "form.unreadable": "This did not reach us as it was entered. Enter it again.",
  "form.tooLong": "This is too long. Shorten it.",
} as const;
