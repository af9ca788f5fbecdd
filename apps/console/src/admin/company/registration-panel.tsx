import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { formatSiren, formatVatNumber, legalFormName } from '@mandataire/domain/tenant';
import { sameName } from '@mandataire/domain/mandate';
import { useNotify } from 'react-admin';
import { refreshRegistration, type CompanyFile } from '../../graphql/onboarding.js';
import { useText } from '../../i18n/use-text.js';
import { DefinitionList, type Definition } from '../../ui/definition-list.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Panel } from '../../ui/panel.js';
import { useAct } from '../../ui/use-act.js';

interface RegistrationPanelProps {
  readonly file: CompanyFile;
  readonly onDone: (file: CompanyFile) => void;
  /** Absent: he may only read. */
  readonly onEdit: (() => void) | undefined;
}

function useFacts({ registration, siren, vatNumber, city }: CompanyFile): Definition[] {
  const { t, format, locale } = useText();
  const vat = {
    term: t('registration.vatNumber'),
    value: formatVatNumber(vatNumber),
    ...(registration?.vatNumber ? {} : { help: t('registration.vatDerived') }),
  };
  const number = { term: t('company.siren'), value: formatSiren(siren) };
  if (!registration) return [number, vat, { term: t('registration.city'), value: city }];
  const { legalForm, address, postalCode, city: seat, source, recordedAt } = registration;
  return [
    number,
    {
      term: t('registration.legalForm'),
      value: <span lang="fr">{legalFormName(legalForm, 'fr')}</span>,
      help: locale === 'fr' ? legalForm : `${legalForm} – ${legalFormName(legalForm, 'en')}`,
    },
    { term: t('registration.address'), value: `${address}, ${postalCode} ${seat}` },
    vat,
    {
      term: t('registration.source'),
      value: t(`registration.sources.${source}`),
      help: format.dateTime(recordedAt),
    },
  ];
}

/** Registration: legal form, address, VAT number, and where they were read. */
export function RegistrationPanel({ file, onDone, onEdit }: RegistrationPanelProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(refreshRegistration);
  const facts = useFacts(file);
  const { registration } = file;
  const refresh = async () => {
    const refreshed = await act.run({ companyId: file.id });
    if (!refreshed) return;
    const { establishments, leftOut, establishmentCount } = refreshed;
    notify(t('registration.refreshed', { establishments, leftOut, total: establishmentCount }), {
      type: 'success',
      multiLine: true,
    });
    onDone(refreshed.company);
  };
  const differs =
    registration?.registeredName && !sameName(registration.registeredName, file.name)
      ? registration.registeredName
      : null;
  return (
    <Panel title={t('registration.title')}>
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {registration?.closed ? <Alert severity="error">{t('registration.closed')}</Alert> : null}
        {differs ? <Alert severity="warning">{t('registration.differs', { name: differs })}</Alert> : null}
        {registration ? null : <Alert severity="info">{t('registration.none')}</Alert>}
        <DefinitionList items={facts} />
        <ErrorNotice error={act.error} />
        {onEdit ? (
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
            <Button variant="outlined" onClick={() => void refresh()} disabled={act.busy}>
              {t(act.busy ? 'registration.refreshing' : 'registration.refresh')}
            </Button>
            <Button onClick={onEdit}>{t('registration.edit')}</Button>
          </Box>
        ) : null}
      </Box>
    </Panel>
  );
}
