/** Rows a list can show at once; the first is the default. Apart from the schema, so that pages carry no zod. */
export const PAGE_SIZES = [10, 20, 50] as const;
