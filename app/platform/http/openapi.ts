import { z } from "zod";

/** A GET that answers JSON, as the OpenAPI document tells of it. */
export type JsonOperation = {
  path: `/api/${string}`;
  summary: string;
  access: "public" | "account";
  /** What stands in the braces of the path, by name. */
  parameters?: Readonly<Record<string, string>>;
  /** Of `data` in the answer. */
  data: z.ZodType;
  /** Error codes besides INTERNAL, by status. */
  errors: Readonly<Record<number, readonly string[]>>;
};

const dateTime = { type: "string", format: "date-time" };

/** The document of the given operations (OpenAPI 3.1, whose schemas are JSON Schema). */
export function toOpenApi({
  title,
  version,
  server,
  operations,
}: {
  title: string;
  version: string;
  server: string;
  operations: readonly JsonOperation[];
}) {
  return {
    openapi: "3.1.0",
    info: { title, version },
    servers: [{ url: server }],
    paths: Object.fromEntries(operations.map((operation) => [operation.path, { get: toGet(operation) }])),
    components: {
      schemas: { Error: ERROR },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "__Host-at", description: "The portal's own sign-in" },
      },
    },
  };
}

function toGet({ path, summary, access, parameters = {}, data, errors }: JsonOperation) {
  const { $schema: _, ...schema } = z.toJSONSchema(data, { io: "output" });
  return {
    operationId: path
      .replace(/^\/api\//, "")
      .replace(/[{}]/g, "")
      .replaceAll("/", "."),
    summary,
    ...(Object.keys(parameters).length > 0
      ? {
          parameters: Object.entries(parameters).map(([name, description]) => ({
            ...{ name, description, in: "path", required: true },
            schema: { type: "string" },
          })),
        }
      : {}),
    ...(access === "account" ? { security: [{ session: [] }] } : {}),
    responses: {
      200: {
        description: "The data, and from when it is",
        content: {
          "application/json": {
            schema: {
              type: "object",
              required: ["success", "data", "readAt", "staleSince"],
              properties: {
                success: { const: true },
                data: schema,
                readAt: dateTime,
                staleSince: {
                  ...dateTime,
                  type: ["string", "null"],
                  description: "Set when the data is a copy: since when the system behind it does not answer",
                },
              },
            },
          },
        },
      },
      ...Object.fromEntries(Object.entries(errors).map(([status, codes]) => [status, toError(codes)])),
      500: toError(["INTERNAL"]),
    },
  };
}

function toError(codes: readonly string[]) {
  return {
    description: codes.join(", "),
    content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
  };
}

const ERROR = {
  type: "object",
  required: ["success", "error"],
  properties: {
    success: { const: false },
    error: {
      type: "object",
      required: ["code", "message", "requestId"],
      properties: {
        code: { type: "string" },
        message: { type: "string" },
        requestId: { type: "string", description: "To be quoted to support" },
      },
    },
  },
};
