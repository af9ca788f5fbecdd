type Given<T> = { [K in keyof T]?: Exclude<T[K], null> };

/** What a filter really says: in GraphQL null and absent mean the same, in our ports only absent exists. */
export const given = <T extends object>(filter: T | null | undefined): Given<T> =>
  Object.fromEntries(
    Object.entries(filter ?? {}).filter(([, value]) => value !== null && value !== undefined),
  ) as Given<T>;
