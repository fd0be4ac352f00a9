import type { IconName } from "./icon-names.ts";
import { ICON_SPRITE } from "./icon-sprite.ts";

export type IconProps = { name: IconName; size?: 16 | 20 };

/** Decoration beside words; where it stands alone its parent carries hidden text. */
export function Icon({ name, size = 20 }: IconProps) {
  return (
    <svg className={size === 16 ? "i s" : "i"} aria-hidden="true">
      <use href={`${ICON_SPRITE}#${name}`} />
    </svg>
  );
}
