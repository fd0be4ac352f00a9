import { InternetOffersSchema, SimOffersSchema, VpnOffersSchema } from "#domain/catalog/offers.ts";
import type { JsonOperation } from "~/platform/json/openapi.ts";
import { InternetShopSchema, SimShopSchema, VpnShopSchema } from "./shop.ts";

const DOWN = { 502: ["CRM_CONTRACT"], 503: ["CRM_UNAVAILABLE"] };
const ACCOUNT = { ...DOWN, 401: ["SESSION_EXPIRED"], 503: ["CRM_UNAVAILABLE", "MAINTENANCE"] };

/** What `/api/*` tells of the catalogue. */
export const CATALOGUE_OPERATIONS: readonly JsonOperation[] = [
  {
    path: "/api/public/services/internet",
    summary: "Every internet plan, with installation and add-ons",
    access: "public",
    data: InternetOffersSchema,
    errors: DOWN,
  },
  {
    path: "/api/public/services/sim",
    summary: "Regular SIM plans, with activation fee and add-ons",
    access: "public",
    data: SimOffersSchema,
    errors: DOWN,
  },
  {
    path: "/api/public/services/vpn",
    summary: "VPN routers, with their activation fee",
    access: "public",
    data: VpnOffersSchema,
    errors: DOWN,
  },
  {
    path: "/api/account/services/internet",
    summary: "What the customer's address can get, and its plans",
    access: "account",
    data: InternetShopSchema,
    errors: { ...ACCOUNT, 409: ["MAPPING_MISSING"] },
  },
  {
    path: "/api/account/services/sim",
    summary: "SIM plans, with family plans for who has an active SIM",
    access: "account",
    data: SimShopSchema,
    errors: ACCOUNT,
  },
  {
    path: "/api/account/services/vpn",
    summary: "VPN routers, with their activation fee",
    access: "account",
    data: VpnShopSchema,
    errors: ACCOUNT,
  },
];
