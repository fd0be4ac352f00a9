import { address } from "./en/address.ts";
import { legal } from "./en/legal.ts";
import { profile } from "./en/profile.ts";
import { secondStep } from "./en/second-step.ts";
import { security } from "./en/security.ts";
import { visitors } from "./en/visitors.ts";

/** Texts of the pages that are sent without scripts; the server alone needs them. */
export const enStatic = {
  ...visitors,
  ...legal,
  ...secondStep,
  ...security,
  ...address,
  ...profile,
} as const;
