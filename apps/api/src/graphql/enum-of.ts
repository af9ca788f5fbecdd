import { registerEnumType } from '@nestjs/graphql';

/** A GraphQL enumeration over values of the domain: they are written down once, there. */
export function enumOf<T extends string>(
  name: string,
  values: readonly T[],
  description?: string,
): Readonly<Record<T, T>> {
  const members = Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;
  registerEnumType(members, { name, ...(description ? { description } : {}) });
  return members;
}
