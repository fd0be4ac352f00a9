// fontkit ships no types; declared is what we use of it.
declare module "fontkit" {
  export type Font = {
    readonly characterSet: number[];
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string): { advanceWidth: number };
  };
  export function create(file: Uint8Array): Font;
}

// What pdfkit 0.20 takes beyond @types/pdfkit 0.17: parsed fonts, and the scope of a table's head cells. Only an interface
// merges with the package's own.
/* eslint-disable @typescript-eslint/consistent-type-definitions, @typescript-eslint/consistent-type-imports */
declare namespace PDFKit.Mixins {
  interface PDFFont {
    registerFont(name: string, source: import("fontkit").Font): this;
  }
  interface StructureElementOptions {
    scope?: "Column" | "Row";
  }
}
