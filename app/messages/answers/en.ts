/** Notices of what staff has answered; written by the server in the reader's language. */
export const answers = {
  "answers.eligibility_eligible.title": "Your address can have a line",
  "answers.eligibility_eligible.message":
    "We have checked your address. You can choose an internet plan now.",
  "answers.eligibility_eligible.action": "See the plans",
  "answers.eligibility_ineligible.title": "Not available at your address",
  "answers.eligibility_ineligible.message":
    "We have checked your address. A fibre line cannot be had there at present.",
  "answers.eligibility_ineligible.action": "See the details",
  "answers.verification_verified.title": "Your identity is verified",
  "answers.verification_verified.message": "The identity check is done. There is nothing more for you to do.",
  "answers.verification_verified.action": "See the identity check",
  "answers.verification_rejected.title": "The identity check could not be completed",
  "answers.verification_rejected.message": "Something is missing. See what it is, and send it again.",
  "answers.verification_rejected.action": "See what is missing",
} as const;
