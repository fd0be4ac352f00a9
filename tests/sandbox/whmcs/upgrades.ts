import type { Context } from "./context.ts";
import type { UpgradeRow } from "./database.ts";

/** Puts the service on its new product. Once: a settled invoice may be touched again. */
export function applyUpgrade(context: Context, upgrade: UpgradeRow): void {
  const { db } = context;
  const service = db.services.get(upgrade.serviceid);
  const product = db.products.get(upgrade.newpid);
  db.upgrades = db.upgrades.filter((candidate) => candidate.id !== upgrade.id);
  if (!service || !product) return;
  changeProduct(context, service.id, product.pid);
  context.hooks.emit("ServiceEdit", { userid: service.clientid, serviceid: service.id });
}

/** Moves a service to another product; values of custom fields with the same name go along. */
export function changeProduct(context: Context, serviceId: number, pid: number): void {
  const { db } = context;
  const service = db.services.get(serviceId);
  const next = db.products.get(pid);
  if (!service || !next) return;
  const old = db.products.get(service.pid)?.fields ?? [];
  const values = new Map(old.map((field) => [field.name, service.customfields.get(field.id) ?? ""]));
  service.pid = pid;
  service.customfields = new Map(next.fields.map((field) => [field.id, values.get(field.name) ?? ""]));
  service.recurringamount = recurringPrice(context, serviceId) ?? service.recurringamount;
}

/** Price of a service's product in its client's currency; null where it is not sold. */
export function recurringPrice(context: Context, serviceId: number): number | null {
  const { db } = context;
  const service = db.services.get(serviceId);
  const currency = db.clients.get(service?.clientid ?? 0)?.currency === 2 ? "USD" : "JPY";
  return db.products.get(service?.pid ?? 0)?.price[currency] ?? null;
}
