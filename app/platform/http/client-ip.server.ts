/**
 * The address of the person's end. Each trusted proxy appends the address it saw to X-Forwarded-For, so the entry that
 * the outermost trusted one wrote counts from the right; anything further left was written by the sender and proves nothing.
 */
export function clientIp(options: {
  socketAddress: string | undefined;
  forwardedFor: string | null;
  trustedProxies: number;
}): string {
  const socket = options.socketAddress?.replace(/^::ffff:/, "") ?? "unknown";
  if (options.trustedProxies === 0 || !options.forwardedFor) return socket;
  const hops = options.forwardedFor.split(",").map((hop) => hop.trim());
  return hops[Math.max(0, hops.length - options.trustedProxies)] || socket;
}
