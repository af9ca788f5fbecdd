import type { AuthorityCertificate } from '@mandataire/application/certificate';
import { INITIAL_CATALOGUE, readSlug } from '@mandataire/domain/catalogue';
import { addMonthsUtc } from '@mandataire/domain/time';

/** What a rollover is announced, decided and held in. */
const MARGIN_MONTHS = 6;
const LONGEST_MONTHS = Math.max(...INITIAL_CATALOGUE.map(({ profile }) => profile.validityMonths));

/**
 * The root and the newest authority of each family that end before a certificate of today's longest profile does, with a
 * margin: it is time for a rollover, or for a new root.
 */
export function endingAuthorities(
  known: readonly AuthorityCertificate[],
  now: Date,
): readonly AuthorityCertificate[] {
  const needed = addMonthsUtc(now, LONGEST_MONTHS + MARGIN_MONTHS);
  return known.filter(
    (each) =>
      (each.kind === 'ROOT' || (each.kind === 'ISSUING' && isNewest(each, known))) && each.notAfter < needed,
  );
}

/** Whether new certificates come from this issuing authority. */
export function isNewest(
  { name }: Pick<AuthorityCertificate, 'name'>,
  known: readonly AuthorityCertificate[],
): boolean {
  const own = readSlug(name);
  return !known.some((other) => {
    const slug = other.kind === 'ISSUING' ? readSlug(other.name) : undefined;
    return slug?.family === own?.family && (slug?.generation ?? 0) > (own?.generation ?? 0);
  });
}
