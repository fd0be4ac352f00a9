import { z } from "zod";

/** A route that answers JSON, as the OpenAPI document tells of it. */
export type JsonOperation = {
  path: `/api/${string}`;
  /** Left out: a GET. The others are written as `json-write.server.ts` asks for it. */
  method?: "post" | "patch";
  summary: string;
  access: "public" | "account";
  /** What stands in the braces of the path, by name. */
  parameters?: Readonly<Record<string, string>>;
  /** Of what is sent; left out: nothing is. */
  body?: z.ZodType;
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
    paths: toPaths(operations),
    components: {
      schemas: { Error: ERROR },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "__Host-at", description: "The portal's own sign-in" },
      },
    },
  };
}

function toPaths(operations: readonly JsonOperation[]) {
  const paths: Record<string, Record<string, ReturnType<typeof toOperation>>> = {};
  for (const operation of operations)
    (paths[operation.path] ??= {})[operation.method ?? "get"] = toOperation(operation);
  return paths;
}

/** Headers of everything that changes something (portal.md 1). */
const WRITE_HEADERS = {
  "Idempotency-Key": "A UUID of one's own: the same key and body again is the same answer",
  "X-CSRF-Token": "As the customer's own details give it",
};

function toOperation(operation: JsonOperation) {
  const { path, method, summary, access, parameters: inPath = {}, body, data, errors } = operation;
  const { $schema: _, ...schema } = z.toJSONSchema(data, { io: "output" });
  const name = path
    .replace(/^\/api\//, "")
    .replace(/[{}]/g, "")
    .replaceAll("/", ".");
  const parameters = [
    ...toParameters(inPath, "path"),
    ...(method === undefined ? [] : toParameters(WRITE_HEADERS, "header")),
  ];
  return {
    operationId: method === undefined ? name : `${name}.${method}`,
    summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === undefined ? {} : { requestBody: toBody(body) }),
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
      ...(method === undefined
        ? {}
        : { 400: toError(["VALIDATION_FAILED"]), 415: toError(["VALIDATION_FAILED"]) }),
      ...Object.fromEntries(Object.entries(errors).map(([status, codes]) => [status, toError(codes)])),
      500: toError(["INTERNAL"]),
    },
  };
}

function toParameters(described: Readonly<Record<string, string>>, place: "path" | "header") {
  return Object.entries(described).map(([name, description]) => ({
    name,
    description,
    in: place,
    required: true,
    schema: { type: "string" },
  }));
}

function toBody(body: z.ZodType) {
  // As it is sent, before it is read.
  const { $schema: _, ...schema } = z.toJSONSchema(body, { io: "input" });
  return { required: true, content: { "application/json": { schema } } };
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
        details: {
          type: "object",
          additionalProperties: { type: "string" },
          description: "By field, in words",
        },
        requestId: { type: "string", description: "To be quoted to support" },
      },
    },
  },
};
