/** Written by scripts/build-icons.ts. */
export const ICON_SPRITE = "/icons.a1a943ca6e.svg";
