import { AppError } from "#domain/shared/errors.ts";
import type { Deps } from "~/platform/http/owner.ts";

/** Throws AppError `provider_unavailable`/`MAINTENANCE` while nobody is to sign in or to set a password. */
export function refuseWhileClosed(config: Deps["config"]): void {
  if (config.authMaintenance)
    throw new AppError("provider_unavailable", { reason: "MAINTENANCE", retryAfter: 600 });
}
