import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { checkDocument, documentFormat, type DocumentKind } from "./document.ts";

const bytesOf = (...parts: (string | number[] | Uint8Array)[]) =>
  new Uint8Array(
    Buffer.concat(
      parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part))),
    ),
  );
const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const chunk = (name: string, data: Uint8Array, check: number) =>
  bytesOf(uint32(data.length), name, data, uint32(check));

/** A small picture inside, with an end of its own, as cameras put one in. */
const THUMBNAIL = bytesOf([0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]);
const SAMPLES: Record<DocumentKind, Uint8Array> = {
  jpeg: bytesOf(
    [0xff, 0xd8, 0xff, 0xe1, 0, THUMBNAIL.length + 2],
    THUMBNAIL,
    [0xff, 0xff, 0xdb, 0, 4, 1, 1],
    [0xff, 0xda, 0, 4, 0, 0, 0x12, 0xff, 0x00, 0x34, 0xff, 0xd9],
  ),
  png: bytesOf(
    [0x89],
    "PNG\r\n\x1a\n",
    chunk("IHDR", bytesOf(uint32(1), uint32(1), [8, 0, 0, 0, 0]), 0x3a7e9b55),
    chunk("IDAT", deflateSync(Buffer.alloc(2)), 0),
    chunk("IEND", new Uint8Array(), 0xae426082),
  ),
  gif: bytesOf("GIF89a", [1, 0, 1, 0, 0, 0, 0, 0x3b]),
  webp: bytesOf("RIFF", [12, 0, 0, 0], "WEBPVP8 ", [0, 0, 0, 0]),
  avif: bytesOf(uint32(16), "ftypavif", uint32(0), uint32(12), "mdat", [1, 2, 3, 4]),
  pdf: bytesOf("%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"),
};
const kinds = Object.entries(SAMPLES) as [DocumentKind, Uint8Array][];

describe.each(kinds)("%s", (kind, bytes) => {
  test("is known by its content", () => {
    expect(checkDocument(bytes)).toEqual({ ok: true, kind });
    // The same inside a larger buffer, which is how bodies are read.
    const inside = new Uint8Array(bytes.length + 20);
    inside.set(bytes, 10);
    expect(checkDocument(inside.subarray(10, 10 + bytes.length))).toEqual({ ok: true, kind });
  });

  test("cut off anywhere is never taken", () => {
    const lengths = Array.from({ length: bytes.length }, (_, length) => length);
    // A PDF may do without its last line end, a file of boxes without its last box.
    const whole = lengths.filter((length) => checkDocument(bytes.subarray(0, length)).ok);
    expect(whole).toEqual({ pdf: [bytes.length - 1], avif: [16] }[kind as string] ?? []);
  });

  test("has a type and an ending", () => {
    expect(documentFormat(kind).mediaType).toMatch(/^(image|application)\//);
    expect(documentFormat(kind).ending).toMatch(/^[a-z]+$/);
  });
});

test("a picture with something behind its end is taken: cameras do that", () => {
  for (const kind of ["jpeg", "png"] as const)
    expect(checkDocument(bytesOf(SAMPLES[kind], "MotionPhoto"))).toEqual({ ok: true, kind });
});

test.each([
  ["nothing", ""],
  ["a text", "hello"],
  ["a program", "MZ\x90\0\x03"],
  ["a script of a shell", "#!/bin/sh\n"],
  ["a page", "<!DOCTYPE html><script>alert(1)</script>"],
  ["SVG", '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
  ["an archive", "PK\x03\x04"],
  ["HEIC", "\0\0\0\x18ftypheic\0\0\0\0"],
  ["a page that calls itself PDF further down", "<html>%PDF-1.7\n%%EOF"],
])("%s is no document", (_, text) => {
  expect(checkDocument(bytesOf(text))).toEqual({ ok: false, fault: "kind" });
});

test("segments that lead in a circle or beyond the end are no whole picture", () => {
  expect(checkDocument(bytesOf([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xe0]))).toMatchObject({ fault: "cut" });
  expect(checkDocument(bytesOf([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff]))).toMatchObject({ fault: "cut" });
  expect(checkDocument(new Uint8Array(1024).fill(0xff, 2).fill(0xff, 0, 1).fill(0xd8, 1, 2))).toMatchObject({
    fault: "cut",
  });
  expect(checkDocument(bytesOf(uint32(16), "ftypavif", uint32(0), uint32(4), "mdat"))).toMatchObject({
    fault: "cut",
  });
});
