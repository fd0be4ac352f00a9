import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, textOf } from "../support/http.ts";
import { expectLogged } from "../support/pages.ts";
import { PASSWORD } from "../support/portal.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

type Envelope = { success: boolean; data: unknown; readAt: string; staleSince: string | null };
type Offers = { plans: { sku: string; isFamily?: boolean; monthly: { withTax: { minor: number } } }[] };
type Shop = { active: number | null; offers: Offers | null };

let portal: WorkerPortal;
beforeAll(async () => {
  // The customer system lets nobody in whose clock is another.
  portal = await openTestPortal({ today: "real" });
});
afterAll(async () => {
  await portal.stop();
});

const visitor = (language = "en") => {
  const client = new Client(portal.url);
  client.setCookie("lang", language);
  return client;
};
async function customer(email: string): Promise<Client> {
  const client = new Client(portal.url);
  expect((await client.signIn(email, PASSWORD)).status).toBe(303);
  return client;
}
const jsonAt = async <T>(client: Client, path: string) => (await (await client.get(path)).json()) as T;
const shopAt = async (client: Client, kind: string) =>
  (await jsonAt<Envelope>(client, `/api/account/services/${kind}`)).data as Shop;
const skusOf = ({ offers }: Shop) => (offers?.plans ?? []).map(({ sku }) => sku);

