import type { CertificateUsage } from '@mandataire/domain/catalogue';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useText } from '../i18n/use-text.js';
import type { Translate } from '../i18n/text-store.js';

export const usageNames = (usages: readonly CertificateUsage[], t: Translate): string =>
  usages.map((usage) => t(`usage.${usage}`)).join(', ');

/** "3 ans" for whole years, else months. */
export const lifetime = (months: number, t: Translate): string =>
  months % 12 === 0
    ? t('data.years', { smart_count: months / 12 })
    : t('data.months', { smart_count: months });

/** The product's usages (R17) in plain words. */
export function UsageList({ usages }: { usages: readonly CertificateUsage[] }) {
  const { t } = useText();
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 1 }}>
      {usages.map((usage) => (
        <li key={usage}>
          <Typography component="span" sx={{ fontWeight: 600 }}>
            {t(`usage.${usage}`)}.
          </Typography>{' '}
          {t(`usage.${usage}_plain`)}
        </li>
      ))}
    </Box>
  );
}
