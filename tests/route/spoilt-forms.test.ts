import { readFileSync, globSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Shopper } from "../support/checkout.ts";
import { Client } from "../support/http.ts";
import { PASSWORD } from "../support/portal.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

let portal: WorkerPortal;
beforeAll(async () => {
  portal = await openTestPortal({ today: "real" });
});
afterAll(async () => {
  await portal.stop();
});

type Form = { path: string; fields: [name: string, value: string][] };

const decode = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&amp;", "&");
const attribute = (tag: string, name: string) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : decode(found);
};

/** Every form of a page that is posted: each field once, filled with what a person may type there. */
function formsOf(html: string, page: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([^]*?)<\/form>/g)].flatMap(([, tag = "", body = ""]) => {
    if (attribute(tag, "method")?.toLowerCase() !== "post") return [];
    const fields = new Map<string, string>();
    for (const [, , inside = ""] of body.matchAll(/<(input|select|textarea|button)\b([^>]*)>/g)) {
      const name = attribute(inside, "name");
      if (name !== undefined && !fields.has(name)) fields.set(name, attribute(inside, "value") || "1");
    }
    return [{ path: attribute(tag, "action") ?? page, fields: [...fields] }];
  });
}

/** The name that the first button of a posted form sends: Enter presses it, and what sends a form without a button leaves it out. */
function namesOfFirstButtons(html: string): string[] {
  return [...html.matchAll(/<form\b([^>]*)>([^]*?)<\/form>/g)].flatMap(([, , body = ""]) => {
    const first = /<button\b(?![^>]*type="button")([^>]*)>/.exec(body)?.[1];
    return first === undefined ? [] : (attribute(first, "name") ?? []);
  });
}

/** Pages that are led to from these, within the portal. */
async function crawl(client: Client, starts: string[]): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  const queue = [...starts];
  for (let path = queue.shift(); path !== undefined && pages.size < 90; path = queue.shift()) {
    if (pages.has(path)) continue;
    const answer = await client.get(path);
    if (!answer.headers.get("content-type")?.includes("html")) continue;
    const html = await answer.text();
    pages.set(path, html);
    for (const [, href = ""] of html.matchAll(/<a\b[^>]*\shref="(\/[^"]*)"/g)) {
      const next = decode(href).split("#")[0] ?? "";
      const isFile = /\.\w+$/.test(next.split("?")[0] ?? "");
      if (/^\/(account|auth|services)/.test(next) && !next.includes("lang=") && !isFile) queue.push(next);
    }
  }
  return pages;
}

const WAYS: [name: string, spoil: (fields: Form["fields"], at: number) => Form["fields"]][] = [
  ["left out", (fields, at) => fields.filter((_, index) => index !== at)],
  ["sent twice", (fields, at) => [...fields, fields[at] ?? ["", ""]]],
  ["empty", (fields, at) => fields.map(([name, value], index) => [name, index === at ? "" : value])],
  [
    "of parts",
    (fields, at) => fields.map(([name, value], index) => [index === at ? `${name}.part[0]` : name, value]),
  ],
];

it("no form of the portal breaks, whichever field is left out, sent twice, empty or of another shape", async () => {
  const visitor = new Client(portal.url);
  const customer = new Client(portal.url);
  await customer.signIn("amelia@example.com", PASSWORD);
  const shopper = await Shopper.at(customer);
  await shopper.agree();
  const asCustomer = ["", "explanation", "delivery", "confirm"].map((step) => shopper.href(step));
  asCustomer.push("/account", "/account/settings", "/account/settings/profile");
  asCustomer.push(...["sim", "internet", "vpn"].map((kind) => `/account/services/${kind}/configure`));
  const signedOut = ["/auth/login", "/auth/get-started", "/auth/forgot-password", "/services"];
  const visits = [
    { client: visitor, pages: await crawl(visitor, signedOut) },
    { client: customer, pages: await crawl(customer, asCustomer) },
  ];
  const named = visits.flatMap(({ pages }) =>
    [...pages].flatMap(([page, html]) => namesOfFirstButtons(html).map((name) => `${page}: ${name}`)),
  );
  expect(named).toEqual([]);
  const seen = new Set<string>();
  const broken: string[] = [];
  let sent = 0;
  for (const { client, pages } of visits)
    for (const [page, html] of pages)
      for (const form of formsOf(html, page)) {
        const shape = `${form.path.split("?")[0]} ${form.fields.map(([name]) => name).join()}`;
        // One of each kind, and none that ends the session which the others need.
        if (seen.has(shape) || form.path === "/auth/logout") continue;
        seen.add(shape);
        for (const [way, spoil] of WAYS)
          for (const [at, [name]] of form.fields.entries()) {
            if (name === "csrf") continue;
            const answer = await client.send(form.path, {
              method: "POST",
              body: new URLSearchParams(spoil(form.fields, at)),
              headers: { Origin: portal.url },
            });
            sent += 1;
            await answer.arrayBuffer();
            if (answer.status >= 500) broken.push(`${answer.status} ${form.path}: ${name} ${way}`);
          }
      }
  expect(broken).toEqual([]);
  // All of them were found, and their fields.
  expect(seen.size).toBeGreaterThan(25);
  expect(sent).toBeGreaterThan(200);
}, 240_000);

/** Beside another button that is first in its form and has no name. */
const SECOND_BUTTONS = [
  "app/features/address/address-fields.tsx",
  "app/features/shop/guest-availability-page.tsx",
];

it("a button that says what its form is for is never the only one, also on pages that no link leads to", () => {
  const named = globSync("app/**/*.tsx").filter((path) =>
    /<(?:button|SubmitButton)\b[^>]*\sname=/.test(readFileSync(path, "utf8").replaceAll("=>", "")),
  );
  // The component itself hands the name on.
  expect(named.filter((path) => path !== "app/components/forms/submit-button.tsx").toSorted()).toEqual(
    SECOND_BUTTONS,
  );
});
