import type { WhmcsClientId } from "#domain/shared/ids.ts";
import {
  placeOf,
  readEach,
  readListPage,
  readRowId,
  readWholeList,
  type Listing,
  type ListPath,
} from "#domain/shared/whmcs-list.ts";
import { WireFault, wireInteger } from "#domain/shared/whmcs-wire.ts";
import type { AnswerBody } from "./answer.ts";
import type { WhmcsAction } from "./calls.ts";
import { orContractError, requireClient, type WhmcsClient } from "./client.ts";
import type { FormParams } from "./form.ts";
import { saysNothingFound } from "./nothing-found.ts";
import { readAllPages } from "./paging.ts";

export type ListCall<T> = {
  action: WhmcsAction;
  path: ListPath;
  params?: FormParams;
  /** Whose list it is, and the field of a row that tells its owner: an answer with anybody else's row is refused whole. */
  owner?: { clientId: WhmcsClientId; field: "userid" | "clientid" | null };
  /** One row. What it throws a WireFault for is unreadable by itself. */
  read: (row: AnswerBody) => T;
  /** Refusals with a meaning of their own: throws. Those that say that nothing was found are an empty list already. */
  refused?: (message: string) => void;
};

/**
 * The one way in which a list of WHMCS is read. Throws `provider_contract` for an answer that contradicts itself or holds
 * somebody else's rows; unreadable rows are told to the operator and handed back beside the others.
 */
export function createLists(client: WhmcsClient) {
  function readAnswers<P>(
    { action, params, refused }: Pick<ListCall<unknown>, "action" | "params" | "refused">,
    { window, read, none }: { window: FormParams; read: (body: AnswerBody) => P; none: P },
  ): Promise<P> {
    return client.call<P>({
      action,
      params: { ...params, ...window },
      read,
      refused: (message) => {
        if (saysNothingFound(action, message)) return none;
        refused?.(message);
        return undefined;
      },
    });
  }

  function toListing<T>(call: ListCall<T>, entries: readonly unknown[]): Listing<T> {
    const listing = readEach(entries, placeOf(call.path), (row) => {
      requireOwner(call.owner, row);
      return call.read(row);
    });
    client.onUnreadable(call.action, listing.unreadable);
    return listing;
  }

  return {
    /** A list that comes in pages. */
    async readPaged<T>(call: ListCall<T>): Promise<Listing<T>> {
      if (call.owner) requireClient(call.owner.clientId);
      const read = () =>
        readAllPages({
          readPage: (window) =>
            readAnswers(call, {
              window,
              read: (body) => {
                const page = readListPage(body, call.path, window.limitstart);
                refuseForeign(call, body, page.entries);
                return page;
              },
              none: { entries: [], total: null },
            }),
          idOf: readRowId,
        });
      const entries = await read().catch((error: unknown) =>
        orContractError(call.action, () => {
          throw error;
        }),
      );
      return toListing(call, entries);
    },

    /** A list that comes whole. */
    async readWhole<T>(call: ListCall<T>): Promise<Listing<T>> {
      if (call.owner) requireClient(call.owner.clientId);
      const entries = await readAnswers<unknown[]>(call, {
        window: {},
        read: (body) => {
          const entries = readWholeList(body, call.path);
          refuseForeign(call, body, entries);
          return entries;
        },
        none: [],
      });
      return toListing(call, entries);
    },
  };
}

export type Lists = ReturnType<typeof createLists>;

/** Where anything is another client's the filter was not heard, and none of the rows is to be trusted. */
function refuseForeign(
  { owner, path }: ListCall<unknown>,
  body: AnswerBody,
  entries: readonly unknown[],
): void {
  if (!owner) return;
  const echo = wireInteger.safeParse(body["clientid"]);
  if (echo.success && echo.data !== owner.clientId) throw new WireFault("clientid", "another client");
  entries.forEach((entry, index) => {
    const id = ownerOf(owner, entry);
    if (id !== null && id !== owner.clientId)
      throw new WireFault(`${placeOf(path)}.${index}.${owner.field}`, "another client");
  });
}

/** A row that does not say whose it is belongs to nobody. */
function requireOwner(owner: ListCall<unknown>["owner"], row: AnswerBody): void {
  if (owner?.field && ownerOf(owner, row) === null) throw new WireFault(owner.field, "missing");
}

function ownerOf({ field }: NonNullable<ListCall<unknown>["owner"]>, entry: unknown): number | null {
  if (field === null || typeof entry !== "object" || entry === null) return null;
  const id = wireInteger.safeParse((entry as AnswerBody)[field]);
  return id.success ? id.data : null;
}
