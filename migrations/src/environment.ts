import { env } from 'node:process';

/**
 * The command line's own environment: it runs before any process of the product and holds addresses that none of them
 * may have (owner, superuser), so it does not share their configuration. Names are told in an error, values never.
 */
export const optional = (name: string): string | undefined => env[name] || undefined;

/** @throws when the variable is absent or empty. */
export function required(name: string): string {
  const value = optional(name);
  if (value === undefined) throw new Error(`${name} is missing`);
  return value;
}
