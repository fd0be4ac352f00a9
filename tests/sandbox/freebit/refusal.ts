/** An answer other than 100-200. Codes and texts are those of freebit.md 3.3; the real ones are mostly unknown. */
export class Refusal extends Error {
  readonly resultCode: string;
  readonly statusCode: string;
  constructor(code: `${number}-${number}`, message: string) {
    super(message);
    const [resultCode = "", statusCode = ""] = code.split("-");
    this.resultCode = resultCode;
    this.statusCode = statusCode;
  }
}

export const notFound = () => new Refusal("400-211", "Account not found");
export const wrongState = () => new Refusal("400-384", "Account state does not allow this");
