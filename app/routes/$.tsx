import { AppError } from "#domain/shared/errors.ts";
import { PublicError } from "~/components/public/public-error.tsx";
import { forVisitor } from "~/platform/page/route.server.ts";

export const ErrorBoundary = PublicError;

/** Whatever no other route answers, also to a POST: one page in the person's language. */
export const loader = forVisitor((): null => {
  throw new AppError("not_found", { reason: "NOT_FOUND" });
});
export const action = loader;

export default function NotFound() {
  return null;
}
