import type { CertificateState } from '@mandataire/domain/certificate';
import { useMemo } from 'react';
import { useText } from '../../i18n/use-text.js';
import { ChoiceFilter, SearchFilter, type Choice } from '../parts/filters.js';
import { ListPage } from '../parts/list-page.js';
import { seesOnlyOwn, useViewer } from '../viewer-context.js';
import { certificateColumns } from './certificate-columns.js';
import { expiryHorizon } from './expiry-horizon.js';

const STATES: readonly CertificateState[] = ['ACTIVE', 'ISSUED', 'REVOKED', 'EXPIRED', 'REFUSED'];
const DAYS = [30, 90, 180] as const;

/** Active certificates first come to mind, yet a name must find the revoked one too: no filter by default. */
function Filters() {
  const { t } = useText();
  const states = useMemo(
    (): Choice[] => [
      { value: 'all', label: t('list.all'), filter: undefined },
      ...STATES.map((state) => ({ value: state, label: t(`certificate.states.${state}`), filter: [state] })),
    ],
    [t],
  );
  const expiries = useMemo(
    (): Choice[] => [
      { value: 'all', label: t('certificate.expiryAll'), filter: undefined },
      ...DAYS.map((days) => ({
        value: String(days),
        label: t(`certificate.expiry${days}`),
        filter: expiryHorizon(days),
      })),
    ],
    [t],
  );
  return (
    <>
      <SearchFilter label={t('certificate.searchLabel')} />
      <ChoiceFilter field="states" label={t('certificate.state')} choices={states} />
      <ChoiceFilter field="expiresBefore" label={t('certificate.expiresBefore')} choices={expiries} />
    </>
  );
}

export function CertificateList() {
  const { t } = useText();
  const own = seesOnlyOwn(useViewer());
  return (
    <ListPage
      resource="certificates"
      title={t(own ? 'certificate.mine' : 'certificate.title')}
      columns={certificateColumns(t, own ? 'product' : 'holder')}
      empty={t('certificate.empty')}
      filters={own ? undefined : <Filters />}
    />
  );
}
