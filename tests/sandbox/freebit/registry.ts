import { activateEsim, activateOta } from "./calls/activation.ts";
import { addAccounts, cancelAccount, getDetail } from "./calls/accounts.ts";
import { changeContractLine, changePlan } from "./calls/changes.ts";
import { addQuota, getQuotaHistory, getTraffic } from "./calls/quota.ts";
import { addFull, addTemporary, changeSemiBlackState } from "./calls/semi-black.ts";
import { addVoiceOrder, changeVoiceOrder } from "./calls/voice.ts";
import type { Call } from "./context.ts";

export const SIGN_IN = { api: "PA01-01", path: "/authOem" };

/** API number, path and work of every call but the sign-in (freebit.md 1). */
const CALLS: readonly { api: string; path: string; run: Call }[] = [
  { api: "PA02-01", path: "/master/addAcnt", run: addAccounts },
  { api: "PA02-04", path: "/master/cnclAcnt", run: cancelAccount },
  { api: "PA03-02", path: "/mvno/getDetail", run: getDetail },
  { api: "PA04-04", path: "/master/addSpec", run: addQuota },
  { api: "PA05-01", path: "/mvno/getTrafficInfo", run: getTraffic },
  { api: "PA05-02", path: "/mvno/getQuotaHistory", run: getQuotaHistory },
  { api: "PA05-05", path: "/mvno/talkoption/addOrder", run: addVoiceOrder },
  { api: "PA05-06", path: "/mvno/talkoption/changeOrder", run: changeVoiceOrder },
  { api: "PA05-18", path: "/mvno/semiblack/addTempAcnt", run: addTemporary },
  { api: "PA05-19", path: "/mvno/semiblack/addAcnt", run: addFull },
  { api: "PA05-20", path: "/mvno/semiblack/changeState", run: changeSemiBlackState },
  { api: "PA05-21", path: "/mvno/changePlan", run: changePlan },
  { api: "PA05-33", path: "/mvno/ota/addAcnt", run: activateOta },
  { api: "PA05-38", path: "/mvno/contractline/change", run: changeContractLine },
  { api: "PA05-41", path: "/mvno/esim/addAcnt", run: activateEsim },
];

export const API_NUMBERS: readonly string[] = [SIGN_IN.api, ...CALLS.map(({ api }) => api)];

export function findCall(path: string): (typeof CALLS)[number] | null {
  return CALLS.find((call) => call.path === path) ?? null;
}
