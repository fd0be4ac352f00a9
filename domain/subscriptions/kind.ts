import type { Product, ServiceKind } from "../catalog/schema.ts";
import type { Service } from "./schema.ts";

const KIND_OF_PRODUCT: Record<Product["kind"], ServiceKind> = {
  internet_plan: "internet",
  installation: "internet",
  internet_addon: "internet",
  sim_plan: "sim",
  sim_activation: "sim",
  sim_addon: "sim",
  vpn_plan: "vpn",
  vpn_activation: "vpn",
};

/**
 * What a service is: by its product where the catalogue has it, by the words of its name where not (portal.md 13). VPN comes
 * before internet, since VPN products are called "SonixNet …" too. Null: neither tells.
 */
export function kindOfService(
  { productId, name, groupName }: Pick<Service, "productId" | "name" | "groupName">,
  products: readonly Product[],
): ServiceKind | null {
  const product = products.find(({ billingProductId }) => billingProductId === productId);
  if (product) return KIND_OF_PRODUCT[product.kind];
  const words = `${name} ${groupName}`.toLowerCase();
  if (words.includes("vpn")) return "vpn";
  if (words.includes("sim")) return "sim";
  const isInternet =
    words.includes("internet") ||
    words.includes("sonixnet") ||
    (words.includes("ntt") && words.includes("fiber"));
  return isInternet ? "internet" : null;
}

/** Only plans: an add-on or a fee of a kind is not a service of it. */
export function activeServices(
  kind: ServiceKind,
  services: readonly Service[],
  products: readonly Product[],
): Service[] {
  const isPlan = (service: Service) => {
    const product = products.find(({ billingProductId }) => billingProductId === service.productId);
    return product === undefined || product.kind.endsWith("_plan");
  };
  return services.filter(
    (service) => service.status === "active" && isPlan(service) && kindOfService(service, products) === kind,
  );
}
