import type { CalendarDate } from "#domain/shared/dates.ts";
import { toLine, toQuotaHistory, toTraffic } from "#domain/sim/freebit.ts";
import type { Msisdn } from "#domain/sim/ids.ts";
import type { Line, QuotaEntry, Traffic } from "#domain/sim/schema.ts";
import type { FreebitClient } from "./client.ts";
import { lineNotFound } from "./errors.ts";
import { DETAIL_VERSION, LINE_KIND, wireDay } from "#domain/sim/freebit-request.ts";

export function createLines(client: FreebitClient) {
  /** The line as the network has it, ended ones too; null when there is none. For looking before acting. */
  function findLine({ msisdn }: { msisdn: Msisdn }): Promise<Line | null> {
    return client.call<Line | null>({
      api: "PA03-02",
      fields: { version: DETAIL_VERSION, requestDatas: [{ kind: LINE_KIND, account: msisdn }] },
      read: (body) => toLine(body, { msisdn, onUnknown: client.onUnknown("PA03-02") }),
      refused: (refusal) => (refusal === "not_found" ? null : undefined),
    });
  }

  return {
    findLine,

    /** Throws `not_found` for a number that is not there. */
    async getLine({ msisdn }: { msisdn: Msisdn }): Promise<Line> {
      const line = await findLine({ msisdn });
      if (line === null) throw lineNotFound("PA03-02");
      return line;
    },

    /**
     * Usage in KB, by day. Null when there is none to tell: no plan is set, or the line belongs to a share group. Throws
     * `not_found`. The vendor asks for restraint: to be cached by the caller.
     */
    getTraffic({ msisdn }: { msisdn: Msisdn }): Promise<Traffic | null> {
      return client.call<Traffic | null>({
        api: "PA05-01",
        fields: { account: msisdn },
        read: (body) => toTraffic(body, { msisdn, onUnknown: client.onUnknown("PA05-01") }),
        refused: (refusal) => {
          if (refusal === "not_found") throw lineNotFound("PA05-01");
          return refusal === "no_traffic" ? null : undefined;
        },
      });
    },

    /** Capacity added in these days, both included, oldest first. Throws `not_found`. */
    listQuotaHistory({
      msisdn,
      from,
      to,
    }: {
      msisdn: Msisdn;
      from: CalendarDate;
      to: CalendarDate;
    }): Promise<QuotaEntry[]> {
      return client.call({
        api: "PA05-02",
        fields: { account: msisdn, fromDate: wireDay(from), toDate: wireDay(to) },
        read: (body) => toQuotaHistory(body, { msisdn }),
        refused: (refusal) => {
          if (refusal === "not_found") throw lineNotFound("PA05-02");
          return undefined;
        },
      });
    },
  };
}
