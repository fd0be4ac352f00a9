import { PREFECTURES } from "#domain/address/prefectures.ts";
import { readPostcode } from "#domain/address/rules.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { AddressLookup } from "~/features/address/json-operations.ts";
import { lookUpTowns } from "~/features/address/read-address.server.ts";
import { callerOf } from "~/platform/request/caller.ts";
import { jsonForVisitor, jsonReading } from "~/platform/json/json-route.server.ts";
import { invalid } from "~/platform/json/json-write.server.ts";

/** For anybody: what is behind a postcode is no secret, but asking may cost a call of the address service. */
export const loader = jsonForVisitor(async ({ app, context, params }) => {
  const postcode = readPostcode(params.zip ?? "");
  if (postcode === null) throw invalid(context, { zip: "address.fault.postcode" });
  const towns = await lookUpTowns(app, postcode, callerOf(context));
  // Not the same as a place without towns: the address is to be entered by hand.
  if (towns.value.length === 0) throw new AppError("not_found", { reason: "NOT_FOUND" });
  const data: AddressLookup = {
    postcode,
    towns: towns.value.map((town) => ({ ...town, prefectureLatin: PREFECTURES[town.prefecture] })),
  };
  return jsonReading([towns], data);
});
