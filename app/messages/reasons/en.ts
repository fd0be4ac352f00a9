/** What every reason of an error means and what to do; worded by the server, which sends it with the error. */
export const reasons = {
  "form.errorTitle": "Error: {title}",
  "error.VALIDATION_FAILED.title": "We could not process your request",
  "error.INVALID_CREDENTIALS.title": "The e-mail address or password is incorrect",
  "error.INVALID_CREDENTIALS.body": "Check both and try again.",
  "error.SESSION_EXPIRED.title": "You have been signed out",
  "error.SESSION_EXPIRED.body":
    "You were inactive for a while, so we signed you out to protect your account. Sign in again to continue.",
  "error.OTP_INVALID.title": "The code is incorrect",
  "error.OTP_INVALID.body": "Check it and try again.",
  "error.OTP_EXPIRED.title": "The code has expired",
  "error.OTP_EXPIRED.body": "Request a new one.",
  "error.OTP_ATTEMPTS_EXCEEDED.title": "Too many incorrect codes",
  "error.OTP_ATTEMPTS_EXCEEDED.body": "Request a new one.",
  "error.PASSKEY_REFUSED.title": "The passkey was not accepted",
  "error.PASSKEY_REFUSED.body": "Try again, or choose another way.",
  "error.FACTOR_COOLING.title": "Not available yet",
  "error.FACTOR_COOLING.body": "This sign-in method is too new to confirm this change.",
  "error.CSRF_INVALID.title": "This form is no longer valid",
  "error.CSRF_INVALID.body":
    "It was open for a long time, or you signed in or out in another tab. Nothing was changed. Go back, reload the page and send the form again.",
  "error.COOKIES_NEEDED.title": "This site needs cookies",
  "error.COOKIES_NEEDED.body":
    "Your browser sent no cookies with this form, so we cannot confirm that it comes from you. Nothing was changed. Allow cookies for this site in your browser settings, then load the page again. If you cannot, call us at the number below.",
  "error.OTHER_ACCOUNT.title": "This form belongs to another account",
  "error.OTHER_ACCOUNT.body":
    "Someone else has signed in with this browser since you opened the page. Nothing was changed in either account. Load the page again to continue with the account that is signed in now, or sign out and sign in with yours.",
  "error.WRONG_ADDRESS.title": "The portal was opened at a different address",
  "error.WRONG_ADDRESS.body":
    "Forms can only be sent from {address}. Nothing was changed. Open the portal there and send the form again.",
  "error.STEP_UP_REQUIRED.title": "First confirm that it is you",
  "error.STEP_UP_REQUIRED.body": "Your last confirmation is too old for this action. Nothing was changed.",
  "error.FORBIDDEN.title": "You cannot open this page",
  "error.FORBIDDEN.body": "Your account has no access to it. Nothing was changed.",
  "error.MAPPING_MISSING.title": "Your billing account is not linked yet",
  "error.MAPPING_MISSING.body":
    "We cannot show your bills until it is linked. Contact us and quote the reference below.",
  "error.IDEMPOTENCY_CONFLICT.title": "You have already sent this form with other details",
  "error.IDEMPOTENCY_CONFLICT.body":
    "We keep the details you sent first. Reload the page to see what was saved.",
  "error.RATE_LIMITED.title": "Too many requests",
  "error.RATE_LIMITED.body": "Wait a few minutes, then try again.",
  "error.BODY_TOO_LARGE.title": "What you sent is too large",
  "error.BODY_TOO_LARGE.body": "It exceeds the size we accept. Nothing was changed.",
  "error.METHOD_NOT_ALLOWED.title": "This action is not available",
  "error.METHOD_NOT_ALLOWED.body": "This page does not accept that type of request. Nothing was changed.",
  "error.MAINTENANCE.title": "Sign-in is closed for maintenance",
  "error.MAINTENANCE.body": "Sign-in will be available again later. Try again in a few minutes.",
  "error.BILLING_UNAVAILABLE.title": "The billing system is not responding",
  "error.BILLING_UNAVAILABLE.body":
    "We cannot show or change billing details right now. Due dates have not changed. Try again in a few minutes.",
  "error.BILLING_REFUSED.title": "The billing system did not accept this",
  "error.BILLING_REFUSED.body": "It could not complete your request. If you need this done, contact us.",
  "error.BILLING_CONTRACT.title": "We cannot read the billing system’s response",
  "error.BILLING_CONTRACT.body":
    "We do not show amounts we cannot confirm. Our staff have been notified. Try again later.",
  "error.BILLING_LINK_BLOCKED.title": "We cannot open the billing site from here",
  "error.BILLING_LINK_BLOCKED.body":
    "The billing system did not provide a sign-in link for your account. Nothing has been charged. Contact us to pay.",
  "error.CRM_UNAVAILABLE.title": "Customer records are not responding",
  "error.CRM_UNAVAILABLE.body":
    "We cannot show or change your customer details right now. Try again in a few minutes.",
  "error.CRM_REFUSED.title": "Our customer records did not accept this",
  "error.CRM_REFUSED.body":
    "Some of what you entered was not accepted. Check it and try again, or contact us.",
  "error.CRM_CONTRACT.title": "We cannot read the customer records’ response",
  "error.CRM_CONTRACT.body":
    "We do not show details we cannot confirm. Our staff have been notified. Try again later.",
  "error.CRM_CONFLICT.title": "Another change was made at the same time",
  "error.CRM_CONFLICT.body":
    "It was saved before yours. Open the page again and check before you repeat your change.",
  "error.CRM_DUPLICATE.title": "We need to check this first",
  "error.CRM_DUPLICATE.body":
    "We already have a very similar record. Our staff will check it and contact you. Nothing was changed.",
  "error.SIM_UNAVAILABLE.title": "The mobile network is not responding",
  "error.SIM_UNAVAILABLE.body": "We cannot show or change your SIM right now. Try again in a few minutes.",
  "error.SIM_REFUSED.title": "The mobile network did not accept this",
  "error.SIM_REFUSED.body":
    "The current state of your line does not allow it, or an earlier change is still in progress. Try again in half an hour, or contact us.",
  "error.SIM_CONTRACT.title": "We cannot read the mobile network’s response",
  "error.SIM_CONTRACT.body":
    "We do not show figures we cannot confirm. Our staff have been notified. Try again later.",
  "error.MAIL_REFUSED.title": "The e-mail could not be sent",
  "error.MAIL_REFUSED.body": "The address was not accepted. Check it, or contact us.",
  "error.MAIL_UNAVAILABLE.title": "We cannot send e-mail right now",
  "error.MAIL_UNAVAILABLE.body": "Nothing is lost. Try again in a few minutes.",
} as const;
