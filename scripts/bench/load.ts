import autocannon from "autocannon";

export type Target = { url: string; cookie?: string };

const PAIRS = 5;
const SECONDS = 4;
const CONNECTIONS = 10;

/** Requests per second of A over B: measured in turn, A B A B …, and the median of the pairs' ratios. */
export async function pairedRatio(a: Target, b: Target): Promise<number> {
  await rate(a, 2);
  await rate(b, 2);
  const ratios: number[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1)
    ratios.push((await rate(a, SECONDS)) / (await rate(b, SECONDS)));
  return ratios.toSorted((x, y) => x - y)[Math.floor(PAIRS / 2)] ?? Number.NaN;
}

/** Requests per second. */
export async function rate({ url, cookie }: Target, duration: number): Promise<number> {
  const result = await autocannon({
    url,
    duration,
    connections: CONNECTIONS,
    ...(cookie ? { headers: { cookie } } : {}),
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} answers were no pages`);
  return result.requests.average;
}
