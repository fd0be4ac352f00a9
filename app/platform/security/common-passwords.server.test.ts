import { expect, test } from "vitest";
import { findPasswordFault } from "#domain/auth/password-policy.ts";
import { isCommonPassword } from "./common-passwords.server.ts";

const faultOf = (password: string) =>
  findPasswordFault({ password, hasStrongFactor: true, words: [], isCommon: isCommonPassword });

test.each(["trustno1", "Baseball1", "iloveyou2", "superman99!", "passwordpassword", "Michelle1987"])(
  "%s is on the list, or too near to it",
  (password) => {
    expect(faultOf(password)).toBe("common");
  },
);

test.each(["rainy-harbour-lantern-42", "kettle under violet stairs", "夕焼けと白い猫の写真帳"])(
  "%s is not",
  (password) => {
    expect(faultOf(password)).toBeNull();
  },
);
