import { legal } from "./en/legal.ts";
import { orders } from "./en/orders.ts";
import { secondStep } from "./en/second-step.ts";
import { security } from "./en/security.ts";
import { shop } from "./en/shop.ts";
import { visitors } from "./en/visitors.ts";

/** Texts of the pages that are sent without scripts; the server alone needs them. */
export const enStatic = { ...visitors, ...legal, ...secondStep, ...security, ...shop, ...orders } as const;
