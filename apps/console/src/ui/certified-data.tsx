import { formatSiren } from '@mandataire/domain/tenant';
import Box from '@mui/material/Box';
import type { CertifiedData } from '../graphql/schema.js';
import type { Translate } from '../i18n/text-store.js';
import { useText } from '../i18n/use-text.js';
import { MONOSPACE } from '../theme/theme.js';
import { DefinitionList, type Definition } from './definition-list.js';

interface CertifiedDataProps {
  /** Without an identifier while it isn't drawn yet (before an order exists). */
  readonly data: Omit<CertifiedData, 'subjectSerialNumber'> & { readonly subjectSerialNumber?: string };
  /** What surrounds the person's data: product, lifetime, serial number. */
  readonly more?: readonly Definition[];
}

const identifier = (value: string, t: Translate): Definition => ({
  term: t('data.subjectSerialNumber'),
  value: (
    <Box component="span" sx={{ fontFamily: MONOSPACE, fontSize: '0.875rem' }}>
      {value}
    </Box>
  ),
  help: t('data.subjectSerialNumberHelp'),
});

/** Exactly what the certificate says of its holder (R21), in the words of the glossary. */
export function CertifiedDataList({ data, more = [] }: CertifiedDataProps) {
  const { t } = useText();
  const items: Definition[] = [
    { term: t('data.commonName'), value: <strong>{data.commonName}</strong> },
    { term: t('data.surname'), value: data.surname },
    { term: t('data.givenNames'), value: data.givenNames.join(', ') },
    { term: t('data.jobTitle'), value: data.jobTitle },
    { term: t('data.email'), value: data.email },
    { term: t('data.companyName'), value: data.companyName },
    { term: t('data.siren'), value: formatSiren(data.siren) },
    ...(data.subjectSerialNumber ? [identifier(data.subjectSerialNumber, t)] : []),
    ...more,
  ];
  return <DefinitionList items={items} />;
}
