import type { Client } from "../../tests/support/http.ts";

/** Milliseconds until the page's frame (its heading) has arrived. */
export async function frameMs(client: Client, path: string): Promise<number> {
  const startedAt = performance.now();
  const response = await client.get(path);
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let html = "";
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) throw new Error(`${path} has no heading`);
    html += decoder.decode(chunk.value, { stream: true });
    if (!html.includes("<h1")) continue;
    const ms = performance.now() - startedAt;
    await reader?.cancel();
    return ms;
  }
}
