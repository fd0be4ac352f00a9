import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, hiddenFields, textOf } from "../support/http.ts";
import { csrfOf, logLines } from "../support/pages.ts";
import { PASSWORD } from "../support/portal.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

const DETAILS = "/account/settings/profile";
const CONTACT = `${DETAILS}/contact`;
const PERSONAL = `${DETAILS}/personal`;
const OFFERS = `${DETAILS}/offers`;
const ADDRESS = `${DETAILS}/address`;

let portal: WorkerPortal;
beforeAll(async () => {
  portal = await openTestPortal({ today: "real" });
});
afterAll(async () => {
  await portal.stop();
});

async function signedIn(email: string): Promise<Client> {
  const client = new Client(portal.url);
  await client.signIn(email, PASSWORD);
  return client;
}
const show = async (client: Client, path: string) => textOf(await (await client.get(path)).text());
const pathOf = (response: Response) => response.headers.get("location") ?? "";
const flat = { block: "2-4-9", home: "apartment", building: "Umeda Tower", room: "305" };

describe("the page of details", () => {
  it("shows both systems' parts, in English", async () => {
    const text = await show(await signedIn("amelia@example.com"), DETAILS);
    for (const part of ["Amelia Carter", "アメリア カーター", "CN-100001", "12 Apr 1991", "Female"])
      expect(text).toContain(part);
    expect(text).toMatch(/In Japanese 〒106-0044/);
  });

  it("shows the era beside the year, and names whole, in Japanese (JP-DT-3, JP-NM-2)", async () => {
    const hanako = await show(await signedIn("hanako@example.jp"), DETAILS);
    expect(hanako).toContain("1990年1月15日（平成2年）");
    expect(hanako).toContain("髙橋 花子");
    const kenji = await show(await signedIn("kenji@example.jp"), DETAILS);
    expect(kenji).toContain("1989年1月7日（昭和64年）");
    expect(kenji).toContain("𠮷田 健二");
  });

  it("says when a system is away instead of showing nothing", async () => {
    const client = await signedIn("grace@example.com");
    await portal.crm.fault({ kind: "http_500", action: "*" });
    const html = await (await client.get(DETAILS)).text();
    await portal.crm.clearFaults();
    expect(textOf(html)).toContain("CN-100009");
    expect(html).toContain("?retry=person");
    expect(textOf(html)).toContain("Customer records are not responding");
    expect(textOf(html)).not.toMatch(/Not provided|billing system is not responding/);
  });
});

describe("phone or kana name", () => {
  it("are refused in words, with what was typed and nothing changed", async () => {
    const client = await signedIn("amelia@example.com");
    const response = await client.submit(CONTACT, { phone: "110", lastNameKana: "<b>", firstNameKana: "" });
    const html = await response.text();
    expect(response.status).toBe(400);
    expect(textOf(html)).toContain("Enter a phone number we can call");
    expect(textOf(html)).toContain("Enter the name in katakana or hiragana");
    expect(html).toContain('value="110"');
    expect(html).toContain('value="&lt;b&gt;"');
    expect(await show(client, DETAILS)).toContain("03-0000-1001");
  });

  it("are saved everywhere, in the form of each (JP-PH-1, JP-NM-2)", async () => {
    const client = await signedIn("amelia@example.com");
    const form = { phone: "０６０１２３４５６７８", lastNameKana: "ｶｰﾀｰ", firstNameKana: "あめりあ" };
    expect(pathOf(await client.submit(CONTACT, form))).toBe(DETAILS);
    const text = await show(client, DETAILS);
    expect(text).toContain("Your details were changed.");
    expect(text).toContain("060-1234-5678");
    expect(text).toContain("アメリア カーター");
    const mails = await (await client.get("/demo/outbox.json?to=amelia@example.com")).text();
    expect(mails).toContain("A new phone number or katakana name was entered");
    expect(mails).not.toContain("060-1234-5678");
    expect(await show(client, "/account/settings/activity")).toContain(
      "Phone number or katakana name changed",
    );
  });
});

describe("gender and nationality", () => {
  it("have a purpose each (JP-PI-2), refuse what they cannot be, and are saved", async () => {
    const client = await signedIn("kenji@example.jp");
    const page = await show(client, PERSONAL);
    expect(page).toContain("音声通話SIMの開通手続き");
    expect(page).toContain("本人確認に使える書類");
    const refused = await client.submit(PERSONAL, { gender: "other", nationality: "<b>1</b>" });
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(textOf(html)).toContain("国名を文字で");
    expect(textOf(html)).toContain("選択肢から選んでください");
    expect(html).toContain('value="&lt;b&gt;1&lt;/b&gt;"');
    const saved = await client.submit(PERSONAL, { gender: "female", nationality: " ニュージーランド " });
    expect(pathOf(saved)).toBe(DETAILS);
    const text = await show(client, DETAILS);
    expect(text).toContain("性別 女性");
    expect(text).toContain("国籍 ニュージーランド");
  });
});

describe("offers by e-mail", () => {
  it("are not agreed to until somebody does, and can be taken back in one press (JP-SC-4)", async () => {
    const client = await signedIn("grace@example.com");
    expect(await show(client, DETAILS)).toContain("Off");
    expect(await (await client.get(OFFERS)).text()).not.toMatch(/name="agreed"[^>]*checked/);
    expect(pathOf(await client.submit(OFFERS, { agreed: "on" }))).toBe(DETAILS);
    const agreed = await show(client, DETAILS);
    expect(agreed).toContain("Your choice is saved.");
    expect(agreed).toMatch(/On Agreed on \d/);
    expect(await (await client.get(OFFERS)).text()).toMatch(/name="agreed"[^>]*checked/);
    await client.submit(OFFERS, {});
    expect(await show(client, DETAILS)).toContain("Off");
  });
});

