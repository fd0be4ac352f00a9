import { contentDisposition } from "./content-disposition.ts";

/** A file made on request, for this person alone. */
export function fileResponse(file: {
  body: string | Uint8Array<ArrayBuffer>;
  type: string;
  name: string;
}): Response {
  return new Response(file.body, {
    headers: {
      "Content-Type": file.type,
      "Content-Disposition": contentDisposition(file.name),
      "Cache-Control": "private, no-store",
    },
  });
}
