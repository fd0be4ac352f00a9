/** Pages that follow by themselves what happens. */
export const live = {
  "live.updated": "Updated. This page now shows the latest status.",
  "live.again": "Refresh",
} as const;
