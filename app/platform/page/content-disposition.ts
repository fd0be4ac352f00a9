/** A Content-Disposition value: the name for every browser (RFC 5987), and in plain letters for what knows nothing of it. */
export function contentDisposition(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7E]+/g, "-").replace(/["\\%]/g, "-");
  const encoded = encodeURIComponent(fileName.replace(/[\p{Cs}\p{Cc}]/gu, "")).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
