import { FIGURES } from "../figures.ts";

/** The page of the identity check, which is sent without scripts. */
export const verification = {
  "verification.title": "Identity check",
  "verification.answer.not_submitted": "You have not sent us a document yet.",
  "verification.answer.submitted":
    "We received your document and are checking it. We will e-mail you the result.",
  "verification.answer.verified": "Your identity is verified.",
  "verification.answer.rejected": "We could not accept your document. Send another one.",
  "verification.answer.unknown": "We cannot show the status of your identity check. Call or write to us.",
  "verification.answer.gone":
    "We cannot show the status of your identity check right now. Nothing has changed.",
  "verification.status": "Status",
  "verification.status.not_submitted": "Not submitted",
  "verification.status.submitted": "Under review",
  "verification.status.verified": "Verified",
  "verification.status.rejected": "Not accepted",
  "verification.status.unknown": "Status unknown",
  "verification.answer.differs": "Your document was checked, and does not say what we have about you.",
  "verification.status.differs": "Does not match",
  "verification.differs": "On the document stands another:",
  "verification.differs.name": "name",
  "verification.differs.address": "address",
  "verification.differs.birthDate": "date of birth",
  "verification.differs.how":
    "Until that is put right, no line with calls can be activated. If the address in this portal is the wrong one, change it under Your details. For the rest call us, and we correct it together: {phone}, {hours}.",
  "verification.reason": "Reason",
  "verification.sentAt": "Sent",
  "verification.checkedAt": "Checked",
  "verification.method": "Method",
  "verification.method.jpki": "Signature certificate of the My Number Card (JPKI)",
  "verification.method.ic_chip_face": "Chip of a document, read with a photo of your face",
  "verification.method.wallet_credential": "My Number Card on a phone",
  "verification.method.mailed_original": "Original documents by post",
  "verification.method.in_person_ic": "Chip of a document, read by our staff in person",
  "verification.method.in_person_visual": "Document shown to our staff in person",
  "verification.method.mfa_existing_customer": "Sign-in of a customer whose identity was verified before",
  "verification.method.document_image_upload": "Image of a document",
  "verification.method.unknown": "Other method, recorded by our staff",
  "verification.notForVoice": "This check is not enough for a voice line. See below what you need.",

  "verification.send": "Send a document",
  "verification.which":
    "A residence card, special permanent resident certificate, driving licence or My Number Card that shows your current address. The whole card must be visible and readable.",
  "verification.frontTitle": "Front side only",
  "verification.front":
    "Never send the side with the 12-digit My Number, or any document that shows it. We are not allowed to keep it, so we reject and delete such images.",
  "verification.file": "Image or PDF of the front",
  "verification.fileHint": `JPEG, PNG, WebP, GIF, AVIF or PDF, up to ${FIGURES.documentMegabytes} MB.`,
  "verification.purpose":
    "It goes to our staff, who use it only to check your identity. This portal does not keep a copy.",
  "verification.submit": "Send document",
  "verification.toCheckout": "Back to checkout",
  "verification.back": "Back to previous page",

  "verification.voice": "Voice lines",
  "verification.voiceLaw":
    "Since April 2026, the law no longer accepts an image of a document for voice lines. You can order a voice line with a document sent here. It is activated after one of these checks:",
  "verification.voice.jpki": "the signature certificate of your My Number Card (JPKI)",
  "verification.voice.chip":
    "the chip of your My Number Card, driving licence or residence card, read with a photo of your face or in person by our staff",
  "verification.voice.wallet": "the My Number Card on your phone",
  "verification.voice.post": "original documents by post",
  "verification.voiceHow":
    "A web page cannot read these chips. Our staff will tell you which method you can use: {phone}, {hours}.",

  "verification.fault.missing": "Choose a file.",
  "verification.fault.empty": "This file is empty. Choose another one.",
  "verification.fault.tooLarge": "This file is too large. Choose a smaller one.",
  "verification.fault.kind": "We cannot open this file. Use JPEG, PNG or PDF.",
  "verification.fault.cut": "This file is incomplete. Copy it or take the photo again.",
  "verification.fault.limited_one": "You have sent too many files. Wait a minute, then try again.",
  "verification.fault.limited_other": "You have sent too many files. Wait {count} minutes, then try again.",
  "verification.fault.down":
    "Our document system is not responding. Choose the file again in a few minutes. It does not matter if we receive it twice.",
  "verification.fault.refused": "Our document system did not accept this file. Call us: {phone}, {hours}.",

  "verification.again": "Refresh",
  "verification.see": "View identity check",
  "flash.documentSent": "We received your document.",
} as const;
