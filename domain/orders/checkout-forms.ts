import { z } from "zod";

/** Messages are keys of the catalogues. A box that was not ticked is not sent. */
const ticked = <const Key extends string>(message: Key) => z.literal("on", { error: message });
const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);
/** When the document was shown, as the page has signed it; without it the form is that of an old page. */
const shown = z.string().max(100).default("");

/** The address is the one that was shown: the form says which, never what it is. */
export const PlaceFormSchema = z.object({
  address: fingerprint,
  confirmed: ticked("checkout.place.required"),
});

export const ExplanationFormSchema = z.object({
  document: fingerprint,
  shown,
  understood: ticked("checkout.read.required"),
});

export const DeliveryFormSchema = z.discriminatedUnion(
  "age",
  [
    z.object({ age: z.literal("adults"), consent: ticked("checkout.delivery.consentRequired") }),
    // They are told how else they can order, whatever they ticked.
    z.object({ age: z.literal("minor") }),
  ],
  { error: "checkout.delivery.ageRequired" },
);

export const ConfirmFormSchema = z.object({
  document: fingerprint,
  shown,
  terms: ticked("checkout.confirm.required"),
});

/** Nothing is asked of who cancels (JP-TB-11), and nothing that is sent beside it is read. */
export const CancelFormSchema = z.object({});

/** A button alone. */
export const ShowLineFormSchema = z.object({});
