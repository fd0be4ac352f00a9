import fc from "fast-check";
import { expect, test } from "vitest";
import { contentDisposition } from "./content-disposition.ts";
import { fileResponse } from "./file-response.server.ts";

test.each([
  ["invoice.pdf", `attachment; filename="invoice.pdf"; filename*=UTF-8''invoice.pdf`],
  ["請求書 1.pdf", `attachment; filename="- 1.pdf"; filename*=UTF-8''%E8%AB%8B%E6%B1%82%E6%9B%B8%201.pdf`],
  [`a"b\\c%d.csv`, `attachment; filename="a-b-c-d.csv"; filename*=UTF-8''a%22b%5Cc%25d.csv`],
  ["it's (1)*.csv", `attachment; filename="it's (1)*.csv"; filename*=UTF-8''it%27s%20%281%29%2A.csv`],
])("%s", (name, header) => {
  expect(contentDisposition(name)).toBe(header);
});

test("no name can add a header, end its quotes or fail to be sent", () => {
  const anyText = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));
  fc.assert(
    fc.property(anyText, (name) => {
      const header = contentDisposition(name);
      expect(header).toMatch(/^attachment; filename="[^"\r\n\\]*"; filename\*=UTF-8''[\w.!~%-]*$/);
      expect(() => new Headers({ "Content-Disposition": header })).not.toThrow();
    }),
  );
});

test("a file is for this person alone and kept by nobody", async () => {
  const answer = fileResponse({ body: "a,b\r\n", type: "text/csv; charset=utf-8", name: "a.csv" });
  expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
  expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
  expect(answer.headers.get("Content-Disposition")).toContain("a.csv");
  expect(await answer.text()).toBe("a,b\r\n");
});
