import { Client, hiddenFields } from "../../tests/support/http.ts";
import { rate, type Target } from "./load.ts";

const PEOPLE = 100;
const PAIRS = 3;
const SECONDS = 4;

/**
 * Requests per second of a page while a hundred people sign in at once, over those of the same page alone; the median of some
 * pairs. Everybody has an address of their own and a wrong password: the work of a right one, and no limit is met.
 */
export async function pagesDuringSignIns(origin: string, page: Target): Promise<number> {
  const ratios: number[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const alone = await rate(page, SECONDS);
    const people = await Promise.all(
      Array.from({ length: PEOPLE }, (_, index) => atTheForm(origin, pair * PEOPLE + index)),
    );
    const signingIn = Promise.all(people.map((send) => send()));
    const during = await rate(page, SECONDS);
    await signingIn;
    ratios.push(during / alone);
  }
  return ratios.toSorted((a, b) => a - b)[Math.floor(PAIRS / 2)] ?? Number.NaN;
}

/** A browser with the form open; its function presses the button. */
async function atTheForm(origin: string, index: number): Promise<() => Promise<void>> {
  const client = new Client(origin, { "X-Forwarded-For": `10.0.${index >> 8}.${index & 255}` });
  const fields = hiddenFields(await (await client.get("/auth/login")).text());
  return async () => {
    const person = { email: `person-${index}@example.org`, password: "not the password of anybody" };
    const answer = await client.post("/auth/login", { ...fields, ...person });
    await answer.text();
    // Beyond so many who wait, people are told to come again in a few seconds.
    if (![401, 503].includes(answer.status))
      throw new Error(`a wrong password was answered ${answer.status}`);
  };
}
