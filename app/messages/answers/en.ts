/** Notices of what staff has answered; written by the server in the reader's language. */
export const answers = {
  "answers.eligibility_eligible.title": "Internet is available at your address",
  "answers.eligibility_eligible.message":
    "We have checked your address. You can now choose an internet plan.",
  "answers.eligibility_eligible.action": "View plans",
  "answers.eligibility_ineligible.title": "Internet is not available at your address",
  "answers.eligibility_ineligible.message":
    "We have checked your address. Fibre internet is currently not available there.",
  "answers.eligibility_ineligible.action": "View details",
  "answers.verification_verified.title": "Your identity is verified",
  "answers.verification_verified.message":
    "Your identity check is complete. You do not need to do anything else.",
  "answers.verification_verified.action": "View identity check",
  "answers.verification_rejected.title": "We could not complete your identity check",
  "answers.verification_rejected.message": "Something is missing. See what we need, and send it again.",
  "answers.verification_rejected.action": "See what is missing",
} as const;
