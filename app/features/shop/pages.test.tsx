import { describe, expect, test } from "vitest";
import {
  internetPlan,
  product,
  productId,
  simPlan,
  vpnPlan,
  yen,
} from "#domain/catalog/catalogue.testing.ts";
import type { Eligibility } from "#domain/catalog/eligibility.ts";
import { internetOffers, simOffers, vpnOffers } from "#domain/catalog/offers.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import type { Language } from "#domain/shared/money.ts";
import { renderAt } from "~/components/render.testing.tsx";
import type { Part } from "~/platform/page/part.ts";
import { AccountInternetPage, AccountServicesPage, AccountSimPage } from "./account-pages.tsx";
import { InternetPrices } from "./internet-prices.tsx";
import { PricePage } from "./price-page.tsx";
import { ServicesPage } from "./services-page.tsx";
import { SimPrices } from "./sim-prices.tsx";
import { VpnPrices } from "./vpn-prices.tsx";

const today = "2026-11-23" as CalendarDate;
const readAt = "2026-11-23T05:00:00.000Z";
type State = "ready" | "stale" | "unavailable";

function part<T>(state: State, value: T): Part<T> {
  if (state === "unavailable")
    return { state, triedAt: "2026-11-23T05:05:00.000Z", reference: "7F3K-92QD-0XWM" };
  return { state: "ready", value, readAt, staleSince: state === "stale" ? "2026-11-23T03:00:00.000Z" : null };
}

const features = ["Gold support", "ゴールドのサポート"];
const addon = { category: "internet", itemClass: "add_on", cycle: "monthly" } as const;
const products = [
  product(182, { ...internetPlan, offering: "home_1g", tier: "gold", price: yen(6_500), features }),
  product(187, { ...internetPlan, offering: "apartment_100m", tier: "silver", price: yen(4_300) }),
  product(243, {
    category: "internet",
    itemClass: "installation",
    cycle: "monthly",
    sku: "INTERNET-INSTALL-12M",
    price: yen(1_900),
  }),
  product(246, {
    ...addon,
    sku: "INTERNET-ADDON-HIKARI-DENWA",
    price: yen(450),
    isBundled: true,
    bundledWith: productId(247),
  }),
  product(247, { ...addon, cycle: "onetime", isBundled: true, bundledWith: productId(246) }),
  product(248, { ...addon, sku: "NEW-ADDON", name: "<b>Static address</b>" }),
  product(203, { ...simPlan, planType: "data_voice", dataGb: 25, price: yen(2_980) }),
  product(206, { ...simPlan, planType: "data_only", dataGb: 5, price: yen(880) }),
  product(33, { ...vpnPlan, region: "usa_sf", price: yen(2_500) }),
];
const internet = internetOffers(products, { day: today });
const sim = simOffers(products, { day: today, hasActiveSim: false });
const vpn = vpnOffers(products, { day: today });
const from = { internet: internet.from, sim: sim.from, vpn: vpn.from };

const PAGES = (state: State) => ({
  "/services": <ServicesPage from={part(state, from)} />,
  "/services/internet": (
    <PricePage kind="internet" today={today} offers={part(state, internet)}>
      {(offers) => <InternetPrices {...offers} />}
    </PricePage>
  ),
  "/services/sim": (
    <PricePage kind="sim" today={today} offers={part(state, sim)}>
      {(offers) => <SimPrices {...offers} />}
    </PricePage>
  ),
  "/services/vpn": (
    <PricePage kind="vpn" today={today} offers={part(state, vpn)}>
      {(offers) => <VpnPrices {...offers} />}
    </PricePage>
  ),
  "/account/services/sim": <AccountSimPage active={0} offers={part(state, sim)} today={today} />,
});
const PATHS = Object.keys(PAGES("ready")) as (keyof ReturnType<typeof PAGES>)[];
const pageAt = (path: (typeof PATHS)[number], state: State, language: Language = "en") =>
  renderAt(path, PAGES(state)[path], language);

describe.each(PATHS)("%s", (path) => {
  test.each(["en", "ja"] as const)("shows what to pay first, tax included (%s)", (language) => {
    const html = pageAt(path, "ready", language);
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html).toContain(language === "en" ? "ax included" : "税込");
    expect(html).not.toMatch(/NaN|undefined|¥0|>0円/);
    expect(html).not.toContain(language === "en" ? "cannot be shown" : "表示できません");
  });

  test("tells from when an old copy is", () => {
    const html = pageAt(path, "stale");
    expect(html).toContain("Prices as of 14:00 JST");
    expect(html).toContain("has not responded since 12:00 JST");
  });

  test.each(["en", "ja"] as const)("says that prices cannot be shown, and whom to ask (%s)", (language) => {
    const html = pageAt(path, "unavailable", language);
    expect(html).toContain(
      language === "en" ? "We cannot show prices right now" : "現在、料金を表示できません",
    );
    expect(html).toContain("7F3K-92QD-0XWM");
    expect(html).toContain("tel:0120000000");
    expect(html).toContain(`href="${path}"`);
    expect(html).not.toMatch(/<table|¥|\d{3}円/);
  });
});

