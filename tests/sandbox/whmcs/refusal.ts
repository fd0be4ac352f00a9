/** An answer with `result: error`; the message is WHMCS's own wording. */
export class Refusal extends Error {
  /** 403 for access errors, 200 for everything else (whmcs.md 1.3). */
  readonly status: number;
  constructor(message: string, status = 200) {
    super(message);
    this.status = status;
  }
}

/** HTTP 200 with only a `warning`, and nothing done (whmcs.md 1.3, point 5). */
export class WarningOnly extends Error {}
