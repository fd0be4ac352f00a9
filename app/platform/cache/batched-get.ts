import type { Kv } from "../store/kv.ts";

/** Look-ups that are asked for together become one round trip: a page that reads six cached parts asks the store once. */
export function createBatchedGet(
  kv: Pick<Kv, "getMany">,
): (keys: readonly string[]) => Promise<(string | null)[]> {
  let waiting: Set<string> | null = null;
  let answer: Promise<Map<string, string | null>> | null = null;

  async function ask(): Promise<Map<string, string | null>> {
    // Everything that the current turn of the event loop asks for joins before the round trip starts.
    await Promise.resolve();
    await new Promise<void>((resolve) => process.nextTick(resolve));
    const keys = [...(waiting ?? [])];
    waiting = null;
    answer = null;
    const values = await kv.getMany(keys);
    return new Map(keys.map((key, index) => [key, values[index] ?? null]));
  }

  return async (keys) => {
    waiting ??= new Set();
    for (const key of keys) waiting.add(key);
    answer ??= ask();
    const values = await answer;
    return keys.map((key) => values.get(key) ?? null);
  };
}
