import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, textOf } from "../support/http.ts";
import { csrfOf, expectErrorPage } from "../support/pages.ts";
import { PASSWORD } from "../support/portal.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

const SIM = "/account/services/sim/configure";
const INTERNET = "/account/services/internet/configure";
const VPN = "/account/services/vpn/configure";
const EID = "89049032000000000000000000100170";

let portal: WorkerPortal;
let amelia: Customer;
let waiting: Customer;
beforeAll(async () => {
  // The customer system lets nobody in whose clock is another.
  portal = await openTestPortal({ today: "real" });
  amelia = await customer("amelia@example.com");
  waiting = await customer("waiting@example.com");
});
afterAll(async () => {
  await portal.stop();
});

type Customer = Awaited<ReturnType<typeof customer>>;
async function customer(email: string) {
  const client = new Client(portal.url);
  expect((await client.signIn(email, PASSWORD)).status).toBe(303);
  const csrf = csrfOf(await (await client.get("/account/settings")).text());
  return {
    get: (path: string) => client.get(path),
    textAt: async (path: string) => textOf(await (await client.get(path)).text()),
    post: (path: string, fields: Record<string, string>) => client.post(path, { csrf, ...fields }),
    client,
    /** Sends the steps one after the other, each to where the one before has led; gives the last address. */
    async fill(first: string, ...steps: Record<string, string>[]): Promise<string> {
      let at = first;
      for (const fields of steps) {
        const answer = await client.post(at, { csrf, ...fields });
        expect(answer.status, textOf(await answer.text())).toBe(303);
        at = answer.headers.get("location") ?? "";
      }
      return at;
    },
  };
}

const stepOf = (address: string) => new URL(address, portal.url).searchParams.get("step");
const at = (address: string, step: string) => address.replace(/step=\w+/, `step=${step}`);
const locationOf = async (answer: Promise<Response>) => {
  const { status, headers } = await answer;
  return `${status} ${headers.get("location")}`;
};
const day = (ahead: number, prefix: string) => {
  const [year = "", month = "", date = ""] = new Date(Date.now() + (9 + 24 * ahead) * 3_600_000)
    .toISOString()
    .slice(0, 10)
    .split("-");
  return { [`${prefix}Year`]: year, [`${prefix}Month`]: month, [`${prefix}Day`]: date };
};

const voice = { planSku: "SIM-DATA-VOICE-10GB" };
const esim = { simType: "esim", eid: EID };
const transfer = {
  reservationNumber: "11-234-56789",
  ...day(9, "expires"),
  phoneNumber: "090-0000-5678",
  lastName: "Carter",
  firstName: "Amelia",
  lastNameKana: "かーたー",
  firstNameKana: "アメリア",
  birthYear: "1991",
  birthMonth: "4",
  birthDay: "12",
  gender: "female",
};

describe("the way through the steps", () => {
  it("of a SIM ends at its price, and goes on to checkout", async () => {
    const review = await amelia.fill(
      SIM,
      ...[voice, esim, { addonSkus: "SIM-ADDON-VOICE-MAIL" }, { start: "scheduled", ...day(2, "start") }],
      ...[{ number: "transfer" }, transfer],
    );
    expect(stepOf(review)).toBe("review");
    const text = await amelia.textAt(review);
    for (const shown of [
      "Nothing has been ordered yet.",
      "eSIM, EID 8904 9032 0000 0000 0000 0000 0010 0170",
      "11-234-56789",
      "090-0000-5678",
      "カーター アメリア",
      "Voice mail",
      "¥2,178 a month ¥1,980 before tax",
      "Monthly total ¥2,508 ¥2,280 before tax",
      "One-time total ¥1,650 ¥1,500 before tax",
      "Payment for the first month ¥1,650",
    ])
      expect(text).toContain(shown);
    expect(text).not.toContain("Contract holder");
    expect(await locationOf(amelia.post(review, {}))).toMatch(
      /^303 \/account\/order\?checkout=[0-9a-f]{8}-[0-9a-f-]{27}$/,
    );
  });

  it.each([
    [SIM, "a saved card or bank account, an identity document to upload, and your address"],
    [INTERNET, "your installation address, and a confirmed availability check"],
    [VPN, "a saved card or bank account, an identity document to upload, and your address"],
  ])("%s says before anything is chosen what the order will need", async (path, needs) => {
    // Who has a line of the internet is not asked to choose another.
    expect(await (path === INTERNET ? waiting : amelia).textAt(path)).toContain(needs);
  });

  it("of internet has the payments of the installation and both halves of a pair", async () => {
    const review = await waiting.fill(
      INTERNET,
      { planSku: "INTERNET-GOLD-APT-1G", accessMode: "ipoe_home_gateway" },
      { installationSku: "INTERNET-INSTALL-24M" },
      { addonSkus: "INTERNET-ADDON-HIKARI-DENWA" },
    );
    const text = await waiting.textAt(review);
    for (const shown of [
      "IPoE with a home gateway",
      "¥1,045 × 24 months",
      "Home phone set-up ¥1,100 one-time",
      "Monthly total ¥7,920 ¥7,200 before tax",
      "24 payments, ¥25,080 in total. After that, you pay ¥6,875 a month.",
    ])
      expect(text).toContain(shown);
    expect(await locationOf(waiting.post(review, {}))).toMatch(/^303 \/account\/order\?checkout=/);
  });

  it("of a VPN has the fee of every region", async () => {
    const review = await amelia.fill(VPN, { planSku: "VPN-REMOTE-ACCESS-UK-LONDON" });
    expect(await amelia.textAt(review)).toContain("Activation fee per router ¥3,300 one-time");
  });

  it("begins with the plan of a link, and keeps nothing until it is sent", async () => {
    const html = await (await amelia.get(`${SIM}?plan=SIM-VOICE-ONLY`)).text();
    expect(html).toMatch(/<input[^>]*value="SIM-VOICE-ONLY"[^>]*checked|checked[^>]*value="SIM-VOICE-ONLY"/);
    expect(await (await amelia.get(`${SIM}?plan=%3Cscript%3E`)).text()).not.toContain("<script>");
    expect((await amelia.get(`${SIM}?step=review`)).status).toBe(200);
  });
});

