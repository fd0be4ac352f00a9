import { createLogger } from "../log/logger.server.ts";
import { createKeys, type Keys } from "../security/keys.server.ts";
import { createRecordStore, type RecordStore } from "./kv-record.server.ts";
import type { Kv } from "./kv.ts";

/** Records on a test's own store and clock. */
export function testRecords({
  kv,
  now,
  keys = createKeys(["a secret of the tests, 32 characters"]),
}: {
  kv: Kv;
  now: () => Date;
  keys?: Keys;
}): RecordStore {
  return createRecordStore({ kv, keys, now, logger: createLogger({ level: "silent" }) });
}
