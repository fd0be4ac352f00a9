import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeEntities } from "./entities.ts";

test.each([
  ["10GB &amp; 音声通話", "10GB & 音声通話"],
  ["&amp;lt;", "&lt;"],
  ["&amp;amp;", "&amp;"],
  ["O&#039;Late &#x27;x&#X27;", "O'Late 'x'"],
  ["&quot;a&quot; &lt;b&gt; &apos;", '"a" <b> \''],
  ["&nbsp;&yen;1&eacute;&yuml;&euro;", "\u00a0¥1éÿ€"],
  ["&#128241;", "📱"],
  ["&unknown; & &; &# &#; &#x;", "&unknown; & &; &# &#; &#x;"],
  ["&#0;&#55296;&#1114112;&#7;", "&#0;&#55296;&#1114112;&#7;"],
])("%s", (encoded, plain) => {
  expect(decodeEntities(encoded)).toBe(plain);
});

test("undoes exactly what PHP's htmlspecialchars does, once", () => {
  const encode = (text: string) =>
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&#039;");
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.array(fc.constantFrom("&", "lt;", "amp;", "#39;", "<", "'")).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, (plain) => {
      expect(decodeEntities(encode(plain))).toBe(plain);
    }),
  );
});
