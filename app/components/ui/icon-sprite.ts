/** Written by scripts/build-icons.ts. */
export const ICON_SPRITE = "/icons.cffbab34d9.svg";