describe("prices", () => {
  test("stand with tax, and without it beside", () => {
    const html = pageAt("/services/internet", "ready");
    expect(html).toMatch(/¥7,150<span class="sub">¥6,500 before tax/);
    expect(html).toContain("¥2,090 × 12 months");
    expect(html).toContain("¥25,080 in total");
    expect(html).toMatch(/Hikari Denwa[\s\S]*¥495 a month[\s\S]*Set-up ¥1,100, one-time/);
  });

  test("of what the portal has no words for carry the name that staff gave, as text", () => {
    expect(pageAt("/services/internet", "ready")).toContain("&lt;b&gt;Static address&lt;/b&gt;");
  });

  test("come with the lines of a plan that are in the page's language", () => {
    expect(pageAt("/services/internet", "ready", "en")).toContain("Gold support");
    expect(pageAt("/services/internet", "ready", "en")).not.toContain("ゴールドのサポート");
    expect(pageAt("/services/internet", "ready", "ja")).toContain("ゴールドのサポート");
    expect(pageAt("/services/internet", "ready", "ja")).not.toContain("Gold support");
  });

  test("say when the full price begins", () => {
    expect(pageAt("/services/sim", "ready")).toContain(
      "If it starts today, it is free until 30 Nov 2026, and you pay the full price from 1 Dec 2026.",
    );
    expect(pageAt("/services/vpn", "ready")).toContain("the full price from 1 Dec 2026");
  });

  test("of nothing at all are not an empty table", () => {
    const none = simOffers([], { day: today, hasActiveSim: false });
    const html = renderAt(
      "/services/sim",
      <PricePage kind="sim" today={today} offers={part("ready", none)}>
        {(offers) => <SimPrices {...offers} />}
      </PricePage>,
    );
    expect(html).toContain("Nothing is available to order right now");
    expect(html).not.toContain("<table");
  });
});

const eligibility = (change: Partial<Eligibility>): Eligibility => ({
  status: "not_requested",
  offerings: [],
  isComplete: true,
  requestedAt: null,
  notes: null,
  ...change,
});

describe("the customer's internet page", () => {
  const page = (known: Partial<Eligibility>, state: State = "ready", prices: State = "ready") => {
    const value = eligibility(known);
    const offers = part(
      prices,
      value.status === "eligible"
        ? internetOffers(products, { day: today, offerings: value.offerings })
        : null,
    );
    return renderAt(
      "/account/services/internet",
      <AccountInternetPage
        active={0}
        eligibility={part(state, value)}
        address={null}
        idempotencyKey="key"
        offers={offers}
        today={today}
      />,
    );
  };

  test.each([
    [{ status: "not_requested" }, "Availability not checked yet"],
    [{ status: "pending", requestedAt: "2026-11-20T16:00:00.000Z" }, "Requested on 21 Nov 2026."],
    [{ status: "ineligible", notes: "No fibre <yet>" }, "No fibre &lt;yet&gt;"],
    [{ status: "unknown" }, "We cannot show the result for your address"],
  ] as const)("shows no plans to %j", (known, text) => {
    const html = page(known);
    expect(html).toContain(text);
    expect(html).not.toContain("<table");
    expect(html).toContain('href="/services/internet"');
  });

  test("shows the plans of the address alone", () => {
    const html = page({ status: "eligible", offerings: ["home_1g"] });
    expect(html).toContain("¥7,150");
    expect(html).not.toContain("¥4,730");
  });

  test.each([
    { offerings: [], isComplete: false },
    { offerings: [], isComplete: true },
    { offerings: ["home_1g" as const], isComplete: false },
  ])("asks to call when staff has named what the portal does not know: %j", (known) => {
    expect(page({ status: "eligible", ...known })).toContain("left a note about your address");
  });

  test("keeps what is known apart from what is not", () => {
    const down = page({ status: "eligible", offerings: ["home_1g"] }, "unavailable");
    expect(down).toContain("We cannot show availability at your address right now");
    expect(down).not.toContain("<table");
    const noPrices = page({ status: "eligible", offerings: ["home_1g"] }, "ready", "unavailable");
    expect(noPrices).toContain("Internet is available at your address");
    expect(noPrices).toContain("We cannot show prices right now");
  });
});

describe("what the customer has", () => {
  test.each([
    [null, "We cannot show your services right now"],
    [0, "No active service."],
    [1, "1 active service"],
    [38, "38 active services"],
  ])("%s", (active, text) => {
    const html = renderAt(
      "/account/services",
      <AccountServicesPage
        from={part("ready", from)}
        active={{ internet: active, sim: active, vpn: active }}
        unreadable={active === null ? 2 : 0}
        eligibility={part("ready", eligibility({}))}
      />,
    );
    expect(html.split(text)).toHaveLength(4);
    expect(html.includes("2 of your services cannot be shown")).toBe(active === null);
  });

  test("while it cannot be read, family prices are neither shown nor denied", () => {
    const html = renderAt(
      "/account/services/sim",
      <AccountSimPage active={null} offers={part("ready", sim)} today={today} />,
    );
    expect(html).toContain("We cannot check if family plans apply to you");
    expect(html).toContain("¥3,278");
  });
});
