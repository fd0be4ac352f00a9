import { gunzipSync, createGunzip } from "node:zlib";
import { describe, expect, test } from "vitest";
import { compress } from "./compress.server.ts";

const page = `<p>${"A page of a size that is worth it. ".repeat(60)}</p>`;

function whole(text: string, headers: Record<string, string> = {}, status = 200): Response {
  const length = { "Content-Length": String(Buffer.byteLength(text)) };
  return new Response(text, {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", ...length, ...headers },
  });
}

function streamed(): {
  response: Response;
  send: (text: string) => void;
  end: () => void;
  fail: (error: Error) => void;
  isCancelled: () => boolean;
} {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start: (made) => void (controller = made),
    cancel: () => void (isCancelled = true),
  });
  return {
    response: new Response(body, { headers: { "Content-Type": "text/html" } }),
    send: (text) => controller?.enqueue(new TextEncoder().encode(text)),
    end: () => controller?.close(),
    fail: (error) => controller?.error(error),
    isCancelled: () => isCancelled,
  };
}

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe("negotiation", () => {
  test.each([
    ["gzip", true],
    ["gzip, deflate, br, zstd", true],
    ["br;q=1.0, gzip;q=0.8, *;q=0.1", true],
    ["GZIP", true],
    ["gzip;q=0.01", true],
    [null, false],
    ["", false],
    ["identity", false],
    ["br", false],
    ["gzip;q=0", false],
    ["gzip; q=0", false],
    ["br, gzip ; q=0.000 , identity", false],
    ["gzipped", false],
  ])("Accept-Encoding %s: %s", async (accepted, isCompressed) => {
    const answer = await compress(whole(page), accepted);
    expect(answer.headers.get("Content-Encoding")).toBe(isCompressed ? "gzip" : null);
    expect(answer.headers.get("Vary")).toBe("Accept-Encoding");
    const bytes = await bytesOf(answer);
    expect(answer.headers.get("Content-Length")).toBe(String(bytes.length));
    expect((isCompressed ? gunzipSync(bytes) : bytes).toString()).toBe(page);
  });

  test("another Vary stays", async () => {
    const answer = await compress(whole(page, { Vary: "Cookie" }), "gzip");
    expect(answer.headers.get("Vary")).toBe("Cookie, Accept-Encoding");
  });
});

describe("what is compressed", () => {
  test.each([
    "text/html",
    "text/css",
    "text/x-script; charset=utf-8",
    "application/json",
    "application/manifest+json",
    "image/svg+xml",
  ])("%s is", async (type) => {
    const answer = await compress(whole(page, { "Content-Type": type }), "gzip");
    expect(answer.headers.get("Content-Encoding")).toBe("gzip");
  });

  test.each(["application/pdf", "image/png", "font/woff2", "text/event-stream", ""])(
    "%s goes as it is",
    async (type) => {
      const answer = await compress(whole(page, { "Content-Type": type }), "gzip");
      expect(answer.headers.has("Content-Encoding")).toBe(false);
      expect((await bytesOf(answer)).toString()).toBe(page);
    },
  );

  test("a body that is not worth it goes as it is", async () => {
    const answer = await compress(whole("short"), "gzip");
    expect(answer.headers.has("Content-Encoding")).toBe(false);
    expect(await answer.text()).toBe("short");
  });

  test("nothing is compressed twice", async () => {
    const answer = await compress(whole(page, { "Content-Encoding": "br" }), "gzip");
    expect(answer.headers.get("Content-Encoding")).toBe("br");
    expect((await bytesOf(answer)).toString()).toBe(page);
  });

  test("a range is not: its places count in the uncompressed file", async () => {
    const answer = await compress(whole(page, {}, 206), "gzip");
    expect(answer.headers.has("Content-Encoding")).toBe(false);
  });

  test("an answer without a body stays without one", async () => {
    const answer = await compress(new Response(null, { status: 303, headers: { Location: "/" } }), "gzip");
    expect(answer.status).toBe(303);
    expect(answer.body).toBeNull();
    expect(answer.headers.has("Content-Encoding")).toBe(false);
  });

  test("status and headers are kept", async () => {
    const answer = await compress(whole(page, { "X-Request-Id": "1", "Set-Cookie": "a=1" }, 503), "gzip");
    expect(answer.status).toBe(503);
    expect(answer.headers.get("X-Request-Id")).toBe("1");
    expect(answer.headers.getSetCookie()).toEqual(["a=1"]);
  });
});

describe("a streamed answer", () => {
  test("every part can be read before the next one is written", async () => {
    const source = streamed();
    const answer = await compress(source.response, "gzip");
    expect(answer.headers.get("Content-Encoding")).toBe("gzip");
    expect(answer.headers.has("Content-Length")).toBe(false);

    const reader = answer.body?.getReader();
    const gunzip = createGunzip();
    let seen = "";
    gunzip.on("data", (chunk: Buffer) => (seen += chunk.toString()));
    const readUntil = async (text: string) => {
      while (!seen.includes(text)) {
        const { value, done } = (await reader?.read()) ?? { done: true };
        if (done) throw new Error(`ended before ${text}`);
        await new Promise((resolve) => gunzip.write(value, resolve));
        await new Promise(setImmediate);
      }
    };
    for (const part of ["<p>first</p>", "<p>second</p>", "<p>last</p>"]) {
      source.send(part);
      await readUntil(part);
    }
    source.end();
    expect(seen).toBe("<p>first</p><p>second</p><p>last</p>");
  });

  test("is whole when it has ended", async () => {
    const source = streamed();
    const answer = await compress(source.response, "gzip");
    source.send(page);
    source.send(page);
    source.end();
    expect(gunzipSync(await bytesOf(answer)).toString()).toBe(page + page);
  });

  test("a browser that goes away ends the work behind it", async () => {
    const source = streamed();
    const answer = await compress(source.response, "gzip");
    source.send(page);
    const reader = answer.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await expect.poll(source.isCancelled).toBe(true);
  });

  test("a failure behind it breaks the answer off, so that nobody takes a half for the whole", async () => {
    const source = streamed();
    const answer = await compress(source.response, "gzip");
    source.send(page);
    const read = answer.arrayBuffer();
    source.fail(new Error("broke"));
    await expect(read).rejects.toThrow("broke");
  });
});
