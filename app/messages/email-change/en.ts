/** Changing the address that somebody signs in with, and taking that back. */
export const emailChange = {
  "emailChange.title": "E-mail address",
  "emailChange.answer": "You sign in with <strong>{email}</strong>. Our mail goes there too.",
  "emailChange.unsynced":
    "Billing and support may still have your earlier address. They take over the new one by themselves.",
  "emailChange.new": "Change the address",
  "emailChange.field": "New e-mail address",
  "emailChange.hint": "We send a code there. Nothing changes before you have entered it.",
  "emailChange.submit": "Send a code",
  "emailChange.same": "This is your address already.",
  "emailChange.taken": "This address cannot be used any more. Enter another one.",
  "emailChange.tooLong": "That address is too long. Use 80 characters at most.",
  "emailChange.limited_one": "Too many codes were asked for. Wait {count} minute, then try again.",
  "emailChange.limited_other": "Too many codes were asked for. Wait {count} minutes, then try again.",
  "emailChange.confirm": "Confirm the new address",
  "emailChange.notArrived":
    "If nothing arrives, check the address and look among unwanted mail. No code is sent to an address that cannot be used here.",
  "emailChange.confirmSubmit": "Change the address",
  "emailChange.other": "Use another address",
  "flash.emailChanged":
    "Your address is changed. The earlier one has been told, and can take the change back for 7 days.",

  "emailUndo.pageTitle": "Undo the change of your address",
  "emailUndo.title": "Undo the change of your address",
  "emailUndo.lead":
    "You sign in with this address again. All devices are signed out, the password stops working until you set a new one, and ways to sign in that were added around the change or since are removed.",
  "emailUndo.submit": "Undo the change",
  "emailUndo.doneTitle": "The change is undone",
  "emailUndo.doneBody":
    "Your earlier address is back and all devices are signed out. Somebody else may have known your password, so it does not work any more: set a new one now.",
  "emailUndo.setPassword": "Set a new password",
  "emailUndo.invalidTitle": "This link does not work any more",
  "emailUndo.invalidBody":
    "Links work once and for 7 days. If the change was not yours, call us: we can still help you.",
  "emailUndo.takenTitle": "The change cannot be undone here",
  "emailUndo.takenBody":
    "Your earlier address belongs to another account by now. Call us, and we will help you.",

  "activity.what.emailAsked": "A code was mailed to a new address",
  "activity.what.emailChanged": "E-mail address changed",
  "activity.what.emailUndone": "Change of the e-mail address undone from the earlier one",
} as const;
