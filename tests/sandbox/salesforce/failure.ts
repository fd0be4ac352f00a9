/** An answer in the REST error envelope (salesforce-wire.md 6). */
export class Failure extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: readonly string[] | null;
  /** Beside message and code: the details of a duplicate rule. */
  readonly extra: Record<string, unknown>;
  constructor(
    code: string,
    message: string,
    options: { status?: number; fields?: readonly string[]; extra?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.code = code;
    this.status = options.status ?? 400;
    this.fields = options.fields ?? null;
    this.extra = options.extra ?? {};
  }

  /** One element of the array that REST answers. */
  toRest(): Record<string, unknown> {
    return {
      message: this.message,
      errorCode: this.code,
      ...(this.fields ? { fields: this.fields } : {}),
      ...this.extra,
    };
  }

  /** One element of a row's `errors`, which calls the code `statusCode`. */
  toRow(): Record<string, unknown> {
    return { statusCode: this.code, message: this.message, fields: this.fields ?? [] };
  }
}

export const notFound = (): Failure =>
  new Failure("NOT_FOUND", "The requested resource does not exist", { status: 404 });