describe("before anything could be read", () => {
  it("pages and JSON say so, and are kept by nobody", async () => {
    await portal.crm.fault({ action: "query", kind: "http_503" });
    const page = await visitor().get("/services/internet");
    expect(page.status).toBe(200);
    expect(page.headers.get("cache-control")).toBe("no-store");
    const text = textOf(await page.text());
    expect(text).toContain("We cannot show prices right now");
    expect(text).toContain("0120-000-000");
    expect(text).not.toContain("¥");
    const listed = textOf(await (await visitor("ja").get("/services")).text());
    expect(listed).toContain("現在、料金を表示できません");
    expect(listed).toContain("VPNルーター");

    const json = await visitor().get("/api/public/services/internet");
    expect(json.status).toBe(503);
    expect(Number(json.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(json.headers.get("cache-control")).toBe("no-store");
    const requestId = json.headers.get("x-request-id") ?? "none";
    expect(await json.json()).toEqual({
      success: false,
      error: { code: "CRM_UNAVAILABLE", message: "CRM_UNAVAILABLE", requestId },
    });
    await expectLogged(portal, requestId);

    await portal.crm.clearFaults();
    // The circuit stays open for a while after failures.
    await expect
      .poll(async () => (await visitor().get("/api/public/services/internet")).status, {
        timeout: 40_000,
        interval: 500,
      })
      .toBe(200);
  }, 60_000);
});

describe("prices for everybody", () => {
  it("are of the language and the colours that were asked for, whatever was asked for before", async () => {
    const pageFor = async (language: string, theme: string) => {
      const client = visitor(language);
      client.setCookie("theme", theme);
      const page = await client.get("/services/internet");
      const policy = page.headers.get("content-security-policy");
      return { html: await page.text(), policy };
    };
    const first = await pageFor("en", "dark");
    const japanese = await pageFor("ja", "dark");
    const light = await pageFor("en", "light");
    const again = await pageFor("en", "dark");
    expect(japanese.html).toContain('<html lang="ja" data-theme="dark">');
    expect(light.html).toContain('<html lang="en" data-theme="light">');
    expect(again.html).toBe(first.html);
    // No nonce, since a shared cache would give everybody the same.
    expect(again.policy).toContain("script-src 'none'");
    expect(textOf(await (await visitor().get("/services/vpn")).text())).not.toBe(textOf(first.html));
  });

  it.each([
    ["/services", "en", ["From ¥4,730 a month, tax included.", "From ¥968 a month", "First month free"]],
    ["/services", "ja", ["月額 4,730円 （税込）から。", "初月無料"]],
    ["/services/internet", "en", ["Hikari Cross", "¥9,900 ¥9,000 before tax", "¥1,045 × 24 months"]],
    ["/services/internet", "ja", ["戸建て", "9,900円 税抜 9,000円", "ひかり電話", "3,300円（1回のみ）"]],
    ["/services/sim", "en", ["50 GB a month", "¥5,478", "¥1,650", "Minimum term 3 months.", "118"]],
    ["/services/sim", "ja", ["毎月50GB", "5,478円", "契約事務手数料"]],
    ["/services/vpn", "en", ["United Kingdom (London)", "¥2,750", "¥3,300", "Minimum term None."]],
    ["/services/vpn", "ja", ["アメリカ（サンフランシスコ）", "2,750円"]],
    ["/services/business", "en", ["For companies", "Qualified invoices"]],
    ["/services/onsite", "ja", ["訪問サポート"]],
  ])("%s (%s)", async (path, language, texts) => {
    const page = await visitor(language).get(path);
    expect(page.status).toBe(200);
    expect(page.headers.get("cache-control")).toMatch(/^public/);
    const html = await page.text();
    expect(html).not.toContain("<script");
    for (const text of texts) expect(textOf(html)).toContain(text);
  });

  it("are for sale, listed, and for everybody", async () => {
    const { data } = await jsonAt<Envelope>(visitor(), "/api/public/services/sim");
    const skus = (data as Offers).plans.map(({ sku }) => sku);
    expect(skus).toHaveLength(8);
    expect(skus.filter((sku) => /FAMILY|OLD|NOT-SOLD/.test(sku))).toEqual([]);
  });

  it("are the same in JSON, with the time they were read", async () => {
    const answer = await jsonAt<Envelope>(visitor(), "/api/public/services/internet");
    expect(answer).toMatchObject({ success: true, staleSince: null });
    expect(Date.parse(answer.readAt)).toBeGreaterThan(Date.now() - 120_000);
    const gold = (answer.data as Offers).plans.find(({ sku }) => sku === "INTERNET-GOLD-HOME-1G");
    expect(gold?.monthly).toEqual({
      withTax: { currency: "JPY", minor: 7_150 },
      withoutTax: { currency: "JPY", minor: 6_500 },
    });
  });
});

describe("what a customer is offered", () => {
  it("follows the address", async () => {
    const hanako = await customer("hanako@example.jp");
    const shop = await shopAt(hanako, "internet");
    expect(shop).toMatchObject({ active: 1, eligibility: { status: "eligible", offerings: ["home_1g"] } });
    expect(skusOf(shop)).toEqual(["SILVER", "GOLD", "PLATINUM"].map((tier) => `INTERNET-${tier}-HOME-1G`));
    const text = textOf(await (await hanako.get("/account/services/internet")).text());
    expect(text).toContain("ご住所で回線をご利用いただけます");
    expect(text).toContain("7,150円");
    expect(text).not.toMatch(/集合住宅（|10Gbps/);

    const waiting = await customer("waiting@example.com");
    expect(skusOf(await shopAt(waiting, "internet"))).toHaveLength(6);

    const late = await customer("late@example.com");
    expect(await shopAt(late, "internet")).toMatchObject({
      offers: null,
      eligibility: { status: "ineligible" },
    });
    expect(textOf(await (await late.get("/account/services/internet")).text())).toContain(
      "No fibre in this building yet.",
    );
  });

  it("has family plans with an active SIM, and not with a suspended or no SIM", async () => {
    const family = async (email: string) => {
      const shop = await shopAt(await customer(email), "sim");
      return { active: shop.active, family: skusOf(shop).filter((sku) => sku.endsWith("FAMILY")).length };
    };
    expect(await family("amelia@example.com")).toEqual({ active: 1, family: 1 });
    expect(await family("bulk@example.com")).toEqual({ active: 38, family: 1 });
    expect(await family("late@example.com")).toEqual({ active: 0, family: 0 });
    expect(await family("newbie@example.com")).toEqual({ active: 0, family: 0 });
  });

  it("goes on without the billing system, which alone knows what one has", async () => {
    await portal.sandbox.fault({ action: "GetClientsProducts", kind: "http_500" });
    const kenji = await customer("kenji@example.jp");
    expect(await shopAt(kenji, "sim")).toMatchObject({
      active: null,
      offers: { plans: expect.any(Array) as [] },
    });
    const text = textOf(await (await kenji.get("/account/services/sim")).text());
    expect(text).toContain("ファミリープランをご利用いただけるか確認できません");
    expect(text).toContain("3,278円");
    await portal.sandbox.clearFaults();
  });
});

it("an address that is not there is told in JSON", async () => {
  const answer = await visitor().get("/api/public/services/phone");
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ success: false, error: { code: "NOT_FOUND" } });
});