describe("steps", () => {
  it("cannot be skipped", async () => {
    const card = await amelia.fill(SIM, voice);
    expect(stepOf(card)).toBe("card");
    for (const step of ["review", "number", "transfer", "rubbish"])
      expect(await locationOf(amelia.get(at(card, step)))).toBe(`303 ${card}`);
    expect(await locationOf(amelia.post(at(card, "review"), {}))).toBe(`303 ${card}`);
    expect(await locationOf(amelia.post(at(card, "number"), { number: "new" }))).toBe(`303 ${card}`);
    expect((await amelia.get(at(card, "plan"))).status).toBe(200);
  });

  it("go back and keep what was chosen", async () => {
    const start = await amelia.fill(SIM, voice, esim, {});
    expect(stepOf(start)).toBe("start");
    const html = await (await amelia.get(at(start, "card"))).text();
    expect(html).toContain(`value="${EID}"`);
    expect(await amelia.fill(at(start, "card"), esim)).toBe(start);
  });

  it("of two tabs lose nothing of each other", async () => {
    const start = await amelia.fill(SIM, voice, esim, {});
    const [one, other] = await Promise.all([
      amelia.post(start, { start: "immediate" }),
      amelia.post(at(start, "card"), { simType: "physical" }),
    ]);
    expect([one.status, other.status]).toEqual([303, 303]);
    const review = await amelia.fill(at(start, "number"), { number: "new" });
    const text = await amelia.textAt(review);
    expect(text).toContain("As soon as possible");
    expect(text).toContain("SIM card");
  });

  it("after a plan without calls begin without what needs them, and say so", async () => {
    const start = await amelia.fill(SIM, voice, esim, { addonSkus: "SIM-ADDON-VOICE-MAIL" });
    const next = await amelia.fill(at(start, "plan"), { planSku: "SIM-DATA-ONLY-5GB" });
    expect(stepOf(next)).toBe("start");
    expect(await amelia.textAt(next)).toContain("Not available with this plan, so we removed: Add-ons.");
    expect(await locationOf(amelia.get(at(next, "addons")))).toBe(`303 ${next}`);
    const number = await amelia.fill(next, { start: "immediate" });
    expect(await amelia.textAt(number)).not.toContain("so we removed");
  });

  it("ask again for a transfer that no longer fits, with what was typed", async () => {
    const review = await amelia.fill(
      SIM,
      ...[voice, esim, {}, { start: "immediate" }, { number: "transfer" }, transfer],
    );
    const again = await amelia.fill(at(review, "card"), { simType: "physical" });
    expect(stepOf(again)).toBe("transfer");
    const page = await amelia.get(again);
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(textOf(html)).toContain("With a SIM card, the reservation number must be valid for 10 more days");
    expect(html).toContain('value="1123456789"');
  });

  it("ask who holds a line only where the contact does not say, and say why", async () => {
    const nia = await customer("newbie@example.com");
    const holder = await nia.fill(SIM, voice, esim, {}, { start: "immediate" }, { number: "new" });
    expect(stepOf(holder)).toBe("holder");
    const html = await (await nia.get(holder)).text();
    expect(textOf(html)).toContain("The mobile network must know who holds a voice line.");
    // What is known is not asked for again.
    expect(html).toContain('value="Newcomer"');
    const refused = await nia.post(holder, { lastName: "Newcomer", firstName: "Nia" });
    expect(refused.status).toBe(400);
    const data = await nia.fill(at(holder, "plan"), { planSku: "SIM-DATA-ONLY-5GB" });
    expect(stepOf(data)).toBe("review");
  });
});

