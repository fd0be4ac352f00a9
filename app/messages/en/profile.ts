/** The pages of the customer's own details, which are sent without scripts. */
export const profile = {
  "profile.title": "Your details",
  "profile.answer": "What we know about you, and where it is kept.",
  "profile.person": "You",
  "profile.name": "Name",
  "profile.kana": "Reading (kana)",
  "profile.customerNumber": "Customer number",
  "profile.email": "E-mail",
  "profile.phone": "Phone",
  "profile.birthDate": "Date of birth",
  "profile.gender": "Gender",
  "profile.gender.male": "Male",
  "profile.gender.female": "Female",
  "profile.gender.unknown": "Not recognised",
  "profile.nationality": "Nationality",
  "profile.notGiven": "Not given",
  "profile.fixed":
    "Name and date of birth are as checked with your identity document. To correct them, contact support.",
  "profile.address": "Address",
  "profile.addressJapanese": "In Japanese",
  "profile.addressBilling": "On bills",
  "profile.changeContact": "Change phone and reading",
  "profile.changeAddress": "Change address",
  "profile.stale":
    "This is what we last read, at {readAt}. The customer system has not answered since {since}; changes made after that may be missing.",
  "profile.openTitle": "Not everywhere yet",
  "profile.open.address": "Your new address of {time} has not reached every system yet.",
  "profile.open.contact": "Your new phone number or reading of {time} has not reached every system yet.",
  "profile.hasBilling": "Bills use it already; our customer records will follow by themselves.",
  "profile.hasNone": "We keep trying by ourselves. There is nothing you need to do.",
  "profile.parkedTitle": "Our team has to finish this",
  "profile.parked.address": "One of our systems did not take your new address of {time}.",
  "profile.parked.contact": "One of our systems did not take your new phone number or reading of {time}.",
  "profile.parkedHelp": "Our team has been told. You can also enter it again, or contact support.",

  "contact.title": "Phone and reading",
  "contact.answer": "The number at which we can call you, and how your name is read.",
  "contact.phoneHint":
    "Such as 090-1234-5678 or 03-1234-5678. A number from abroad begins with + and its country code.",
  "contact.lastNameKana": "Family name, reading",
  "contact.firstNameKana": "Given name, reading",
  "contact.kanaHint": "In katakana, such as ヨシダ. Hiragana is converted. A voice SIM needs it.",
  "contact.save": "Save",
  "contact.purpose":
    "We use these to call you about orders, technician visits and bills, and to set up voice lines.",

  "newAddress.title": "Change your address",
  "newAddress.answer": "For bills and letters. Where your services are installed does not change with it.",
  "newAddress.save": "Save this address",
  "newAddress.eligibility":
    "If you had asked which fibre plans your home can get, that answer ends with a new address: ask again for the new one.",

  "profile.fault.phoneMissing": "Enter a phone number.",
  "profile.fault.phone":
    "Enter a phone number that can be called, such as 090-1234-5678, or one from abroad with + and its country code.",
  "profile.fault.kana": "Enter the reading in katakana or hiragana, 60 characters at most.",
  "profile.fault.refused":
    "One of our systems did not take this. Check it; if it is right, our team will enter it for you: they have been told.",

  "flash.profileChanged": "It is saved everywhere. We have told you by mail as well.",
  "flash.profileKept": "It is saved. Not every system has it yet; we pass it on by ourselves.",
  "activity.what.addressChanged": "Address changed",
  "activity.what.contactChanged": "Phone number or reading of the name changed",
} as const;
