import { AppError } from "#domain/shared/errors.ts";
import { forVisitor } from "~/platform/page/route.server.ts";

/** The area has pages, but none of its own. */
export const loader = forVisitor(() => {
  throw new AppError("not_found", { reason: "NOT_FOUND" });
});

export default function Auth() {
  return null;
}
