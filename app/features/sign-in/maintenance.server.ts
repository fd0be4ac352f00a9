import { AppError } from "#domain/shared/errors.ts";
import type { Services } from "~/services.ts";

/** Throws AppError `provider_unavailable`/`MAINTENANCE` while nobody is to sign in or to set a password. */
export function refuseWhileClosed(config: Services["config"]): void {
  if (config.authMaintenance)
    throw new AppError("provider_unavailable", { reason: "MAINTENANCE", retryAfter: 600 });
}
