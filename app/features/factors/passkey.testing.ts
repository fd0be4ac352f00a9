import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { Assertion, Attestation } from "#domain/auth/passkeys.ts";

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_KEY = 0x40;

type Answer = {
  /** What is signed and sent differently from what a good device would. */
  origin?: string;
  rpId?: string;
  isVerified?: boolean;
  counter?: number;
  userHandle?: string;
};

/** An authenticator of its own, without the library that checks it: one key, ES256, as WebAuthn 3 wants it written. */
export function createSoftPasskey(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(20);
  let counter = 0;
  let handle = "";

  function authenticatorData(
    flags: number,
    { rpId = new URL(origin).hostname, counter: told }: Answer,
  ): Buffer {
    const head = Buffer.alloc(5);
    head.writeUInt8(flags, 0);
    head.writeUInt32BE(told ?? counter, 1);
    return Buffer.concat([createHash("sha256").update(rpId).digest(), head]);
  }

  const clientData = (type: string, challenge: string, answer: Answer) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: answer.origin ?? origin, crossOrigin: false }));
  const flagsOf = ({ isVerified = true }: Answer) => USER_PRESENT | (isVerified ? USER_VERIFIED : 0);
  const named = {
    id: id.toString("base64url"),
    rawId: id.toString("base64url"),
    type: "public-key",
  } as const;

  return {
    id: named.id,
    /** Makes the key; it is used with what `options` say whom it is for. */
    create(options: { challenge: string; user: { id: string } }, answer: Answer = {}): Attestation {
      handle = options.user.id;
      const { x = "", y = "" } = publicKey.export({ format: "jwk" });
      const [size, coordinate] = [Buffer.alloc(2), (text: string) => Buffer.from(text, "base64url")];
      size.writeUInt16BE(id.length);
      // COSE: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
      const key = Buffer.concat([
        Buffer.from("a5010203262001215820", "hex"),
        coordinate(x),
        Buffer.from("225820", "hex"),
        coordinate(y),
      ]);
      const flags = flagsOf(answer) | HAS_KEY;
      const data = Buffer.concat([authenticatorData(flags, answer), Buffer.alloc(16), size, id, key]);
      // CBOR: {"fmt": "none", "attStmt": {}, "authData": data}
      const attestation = Buffer.concat([
        Buffer.from("a363666d74646e6f6e656761747453746d74a0686175746844617461", "hex"),
        Buffer.from([0x58, data.length]),
        data,
      ]);
      return {
        ...named,
        response: {
          clientDataJSON: clientData("webauthn.create", options.challenge, answer).toString("base64url"),
          attestationObject: attestation.toString("base64url"),
          transports: ["internal"],
        },
        clientExtensionResults: {},
      };
    },
    /** Answers a challenge; its counter moves on with every use. */
    get(options: { challenge: string }, answer: Answer = {}): Assertion {
      counter += 1;
      const data = authenticatorData(flagsOf(answer), answer);
      const client = clientData("webauthn.get", options.challenge, answer);
      const signed = Buffer.concat([data, createHash("sha256").update(client).digest()]);
      return {
        ...named,
        response: {
          clientDataJSON: client.toString("base64url"),
          authenticatorData: data.toString("base64url"),
          signature: sign("sha256", signed, privateKey).toString("base64url"),
          userHandle: answer.userHandle ?? handle,
        },
        clientExtensionResults: {},
      };
    },
  };
}
export type SoftPasskey = ReturnType<typeof createSoftPasskey>;
