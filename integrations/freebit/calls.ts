export type CallRule = { path: string; repeatable: boolean; timeoutMs: number };

const read = (path: string): CallRule => ({ path, repeatable: true, timeoutMs: 20_000 });
const write = (path: string): CallRule => ({ path, repeatable: false, timeoutMs: 30_000 });

/**
 * Path below the root of the API, what may be repeated by machine, and how long each call may take with all its attempts, by
 * API number (freebit.md 1, 3.3). Freebit has no idempotency keys, so only reads and the sign-in are repeatable.
 */
export const CALLS = {
  "PA01-01": { path: "authOem/", repeatable: true, timeoutMs: 15_000 },
  "PA03-02": read("mvno/getDetail/"),
  "PA05-01": read("mvno/getTrafficInfo/"),
  "PA05-02": read("mvno/getQuotaHistory/"),

  "PA02-01": write("master/addAcnt/"),
  "PA02-04": write("master/cnclAcnt/"),
  "PA04-04": write("master/addSpec/"),
  "PA05-05": write("mvno/talkoption/addOrder/"),
  "PA05-06": write("mvno/talkoption/changeOrder/"),
  "PA05-18": write("mvno/semiblack/addTempAcnt/"),
  "PA05-19": write("mvno/semiblack/addAcnt/"),
  "PA05-20": write("mvno/semiblack/changeState/"),
  "PA05-21": write("mvno/changePlan/"),
  "PA05-38": write("mvno/contractline/change/"),
  "PA05-41": write("mvno/esim/addAcnt/"),
} as const satisfies Record<string, CallRule>;

export type FreebitApi = keyof typeof CALLS;
