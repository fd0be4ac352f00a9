import { seedCatalogue } from "./catalogue.ts";
import { seedClients, seedUsers } from "./clients.ts";
import { seedCases, seedCustomers } from "./crm.ts";
import { seedInvoices } from "./invoices.ts";
import { seedCrmOrders, seedOpportunities, seedSimCards } from "./orders.ts";
import { seedPayMethods } from "./pay-methods.ts";
import { seedOrders, seedServices } from "./services.ts";

export type World = ReturnType<typeof buildWorld>;

/** The seeded world of world.md, free of any provider's spelling. Every date counts from `today` (D, `YYYY-MM-DD`). */
export function buildWorld(today: string) {
  const clients = seedClients(today);
  return {
    today,
    clients,
    users: seedUsers(clients, today),
    customers: seedCustomers(clients, today),
    cases: seedCases(today),
    products: seedCatalogue(),
    services: seedServices(today),
    orders: seedOrders(today),
    crmOrders: seedCrmOrders(today),
    opportunities: seedOpportunities(today),
    simCards: seedSimCards(),
    payMethods: seedPayMethods(today),
    invoices: seedInvoices(today),
  };
}
