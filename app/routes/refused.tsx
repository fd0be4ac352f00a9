import { AppError } from "#domain/shared/errors.ts";
import { forVisitor } from "~/platform/page/route.server.ts";

/** Where the host sends requests that it refuses; asked for by its address there is nothing here. */
export const loader = forVisitor(({ context }): null => {
  throw context.refusal ?? new AppError("not_found", { reason: "NOT_FOUND" });
});

export default function Refused() {
  return null;
}
