import {
  listAttemptsSealedOtherwise,
  listSealedOtherwise,
  resealAttempt,
  resealProcess,
  type ProcessRow,
} from "#db/repositories/processes.server.ts";
import type { Database } from "#db/client.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { Logger } from "../log/logger.server.ts";
import type { FieldEncryption } from "../store/field-encryption.server.ts";
import type { Secrets } from "./define.ts";

/** What a process holds that must not be read by everybody, each value bound to its row. */
export type Sealing = ReturnType<typeof createSealing>;

const BATCH = 200;

export function createSealing(encryption: FieldEncryption) {
  const { keyId } = encryption;
  const places = {
    sealed: (id: string) => `processes.sealed ${id}`,
    secret: (id: string) => `processes.secret ${id}`,
    attempt: (id: string, act: string | null) => `process_attempts.secret ${id} ${act}`,
  };

  function openIn(sealed: string, place: string, adoptedFrom: string | null): string {
    if (adoptedFrom === null) return encryption.open(sealed, place);
    try {
      return encryption.open(sealed, place);
    } catch {
      return encryption.open(sealed, adoptedFrom);
    }
  }

  return {
    keyId,
    /** The sealed columns of a row, always written together. */
    seal(id: string, input: unknown, secret: Secrets) {
      return {
        sealed: encryption.seal(JSON.stringify(input), places.sealed(id)),
        secret:
          Object.keys(secret).length === 0
            ? null
            : encryption.seal(JSON.stringify(secret), places.secret(id)),
        keyId,
        sealedAs: null,
      };
    },
    /** Throws AppError `internal` for what no listed key opens. */
    open({ id, sealed, secret, sealedAs }: Pick<ProcessRow, "id" | "sealed" | "secret" | "sealedAs">) {
      return {
        input: sealed === null ? null : (JSON.parse(openIn(sealed, places.sealed(id), sealedAs)) as unknown),
        secret: secret === null ? {} : (JSON.parse(openIn(secret, places.secret(id), sealedAs)) as Secrets),
      };
    },
    sealAttempt(id: string, act: string, secret: Secrets | undefined): string | null {
      return secret === undefined ? null : encryption.seal(JSON.stringify(secret), places.attempt(id, act));
    },
    openAttempt(id: string, act: string, secret: string | null): Secrets {
      return secret === null ? {} : (JSON.parse(encryption.open(secret, places.attempt(id, act))) as Secrets);
    },
    /**
     * After a change of ENCRYPTION_KEYS, or an adoption: seals everything with the first key. What no listed key opens stays as it
     * is and is logged. May run while processes are being worked on. Returns how many values were sealed anew.
     */
    async reseal({ database, logger }: { database: Database; logger: Logger }): Promise<number> {
      let resealed = 0;
      for (const row of await asSystem(database, (tx) => listSealedOtherwise(tx, keyId, BATCH)))
        await tryTo(row.id, async () => {
          const { input, secret } = this.open(row);
          const anew = this.seal(row.id, input, secret);
          const { id, sealed } = row;
          const change = { ...anew, sealed: sealed === null ? null : anew.sealed };
          if (await asSystem(database, (tx) => resealProcess(tx, { ...row, id }, change))) resealed += 1;
        });
      for (const row of await asSystem(database, (tx) => listAttemptsSealedOtherwise(tx, keyId, BATCH)))
        await tryTo(row.processId, async () => {
          if (row.secret === null) return;
          const place = places.attempt(row.processId, row.act);
          const anew = encryption.seal(encryption.open(row.secret, place), place);
          const { id, secret } = row;
          await asSystem(database, (tx) => resealAttempt(tx, { id, secret, anew }));
          resealed += 1;
        });
      return resealed;

      async function tryTo(processId: string, work: () => Promise<void>): Promise<void> {
        try {
          await work();
        } catch (error) {
          if (!isAppError(error)) throw error;
          logger.error(
            { event: "process.key_missing", err: error, processId },
            "a process cannot be opened with the keys that are listed",
          );
        }
      }
    },
  };
}
