import { field, longText, lookup, portalKey, text, type ObjectSchema } from "./field.ts";

/** Files: a version with the bytes, the document it is a version of, and what that document hangs on (salesforce-data-model.md 1). */
export const fileObjects: readonly ObjectSchema[] = [
  {
    name: "ContentDocument",
    prefix: "069",
    fields: [
      text("Title", 255, { required: true }),
      text("FileType", 20, { readOnly: true }),
      field("ContentSize", "double", { readOnly: true }),
      field("LatestPublishedVersionId", "id", { length: 18, readOnly: true }),
    ],
  },
  {
    name: "ContentVersion",
    prefix: "068",
    fields: [
      lookup("ContentDocumentId", "ContentDocument", { createOnly: true, cascade: true }),
      lookup("FirstPublishLocationId", "Account", { createOnly: true }),
      text("Title", 255),
      text("PathOnClient", 500, { required: true, createOnly: true }),
      longText("Description", 1_000),
      field("VersionData", "base64", {
        required: true,
        createOnly: true,
        // Read as an address; the bytes are behind it.
        formula: ({ Id }) => `/services/data/v62.0/sobjects/ContentVersion/${String(Id)}/VersionData`,
      }),
      text("FileType", 20, { readOnly: true }),
      text("Checksum", 50, { readOnly: true }),
      field("ContentSize", "double", { readOnly: true }),
      portalKey(),
    ],
  },
  {
    name: "ContentDocumentLink",
    prefix: "06A",
    fields: [
      lookup("ContentDocumentId", "ContentDocument", { createOnly: true, cascade: true, required: true }),
      lookup("LinkedEntityId", "Account", { createOnly: true, required: true }),
    ],
  },
];
