import type { Mandate } from '../../graphql/schema-mandate.js';
import { shownDate } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import type { Definition } from '../../ui/definition-list.js';
import { MandateTermsList } from '../../ui/mandate-terms.js';

/** The terms, and the days that count: signed, good until, ended. */
export function MandateFacts({ mandate }: { mandate: Mandate }) {
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
      ]}
    />
  );
}
