import { AppError } from "#domain/shared/errors.ts";
import { jsonForVisitor } from "~/platform/json/json-route.server.ts";

/** A program that asks for what is not there is not answered with a page. */
export const loader = jsonForVisitor(() => {
  throw new AppError("not_found", { reason: "NOT_FOUND" });
});
