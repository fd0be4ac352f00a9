/** Pages that follow by themselves what happens. */
export const live = {
  "live.updated": "Something has changed: this page now shows it.",
  "live.again": "Look again",
} as const;
