import type { FindTowns } from "#domain/address/schema.ts";
import { isAppError } from "#domain/shared/errors.ts";

/** Asks the service, and the embedded towns while it has no usable answer: looking up an address never fails because of it. */
export function createFindTowns({
  service,
  embedded,
}: {
  service: FindTowns | null;
  embedded: FindTowns;
}): FindTowns {
  if (service === null) return embedded;
  return async (postcode) => {
    try {
      return await service(postcode);
    } catch (error) {
      // The transport has logged it.
      if (!isAppError(error)) throw error;
      return embedded(postcode);
    }
  };
}
