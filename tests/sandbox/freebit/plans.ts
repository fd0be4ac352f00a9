export type Plan = {
  /** Monthly capacity; 1 GB = 1,000 MB. */
  quotaMb: number;
  talk: boolean;
};

/** The sandbox's plan catalogue (freebit.md 3.5). */
export const PLANS: ReadonlyMap<string, Plan> = new Map([
  ["LTE3G_P01", { quotaMb: 3_000, talk: false }],
  ["SBX_3G", { quotaMb: 3_000, talk: true }],
  ["SBX_5G", { quotaMb: 5_000, talk: true }],
  ["SBX_10G", { quotaMb: 10_000, talk: true }],
  ["SBX_25G", { quotaMb: 25_000, talk: true }],
  ["SBX_50G", { quotaMb: 50_000, talk: true }],
  ["SBX_DATA_5G", { quotaMb: 5_000, talk: false }],
  ["SBX_DATA_10G", { quotaMb: 10_000, talk: false }],
  ["SBX_DATA_25G", { quotaMb: 25_000, talk: false }],
  ["SBX_VOICE", { quotaMb: 0, talk: true }],
]);

/** Plan of each SIM product (world.md 2). */
export const PLAN_OF_PID: Record<number, string> = {
  201: "SBX_5G",
  202: "SBX_10G",
  203: "SBX_25G",
  204: "SBX_50G",
  205: "SBX_50G",
  206: "SBX_DATA_5G",
  207: "SBX_DATA_10G",
  208: "SBX_DATA_25G",
  209: "SBX_VOICE",
  213: "SBX_3G",
};
