/** Of one document (portal.md 18). */
export const MAX_DOCUMENT_BYTES = 5 * 1024 * 1024;

type Kind = {
  mediaType: string;
  ending: string;
  /** Whether the bytes begin as this kind does. */
  begins: (bytes: Uint8Array) => boolean;
  /** Whether they also end as it does: one that was cut off on the way shows half a card. */
  isWhole: (bytes: Uint8Array) => boolean;
};

const JPEG_END = [0xff, 0xd9];
const START_OF_SCAN = 0xda;
/** The last chunk: no length, its name, its check sum. */
const PNG_END = [0, 0, 0, 0, ...codesOf("IEND"), 0xae, 0x42, 0x60, 0x82];
/** Where readers of PDF look for the end of one. */
const PDF_TAIL_BYTES = 1024;

/**
 * What is taken, by content and not by name: PDF, and the images that every browser shows. Not SVG, which is a program, and not
 * HEIC, which staff's browsers do not show. It is written here because the six signatures are shorter than a library, and none of
 * those looks at the end.
 */
const KINDS = {
  jpeg: {
    mediaType: "image/jpeg",
    ending: "jpg",
    begins: (bytes) => has(bytes, [0xff, 0xd8, 0xff], 0),
    isWhole: (bytes) => find(bytes, JPEG_END, startOfScan(bytes)) !== -1,
  },
  png: {
    mediaType: "image/png",
    ending: "png",
    begins: (bytes) => has(bytes, [0x89, ...codesOf("PNG\r\n\x1a\n")], 0),
    isWhole: (bytes) => find(bytes, PNG_END, 8) !== -1,
  },
  gif: {
    mediaType: "image/gif",
    ending: "gif",
    begins: (bytes) => has(bytes, codesOf("GIF87a"), 0) || has(bytes, codesOf("GIF89a"), 0),
    isWhole: (bytes) => bytes.at(-1) === 0x3b,
  },
  webp: {
    mediaType: "image/webp",
    ending: "webp",
    begins: (bytes) => has(bytes, codesOf("RIFF"), 0) && has(bytes, codesOf("WEBP"), 8),
    isWhole: (bytes) => view(bytes).getUint32(4, true) + 8 <= bytes.length,
  },
  avif: {
    mediaType: "image/avif",
    ending: "avif",
    begins: (bytes) => has(bytes, codesOf("ftyp"), 4) && has(bytes, codesOf("avif"), 8),
    isWhole: areBoxesWhole,
  },
  pdf: {
    mediaType: "application/pdf",
    ending: "pdf",
    begins: (bytes) => has(bytes, codesOf("%PDF-"), 0),
    isWhole: (bytes) => find(bytes, codesOf("%%EOF"), Math.max(0, bytes.length - PDF_TAIL_BYTES)) !== -1,
  },
} as const satisfies Record<string, Kind>;
export type DocumentKind = keyof typeof KINDS;
export const DOCUMENT_KINDS = Object.keys(KINDS) as DocumentKind[];

/** For the form, so that a camera's own format is turned into one of these by the browser. */
export const DOCUMENT_MEDIA_TYPES = Object.values(KINDS).map(({ mediaType }) => mediaType);

export function documentFormat(kind: DocumentKind): Pick<Kind, "mediaType" | "ending"> {
  return KINDS[kind];
}

export type CheckedDocument = { ok: true; kind: DocumentKind } | { ok: false; fault: "kind" | "cut" };

/** What a file is, by its first bytes and its last. Nothing is decoded: whether a person can read it, a person says. */
export function checkDocument(bytes: Uint8Array): CheckedDocument {
  const kind = (Object.keys(KINDS) as DocumentKind[]).find((each) => KINDS[each].begins(bytes));
  if (kind === undefined) return { ok: false, fault: "kind" };
  return KINDS[kind].isWhole(bytes) ? { ok: true, kind } : { ok: false, fault: "cut" };
}

/** Behind the segments that come before the picture, of which one may hold a small picture with an end of its own. */
function startOfScan(bytes: Uint8Array): number {
  const words = view(bytes);
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== START_OF_SCAN)
    // Bytes that only fill come before a marker; a segment tells its own length.
    at += bytes[at + 1] === 0xff ? 1 : 2 + words.getUint16(at + 2);
  return at;
}

/** A file of boxes is whole when the last one ends where it does. */
function areBoxesWhole(bytes: Uint8Array): boolean {
  const words = view(bytes);
  let at = 0;
  while (at + 8 <= bytes.length) {
    const size = words.getUint32(at);
    // The last box may reach to the end; a size of 64 bits is for more than is taken.
    if (size === 0) return true;
    if (size < 8) return false;
    at += size;
  }
  return at === bytes.length;
}

function has(bytes: Uint8Array, wanted: readonly number[], at: number): boolean {
  return wanted.every((byte, index) => bytes[at + index] === byte);
}

function find(bytes: Uint8Array, wanted: readonly number[], from: number): number {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1))
    if (has(bytes, wanted, at)) return at;
  return -1;
}

function codesOf(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
