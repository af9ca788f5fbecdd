import type { CertificateUsage } from './product.js';

/** What the certificates of one issuing authority are for; `DUAL`: authentication and signature at once, * and ** only (F35). */
export type AuthorityFamily = 'AUTHENTICATION' | 'SIGNATURE' | 'DUAL' | 'SERVICE';

export const AUTHORITY_FAMILIES: readonly AuthorityFamily[] = [
  'AUTHENTICATION',
  'SIGNATURE',
  'DUAL',
  'SERVICE',
];

/** The family whose authority signs a profile of these usages. A profile without any is refused elsewhere (R17, F36). */
export function familyOf(usages: readonly CertificateUsage[]): AuthorityFamily {
  if (usages.includes('AUTHENTICATION') && usages.includes('SIGNATURE')) return 'DUAL';
  return usages.includes('SIGNATURE') ? 'SIGNATURE' : 'AUTHENTICATION';
}

/** Name of the root in addresses and registers. */
export const ROOT_SLUG = 'root';

/**
 * Name of an issuing authority in addresses, key references and registers: its family, and from the second generation
 * on its number (`dual`, `dual-2`). It enters certificates, so it never changes.
 */
export const slugOf = (family: AuthorityFamily, generation = 1): string =>
  generation === 1 ? family.toLowerCase() : `${family.toLowerCase()}-${generation}`;

/** What a slug says; undefined for the root and for what is no slug. */
export function readSlug(
  slug: string,
): { readonly family: AuthorityFamily; readonly generation: number } | undefined {
  const [, word = '', number] = /^([a-z]+)(?:-([2-9]|[1-9]\d+))?$/.exec(slug) ?? [];
  const family = AUTHORITY_FAMILIES.find((each) => slugOf(each) === word);
  return family && { family, generation: Number(number ?? 1) };
}
