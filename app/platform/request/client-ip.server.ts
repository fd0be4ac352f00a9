import { canonicalIp } from "../security/source.ts";

/**
 * The address of the person's end. Each trusted proxy appends the address it saw to X-Forwarded-For, so the entry that
 * the outermost trusted one wrote counts from the right; anything further left was written by the sender and proves nothing.
 * In its one spelling; where a proxy wrote no address, the socket's.
 */
export function clientIp(options: {
  socketAddress: string | undefined;
  forwardedFor: string | null;
  trustedProxies: number;
}): string {
  const socket = canonicalIp(options.socketAddress ?? "") ?? "unknown";
  if (options.trustedProxies === 0 || !options.forwardedFor) return socket;
  const hops = options.forwardedFor.split(",");
  return canonicalIp(hops[Math.max(0, hops.length - options.trustedProxies)] ?? "") ?? socket;
}

const PRIVATE =
  /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|::1$|f[cd][0-9a-f]{2}:|fe80:)/;

/** Whether an address is of this machine or of a network of one's own, where proxies stand and customers do not. */
export function isPrivateAddress(address: string): boolean {
  return PRIVATE.test(address.toLowerCase().replace(/^::ffff:/, ""));
}