describe("what was typed wrongly", () => {
  it.each([
    ["8904 9032 0000 0000 0000 0000 0010 0171", "the last two digits do not match the rest"],
    ["IMEI 35-209900-176148", "An EID contains digits only."],
    ["", "Enter the 32-digit EID of your phone."],
  ])("stays in the field: EID %j", async (eid, message) => {
    const card = await amelia.fill(SIM, voice);
    const refused = await amelia.post(card, { simType: "esim", eid });
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain("<title>Error: eSIM or SIM card");
    expect(textOf(html)).toContain(message);
    expect(html).toContain(`value="${eid}"`);
    expect(html).toMatch(/<input[^>]*id="eid"[^>]*aria-invalid="true"/);
  });

  it("is told in the person's language", async () => {
    const hanako = await customer("hanako@example.jp");
    const form = await hanako.fill(SIM, voice, esim, {}, { start: "immediate" }, { number: "transfer" });
    const refused = await hanako.post(form, { ...transfer, reservationNumber: "090-1234-5678" });
    expect(refused.status).toBe(400);
    expect(textOf(await refused.text())).toContain("11桁の番号は、電話番号と思われます。");
  });

  it.each([
    [SIM, { planSku: "SIM-OLD-3GB" }, "Choose a plan."],
    [SIM, { planSku: "VPN-REMOTE-ACCESS-USA-SF" }, "Choose a plan."],
    [SIM, { planSku: "'; DROP TABLE" }, "Choose a plan."],
    [SIM, {}, "Choose a plan."],
    [VPN, { planSku: "NOT-SOLD-NO-ENTRY" }, "Choose a plan."],
  ])("%s with %j is refused", async (path, fields, message) => {
    const refused = await amelia.post(path, fields);
    expect(refused.status).toBe(400);
    expect(textOf(await refused.text())).toContain(message);
  });

  it("or tampered with chooses nothing that is not offered", async () => {
    const kenji = await customer("kenji@example.jp");
    kenji.client.setCookie("lang", "en");
    const late = await customer("late@example.com");
    const refused = await late.post(SIM, { planSku: "SIM-DATA-VOICE-50GB-FAMILY" });
    expect(refused.status).toBe(400);
    const addons = await kenji.fill(SIM, voice, esim);
    expect(stepOf(addons)).toBe("addons");
    const fee = await kenji.post(addons, { addonSkus: "SIM-ACTIVATION-FEE" });
    expect([fee.status, textOf(await fee.text())]).toEqual([
      400,
      expect.stringContaining("Choose from the add-ons on this page."),
    ]);
    const plan = await waiting.post(INTERNET, { planSku: "INTERNET-GOLD-HOME-10G", accessMode: "pppoe" });
    expect(plan.status).toBe(400);
  });
});

describe("choices", () => {
  it("are their customer's alone, and of their kind", async () => {
    const card = await amelia.fill(SIM, voice);
    for (const answer of [waiting.get(card), waiting.post(card, esim)])
      expect(await locationOf(answer)).toBe(`303 ${SIM}?gone=1`);
    expect(await locationOf(amelia.get(card.replace("/sim/", "/vpn/")))).toBe(`303 ${VPN}?gone=1`);
    for (const id of ["", "1", "../../x", "00000000-0000-4000-8000-000000001001"])
      expect(await locationOf(amelia.get(`${SIM}?draft=${encodeURIComponent(id)}`))).toBe(
        `303 ${SIM}?gone=1`,
      );
    expect(await amelia.textAt(`${SIM}?gone=1`)).toContain("Your selection has expired");
    expect((await amelia.get(card)).status).toBe(200);
  });

  it("are taken from our own forms alone", async () => {
    const forged = await amelia.client.post(SIM, voice);
    await expectErrorPage(portal, forged, { status: 403, title: "This form is no longer valid" });
  });
});

describe("who may begin", () => {
  it("an internet order: only whose address can have a line", async () => {
    const late = await customer("late@example.com");
    expect(await locationOf(late.get(INTERNET))).toBe("303 /account/services/internet");
    expect(await locationOf(amelia.get(INTERNET))).toBe("303 /account/services/internet");
    expect(await amelia.textAt("/account/services/internet")).toContain("Check availability first");
    expect(await waiting.textAt("/account/services/internet")).toContain("Choose a plan");
  });

  it("a SIM order: nobody while it is not known what they have", async () => {
    await portal.sandbox.fault({ action: "GetClientsProducts", kind: "http_500" });
    const grace = await customer("grace@example.com");
    await expectErrorPage(portal, await grace.get(SIM), {
      status: 503,
      title: "The billing system is not responding",
    });
    expect((await grace.get(VPN)).status).toBe(200);
    await portal.sandbox.clearFaults();
  });
});
