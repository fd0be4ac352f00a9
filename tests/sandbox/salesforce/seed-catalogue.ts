import type { WorldProduct } from "../world/catalogue.ts";
import { salesforceId } from "../world/ids.ts";
import type { World } from "../world/world.ts";
import type { Value } from "./schema/field.ts";

export const PORTAL_PRICEBOOK_ID = salesforceId("01s", 1);
const OTHER_PRICEBOOK_ID = salesforceId("01s", 2);
const CATEGORY = { internet: "Internet", sim: "SIM", vpn: "VPN" } as const;

type Put = (object: string, record: { id: string; day: string; values: Record<string, Value> }) => void;

/** The catalogue of world.md 2, its price book and another one. */
export function seedCatalogue({ products, today }: World, put: Put): void {
  for (const [id, name] of [
    [PORTAL_PRICEBOOK_ID, "Portal"],
    [OTHER_PRICEBOOK_ID, "Partners"],
  ] as const)
    put("Pricebook2", { id, day: today, values: { Name: name, IsActive: true } });
  for (const product of products.values()) {
    const isFee = product.itemClass !== "Service";
    put("Product2", {
      id: product.productId,
      day: today,
      values: {
        Name: product.name,
        IsActive: true,
        StockKeepingUnit: product.sku,
        Product2Categories1__c: CATEGORY[product.kind],
        Portal_Catalog__c: product.sold && !isFee,
        Portal_Accessible__c: product.sold,
        Item_Class__c: product.itemClass,
        Billing_Cycle__c: product.cycle,
        Catalog_Order__c: product.pid * 10,
        Feature_List__c: [...product.features, ...japaneseFeaturesOf(product)].join("\n"),
        WH_Product_ID__c: product.pid,
        WH_Product_Name__c: `ASI ${product.name}`,
        ...fieldsOf(product),
      },
    });
    // Three products that must never be sold (world.md 2): entry inactive, no entry, entry in another book.
    if (product.pid === 215) continue;
    put("PricebookEntry", {
      id: product.pricebookEntryId,
      day: today,
      values: {
        Pricebook2Id: product.pid === 216 ? OTHER_PRICEBOOK_ID : PORTAL_PRICEBOOK_ID,
        Product2Id: product.productId,
        UnitPrice: product.price,
        IsActive: product.pid !== 214,
      },
    });
  }
}

const OFFERINGS: Readonly<Record<string, string>> = {
  "HOME-1G": "Home 1G",
  "APT-1G": "Apartment 1G",
  "APT-100M": "Apartment 100M",
  "HOME-10G": "Home 10G",
};
const TIERS: Readonly<Record<string, string>> = { SILVER: "Silver", GOLD: "Gold", PLATINUM: "Platinum" };

/** What distinguishes a product from the others of its class, as staff has entered it. */
function fieldsOf({ sku, kind }: WorldProduct): Record<string, Value> {
  const [, tier = "", offering = ""] = /^INTERNET-(SILVER|GOLD|PLATINUM)-(.+)$/.exec(sku) ?? [];
  if (tier !== "")
    return {
      Internet_Plan_Tier__c: TIERS[tier] ?? null,
      Internet_Offering_Type__c: OFFERINGS[offering] ?? null,
    };
  switch (sku) {
    case "INTERNET-INSTALL-SINGLE":
      return { Is_Default__c: true };
    case "INTERNET-ADDON-HIKARI-DENWA":
      return { Is_Bundled_Addon__c: true, Bundled_Addon__c: salesforceId("01t", 247) };
    case "INTERNET-ADDON-HIKARI-DENWA-INSTALL":
      return { Is_Bundled_Addon__c: true, Bundled_Addon__c: salesforceId("01t", 246) };
    case "SIM-ACTIVATION-FEE":
      return { Auto_Add__c: true, Is_Default__c: true };
    case "VPN-ACTIVATION-FEE":
      return { Auto_Add__c: true, VPN_Region__c: "Global" };
    case "VPN-REMOTE-ACCESS-USA-SF":
      return { VPN_Region__c: "USA-SF" };
    case "VPN-REMOTE-ACCESS-UK-LONDON":
      return { VPN_Region__c: "UK-London" };
    default:
      return kind === "sim" ? simFieldsOf(sku) : {};
  }
}

function simFieldsOf(sku: string): Record<string, Value> {
  if (sku === "SIM-VOICE-ONLY") return { SIM_Plan_Type__c: "VoiceOnly" };
  if (sku.startsWith("SIM-ADDON-")) return {};
  return {
    SIM_Plan_Type__c: sku.startsWith("SIM-DATA-ONLY-") ? "DataOnly" : "DataSmsVoice",
    SIM_Data_Size__c: /-(\d+GB)/.exec(sku)?.[1] ?? "1GB",
    SIM_Has_Family_Discount__c: sku.endsWith("-FAMILY"),
  };
}

const TIERS_JA: Readonly<Record<string, string>> = {
  SILVER: "シルバー",
  GOLD: "ゴールド",
  PLATINUM: "プラチナ",
};

/** Staff writes the lines of a plan in both languages, one after the other. */
function japaneseFeaturesOf({ sku, itemClass, kind }: WorldProduct): string[] {
  if (itemClass !== "Service") return [];
  switch (kind) {
    case "internet":
      return ["光回線", `${TIERS_JA[sku.split("-")[1] ?? ""] ?? ""}のサポートとルーター`];
    case "vpn":
      return [
        "ルーターのレンタル込み",
        sku.endsWith("USA-SF") ? "アメリカのIPアドレス" : "イギリスのIPアドレス",
      ];
    case "sim": {
      const size = /-(\d+)GB/.exec(sku)?.[1];
      const data = size === undefined ? "データ通信なし" : `毎月${size}GB`;
      if (sku.endsWith("-FAMILY")) return [data, "2枚目以降のSIMに"];
      return [data, sku.startsWith("SIM-DATA-ONLY-") ? "SMS対応、音声通話なし" : "音声通話・SMS"];
    }
  }
}
