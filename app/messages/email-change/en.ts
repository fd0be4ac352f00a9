import { FIGURES } from "../figures.ts";

/** Changing the address that somebody signs in with, and taking that back. */
export const emailChange = {
  "emailChange.title": "E-mail address",
  "emailChange.answer": "You sign in with <strong>{email}</strong>. We also send our e-mails there.",
  "emailChange.unsynced":
    "Billing and support may still show your previous address. They will be updated automatically.",
  "emailChange.new": "Change your e-mail address",
  "emailChange.field": "New e-mail address",
  "emailChange.hint": "We will send a code there. Your address changes only after you enter the code.",
  "emailChange.submit": "Send code",
  "emailChange.same": "This is already your e-mail address.",
  "emailChange.taken": "This address can no longer be used. Enter another one.",
  "emailChange.tooLong": `This address is too long. Use up to ${FIGURES.emailLength} characters.`,
  "emailChange.limited_one": "You have requested too many codes. Wait {count} minute, then try again.",
  "emailChange.limited_other": "You have requested too many codes. Wait {count} minutes, then try again.",
  "emailChange.confirm": "Confirm your new address",
  "emailChange.notArrived":
    "If nothing arrives, check the address and your spam folder. We do not send a code to an address that cannot be used here.",
  "emailChange.confirmSubmit": "Change address",
  "emailChange.other": "Use another address",
  "flash.emailChanged":
    "Your e-mail address was changed. We sent a notice to your previous address, where the change can be undone for a limited time.",

  "emailUndo.pageTitle": "Undo e-mail address change",
  "emailUndo.title": "Undo your e-mail address change",
  "emailUndo.lead":
    "Your sign-in goes back to this address. All devices are signed out, your password no longer works until you set a new one, and sign-in methods added shortly before the change or since are removed.",
  "emailUndo.submit": "Undo change",
  "emailUndo.doneTitle": "The change was undone",
  "emailUndo.doneBody":
    "Your previous address is back, and all devices were signed out. Someone else may have known your password, so it no longer works. Set a new one now.",
  "emailUndo.setPassword": "Set a new password",
  "emailUndo.invalidTitle": "This link no longer works",
  "emailUndo.invalidBody":
    "A link works once, for a limited time. If you did not make the change, call us. We can still help you.",
  "emailUndo.takenTitle": "You cannot undo the change here",
  "emailUndo.takenBody":
    "Your previous address now belongs to another account. Call us and we will help you.",

  "activity.what.emailAsked": "Code sent to a new e-mail address",
  "activity.what.emailChanged": "E-mail address changed",
  "activity.what.emailUndone": "E-mail address change undone from the previous address",
} as const;