describe("the address", () => {
  it("is found in steps that need no script, and saved in both scripts", async () => {
    const client = await signedIn("amelia@example.com");
    const first = await client.submit(ADDRESS, { postcode: "５３００００１" });
    expect(first.status).toBe(200);
    const page = await first.text();
    expect(textOf(page)).toContain("大阪府大阪市北区梅田");
    expect(textOf(page)).toContain("Umeda, Osaka-shi Kita-ku, Osaka");
    const wrong = await client.post(ADDRESS, { ...hiddenFields(page), ...flat, room: "" });
    expect(wrong.status).toBe(400);
    const wrongPage = await wrong.text();
    expect(textOf(wrongPage)).toContain("Enter the room number.");
    expect(wrongPage).toContain('value="Umeda Tower"');
    const saved = await client.post(ADDRESS, { ...hiddenFields(wrongPage), ...flat });
    expect([saved.status, pathOf(saved)]).toEqual([303, DETAILS]);
    const text = await show(client, DETAILS);
    expect(text).toContain("〒530-0001 大阪府大阪市北区梅田2-4-9 Umeda Tower 305");
    expect(text).toContain("Umeda Tower 305 Umeda 2-4-9 Osaka-shi Kita-ku Osaka 530-0001");
  });

  it("of a postcode with several towns asks which (JP-AD-3), in Japanese", async () => {
    const client = await signedIn("hanako@example.jp");
    const asked = await client.submit(ADDRESS, { postcode: "498-0000" });
    const page = await asked.text();
    expect(textOf(page)).toContain("498-0000 には複数の地域があります");
    const { addressStep: _, ...known } = hiddenFields(page);
    const none = await client.post(ADDRESS, { ...known, addressStep: "choose" });
    expect(none.status).toBe(400);
    expect(textOf(await none.text())).toContain("地域を選ぶか、住所を直接入力してください。");
    const forged = await client.post(ADDRESS, { ...known, addressStep: "choose", townKey: "東京都/港区/" });
    expect(forged.status).toBe(400);
  });

  it("that nobody knows is entered by hand", async () => {
    const client = await signedIn("kenji@example.jp");
    const asked = await client.submit(ADDRESS, { postcode: "000-0000" });
    const page = await asked.text();
    expect(textOf(page)).toContain("000-0000 は見つかりませんでした。");
    const typed = {
      prefecture: "京都府",
      city: "京都市中京区",
      townName: "下丸屋町",
      block: "403",
      home: "house",
    };
    expect(pathOf(await client.post(ADDRESS, { ...hiddenFields(page), ...typed }))).toBe(DETAILS);
    expect(await show(client, DETAILS)).toContain("〒000-0000 京都府京都市中京区下丸屋町403");
  });

  it("is kept and passed on while the customer system is away, and the page says so", async () => {
    const client = await signedIn("bulk@example.com");
    const page = await (await client.submit(ADDRESS, { postcode: "530-0001" })).text();
    await portal.crm.fault({ kind: "http_500", action: "*" });
    const saved = await client.post(ADDRESS, { ...hiddenFields(page), ...flat });
    expect(pathOf(saved)).toBe(DETAILS);
    const text = await show(client, DETAILS);
    expect(text).toContain("It will reach all our systems automatically");
    expect(text).toContain(
      "It already applies to your bills. Our customer records will follow automatically.",
    );
    await portal.crm.clearFaults();
  });

  it.each([
    ["a forged form", { csrf: "x", postcode: "106-0044" }, 403],
    ["no idempotency key", { postcode: "106-0044" }, 400],
    ["a key that is none", { idempotencyKey: "1", postcode: "106-0044" }, 400],
  ])("%s is refused", async (_name, fields, status) => {
    const client = await signedIn("newbie@example.com");
    const csrf = csrfOf(await (await client.get(ADDRESS)).text());
    expect((await client.post(ADDRESS, { csrf, ...fields })).status).toBe(status);
  });
});

describe("a session whose factor is old", () => {
  it("asks for one first, and comes back to the filled form", async () => {
    const client = await signedIn("waiting@example.com");
    // A trusted device gives no factor: the session that it opens has none.
    const trusting = new Client(portal.url);
    const first = await trusting.submit("/auth/login", { email: "waiting@example.com", password: PASSWORD });
    await trusting.finishSignIn(first, "waiting@example.com", { trust: "on" });
    await trusting.submit("/account/settings", {}, "/auth/logout");
    const again = await trusting.submit("/auth/login", { email: "waiting@example.com", password: PASSWORD });
    expect(pathOf(again)).toBe("/account");
    const page = await (await trusting.submit(ADDRESS, { postcode: "530-0001" })).text();
    const asked = await trusting.post(ADDRESS, { ...hiddenFields(page), ...flat });
    expect(pathOf(asked)).toMatch(/^\/auth\/step-up\?for=[\w-]{22}$/);
    expect(await show(client, DETAILS)).not.toContain("Umeda Tower");
    const id = new URLSearchParams(pathOf(asked).split("?")[1]).get("for") ?? "";
    const back = await (await trusting.get(`${ADDRESS}?resume=${id}`)).text();
    expect(back).toContain('value="Umeda Tower"');
    expect(textOf(back)).toContain("大阪府大阪市北区梅田");
  });
});

it("the log holds no number and no address", () => {
  expect(JSON.stringify(logLines(portal))).not.toMatch(/060-?1234|Umeda|梅田|530-?0001|下丸屋町/);
});
