/** What every reason of an error means and what to do; worded by the server, which sends it with the error. */
export const reasons = {
  "form.errorTitle": "Error: {title}",
  "error.VALIDATION_FAILED.title": "We cannot read that request",
  "error.INVALID_CREDENTIALS.title": "The e-mail address or the password is not right",
  "error.INVALID_CREDENTIALS.body": "Check both and try again.",
  "error.SESSION_EXPIRED.title": "You are signed out",
  "error.SESSION_EXPIRED.body":
    "You were away for a while, so we signed you out to protect your account. Sign in again to go on.",
  "error.OTP_INVALID.title": "The code is not right",
  "error.OTP_INVALID.body": "Check it and try again.",
  "error.OTP_EXPIRED.title": "The code has expired",
  "error.OTP_EXPIRED.body": "Ask for another one.",
  "error.OTP_ATTEMPTS_EXCEEDED.title": "Too many wrong codes",
  "error.OTP_ATTEMPTS_EXCEEDED.body": "Ask for another one.",
  "error.PASSKEY_REFUSED.title": "The passkey was not accepted",
  "error.PASSKEY_REFUSED.body": "Try again, or choose another way.",
  "error.FACTOR_COOLING.title": "Not possible yet",
  "error.FACTOR_COOLING.body": "This way to sign in is too new to confirm this change.",
  "error.CSRF_INVALID.title": "This form is no longer valid",
  "error.CSRF_INVALID.body":
    "It was open for a long time, or you signed in or out in another tab. Nothing was changed. Go back, reload the page and send the form again.",
  "error.COOKIES_NEEDED.title": "This site needs cookies",
  "error.COOKIES_NEEDED.body":
    "Your browser sent none with this form, so we cannot tell that it comes from you. Nothing was changed. Allow cookies for this site in the settings of your browser, then load the page again. If you cannot, call us: the number is below.",
  "error.OTHER_ACCOUNT.title": "This form belongs to another account",
  "error.OTHER_ACCOUNT.body":
    "Somebody else has signed in in this browser since the page was opened. Nothing was changed in either account. Load the page again to go on with the account that is signed in now, or sign out and sign in with yours.",
  "error.WRONG_ADDRESS.title": "The portal was opened at another address than its own",
  "error.WRONG_ADDRESS.body":
    "Forms can only be sent from {address}. Nothing was changed. Open the portal there and send the form again.",
  "error.STEP_UP_REQUIRED.title": "Confirm that it is you first",
  "error.STEP_UP_REQUIRED.body":
    "This needs a second step that is at most five minutes old. Nothing was changed.",
  "error.FORBIDDEN.title": "You cannot open this page",
  "error.FORBIDDEN.body": "This account has no access to it. Nothing was changed.",
  "error.MAPPING_MISSING.title": "Your login is not linked to a billing account yet",
  "error.MAPPING_MISSING.body":
    "We cannot show bills until it is. Contact support, and tell us the reference below.",
  "error.IDEMPOTENCY_CONFLICT.title": "This form was already sent with other values",
  "error.IDEMPOTENCY_CONFLICT.body": "The first values count. Reload the page to see what was saved.",
  "error.RATE_LIMITED.title": "Too many requests",
  "error.RATE_LIMITED.body": "To protect the service we ask you to wait. Try again in a few minutes.",
  "error.BODY_TOO_LARGE.title": "That is too much at once",
  "error.BODY_TOO_LARGE.body": "What you sent is larger than we accept. Nothing was changed.",
  "error.METHOD_NOT_ALLOWED.title": "This page cannot do that",
  "error.METHOD_NOT_ALLOWED.body":
    "The request was of a kind that this page does not accept. Nothing was changed.",
  "error.MAINTENANCE.title": "Sign-in is closed for maintenance",
  "error.MAINTENANCE.body": "Your internet and mobile services are not affected. Try again in a few minutes.",
  "error.BILLING_UNAVAILABLE.title": "The billing system is not answering",
  "error.BILLING_UNAVAILABLE.body":
    "We cannot read or change billing data right now. Due dates have not changed. Try again in a few minutes.",
  "error.BILLING_REFUSED.title": "The billing system did not accept this",
  "error.BILLING_REFUSED.body":
    "It answered that it cannot do what you asked. Contact support if you need it done.",
  "error.BILLING_CONTRACT.title": "The billing system gave an answer we cannot read",
  "error.BILLING_CONTRACT.body":
    "We do not show figures we are not sure of, and our team has been told. Try again later.",
  "error.BILLING_LINK_BLOCKED.title": "The billing site cannot be opened from here",
  "error.BILLING_LINK_BLOCKED.body":
    "The billing system did not give us a sign-in link for your account. Nothing has been charged. Contact support to pay.",
  "error.CRM_UNAVAILABLE.title": "The customer system is not answering",
  "error.CRM_UNAVAILABLE.body":
    "We cannot read or change customer data right now. Your services are not affected. Try again in a few minutes.",
  "error.CRM_REFUSED.title": "The customer system did not accept this",
  "error.CRM_REFUSED.body":
    "Something in what you entered was not accepted. Check it and try again, or contact support.",
  "error.CRM_CONTRACT.title": "The customer system gave an answer we cannot read",
  "error.CRM_CONTRACT.body":
    "We do not show what we are not sure of, and our team has been told. Try again later.",
  "error.CRM_CONFLICT.title": "This was changed at the same time",
  "error.CRM_CONFLICT.body":
    "Somebody or something else was faster. Open the page again and look before you repeat.",
  "error.CRM_DUPLICATE.title": "We have to look at this first",
  "error.CRM_DUPLICATE.body":
    "Our records already hold something very similar. Our team will look at it and contact you. Nothing was changed.",
  "error.SIM_UNAVAILABLE.title": "The mobile network is not answering",
  "error.SIM_UNAVAILABLE.body":
    "We cannot read or change your SIM right now. Calls and data are not affected. Try again in a few minutes.",
  "error.SIM_REFUSED.title": "The mobile network did not accept this",
  "error.SIM_REFUSED.body":
    "The state of your line does not allow it, or an earlier change is still under way. Try again in half an hour, or contact support.",
  "error.SIM_CONTRACT.title": "The mobile network gave an answer we cannot read",
  "error.SIM_CONTRACT.body":
    "We do not show figures we are not sure of, and our team has been told. Try again later.",
  "error.MAIL_REFUSED.title": "The mail could not be sent",
  "error.MAIL_REFUSED.body": "The mail server refused the address. Check it, or contact support.",
  "error.MAIL_UNAVAILABLE.title": "The mail cannot be sent right now",
  "error.MAIL_UNAVAILABLE.body": "Nothing is lost. Try again in a few minutes.",
} as const;
