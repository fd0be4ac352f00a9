/** The page of the identity check, which is sent without scripts. */
export const verification = {
  "verification.title": "Identity check",
  "verification.answer.not_submitted": "You have not sent us a document yet.",
  "verification.answer.submitted":
    "We have your document and are looking at it. You get a mail with the result.",
  "verification.answer.verified": "We have checked who you are.",
  "verification.answer.rejected": "We could not use your document. Send another one.",
  "verification.answer.unknown": "How far the check has come cannot be shown. Call or write to us.",
  "verification.answer.gone": "How far the check has come cannot be read now. Nothing has changed.",
  "verification.status": "Where it stands",
  "verification.status.not_submitted": "Not submitted",
  "verification.status.submitted": "Under review",
  "verification.status.verified": "Verified",
  "verification.status.rejected": "Rejected",
  "verification.status.unknown": "Not known",
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
  "verification.method": "How it was checked",
  "verification.method.jpki": "Signature certificate of the My Number Card (JPKI)",
  "verification.method.ic_chip_face": "Chip of a document, read together with a picture of your face",
  "verification.method.wallet_credential": "My Number Card in a phone",
  "verification.method.mailed_original": "Original documents by post",
  "verification.method.in_person_ic": "Chip of a document, read by our staff in person",
  "verification.method.in_person_visual": "Document shown to our staff in person",
  "verification.method.mfa_existing_customer": "Sign-in of a customer who was checked before",
  "verification.method.document_image_upload": "Picture of a document",
  "verification.method.unknown": "Another way, noted by our staff",
  "verification.notForVoice":
    "This way of checking is not enough for a line that can call. What is, stands further down.",

  "verification.send": "Send a document",
  "verification.which":
    "Residence card, special permanent resident certificate, driving licence or My Number Card, with your present address. The whole card has to be in the picture and readable.",
  "verification.frontTitle": "The front only",
  "verification.front":
    "Never send the side with the 12-digit My Number, nor any paper on which it is printed. We may not have it: such a picture is refused and deleted.",
  "verification.file": "Picture or PDF of the front",
  "verification.fileHint": "JPEG, PNG, WebP, GIF, AVIF or PDF; 5 MB at most.",
  "verification.purpose":
    "It goes to our staff, who use it to check who you are and for nothing else. This portal keeps nothing of it.",
  "verification.submit": "Send document",
  "verification.toCheckout": "Back to checkout",
  "verification.back": "Back to where you were",

  "verification.voice": "Lines that can call",
  "verification.voiceLaw":
    "Since April 2026 the law takes no pictures of documents for lines that can call. With a document sent here you can order one; it is switched on after one of these checks:",
  "verification.voice.jpki": "the signature certificate of your My Number Card (JPKI),",
  "verification.voice.chip":
    "the chip of your My Number Card, driving licence or residence card, read together with a picture of your face or in front of our staff,",
  "verification.voice.wallet": "the My Number Card in your phone,",
  "verification.voice.post": "original documents by post.",
  "verification.voiceHow":
    "A web page cannot read these chips. Our staff tells you which way is open to you and arranges it: {phone}, {hours}.",

  "verification.fault.missing": "Choose a file.",
  "verification.fault.empty": "This file is empty. Choose another one.",
  "verification.fault.tooLarge": "This file is larger than 5 MB. Take a smaller picture.",
  "verification.fault.kind":
    "This is no picture of a kind that we can open, and no PDF. Save it as JPEG or PNG.",
  "verification.fault.cut": "The end of this file is missing. Copy or take the picture again.",
  "verification.fault.limited_one": "That was sent too often. Wait a minute, then try again.",
  "verification.fault.limited_other": "That was sent too often. Wait {count} minutes, then try again.",
  "verification.fault.down":
    "The system that takes documents is not answering. Choose the file again in a few minutes; two copies do no harm.",
  "verification.fault.refused":
    "The system that takes documents did not take this one. Call us: {phone}, {hours}.",

  "verification.again": "Look again",
  "verification.see": "See the identity check",
  "flash.documentSent": "Your document is with us.",
} as const;
