import Link from '@mui/material/Link';
import type { Mandate } from '../../graphql/schema-mandate.js';
import { shownDate } from '../../i18n/calendar-date.js';
import type { Translate } from '../../i18n/text-store.js';
import { useText } from '../../i18n/use-text.js';
import type { Definition } from '../../ui/definition-list.js';
import { MandateTermsList } from '../../ui/mandate-terms.js';

/** The way to the scan of the signed sheet, where there is one; the office says which file it has opened. */
const scanOf = ({ id, scanFileId }: Mandate, opened: boolean, t: Translate): Definition[] => {
  if (scanFileId === null) return [];
  const address = `/files/${scanFileId}${opened ? `?opened=${id}` : ''}`;
  return [{ term: t('paper.seeScan'), value: <Link href={address}>{t('paper.download')}</Link> }];
};

interface MandateFactsProps {
  readonly mandate: Mandate;
  /** Of the office: it has opened the file, with its reason. */
  readonly opened?: boolean;
}

/** The terms, and the days that count: signed, good until, ended. */
export function MandateFacts({ mandate, opened = false }: MandateFactsProps) {
  const { t, format } = useText();
  const moment = (term: string, at: string | null): Definition[] =>
    at ? [{ term: t(term), value: format.dateTime(at) }] : [];
  const good =
    mandate.state === 'AWAITING_SIGNATURES' && mandate.signatureGoodThrough
      ? [
          {
            term: t('mandate.facts.goodThrough'),
            value: shownDate(mandate.signatureGoodThrough, format),
          },
        ]
      : [];
  const { kind, signedByDelegation, paperReference, placeOfOriginal } = mandate;
  const said = [
    ...(kind === 'PRINCIPAL' ? [] : [t(`laterMandate.kinds.${kind}`)]),
    ...(signedByDelegation ? [t('mandateLife.signedByDelegation')] : []),
    ...(paperReference ? [t('paper.onPaper', { place: placeOfOriginal ?? t('app.none') })] : []),
  ];
  const origin = said.length > 0 ? [{ term: t('laterMandate.kind'), value: said.join(', ') }] : [];
  return (
    <MandateTermsList
      terms={mandate}
      more={[
        ...moment('mandate.facts.signedAt', mandate.representativeSignedAt),
        ...good,
        ...moment('mandate.facts.agentSignedAt', mandate.agentSignedAt),
        ...moment('mandate.facts.endedAt', mandate.endedAt),
        ...origin,
        ...scanOf(mandate, opened, t),
      ]}
    />
  );
}
