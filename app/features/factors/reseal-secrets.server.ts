import {
  listAuthenticatorsUnderOtherKeys,
  resealAuthenticator,
} from "#db/repositories/authenticators.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { Services } from "~/services.ts";
import { secretPlace } from "./authenticator-code.server.ts";

/**
 * After a change of ENCRYPTION_KEYS: seals every secret with the first key, so that the others can be dropped. What no listed
 * key opens stays as it is and is logged, by its key. Returns how many were sealed anew.
 */
export async function resealSecrets({
  database,
  encryption,
  logger,
}: Pick<Services, "database" | "encryption" | "logger">): Promise<number> {
  return asSystem(database, async (tx) => {
    let resealed = 0;
    for (const { id, userId, secret } of await listAuthenticatorsUnderOtherKeys(tx, encryption.keyId)) {
      const place = secretPlace(userId, id);
      try {
        const sealed = encryption.seal(encryption.open(secret, place), place);
        await resealAuthenticator(tx, id, { secret: sealed, keyId: encryption.keyId });
        resealed += 1;
      } catch (error) {
        if (!isAppError(error)) throw error;
        logger.error(
          { event: "secret.unreadable", err: error, factorId: id },
          "a secret cannot be opened with the keys that are listed",
        );
      }
    }
    return resealed;
  });
}
