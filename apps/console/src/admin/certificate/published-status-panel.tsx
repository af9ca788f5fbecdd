import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import HelpOutlined from '@mui/icons-material/HelpOutlined';
import HighlightOff from '@mui/icons-material/HighlightOff';
import Refresh from '@mui/icons-material/Refresh';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useCallback } from 'react';
import '../../i18n/extend-viewer.js';
import { fetchPublishedStatus } from '../../graphql/certificate-content.js';
import type { Certificate } from '../../graphql/schema.js';
import type { PublishedStatus } from '../../graphql/schema-certificate.js';
import { useText } from '../../i18n/use-text.js';
import { DefinitionList, type Definition } from '../../ui/definition-list.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Panel } from '../../ui/panel.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { StatusChip } from '../parts/status-chip.js';

const OCSP_LOOK = {
  GOOD: { tone: 'success', icon: CheckCircleOutlined },
  REVOKED: { tone: 'error', icon: HighlightOff },
  UNKNOWN: { tone: 'neutral', icon: HelpOutlined },
} as const;

function usePublished({ ocsp, crl }: PublishedStatus): Definition[] {
  const { t, format } = useText();
  const none = <StatusChip tone="warning" icon={HelpOutlined} label={t('published.none')} />;
  return [
    {
      term: t('published.ocsp'),
      value: ocsp ? <StatusChip {...OCSP_LOOK[ocsp.state]} label={t(`published.${ocsp.state}`)} /> : none,
      ...(ocsp ? { help: t('published.ocspAt', { at: format.preciseTime(ocsp.thisUpdate) }) } : {}),
    },
    {
      term: t('published.crl'),
      value: crl ? t(crl.listed ? 'published.listed' : 'published.notListed') : none,
      ...(crl
        ? {
            help: t('published.crlNumber', {
              number: crl.number,
              at: format.dateTime(crl.thisUpdate),
              until: format.dateTime(crl.nextUpdate),
            }),
          }
        : {}),
    },
  ];
}

function Found({ status }: { status: PublishedStatus }) {
  const { t, format } = useText();
  return (
    <>
      <DefinitionList items={usePublished(status)} />
      <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }} role="status">
        {t('published.checkedAt', { at: format.preciseTime(status.checkedAt) })}
      </Typography>
    </>
  );
}

/**
 * OCSP and CRL as they answer at this instant, to whoever asks (R25, D19). Each step of a revocation that was seen outside
 * is a reason to ask again.
 */
export function PublishedStatusPanel({ certificate: { id, pem, revocation } }: { certificate: Certificate }) {
  if (pem === null) return null;
  return <Asked key={`${revocation?.ocspSeenAt} ${revocation?.crlSeenAt}`} certificateId={id} />;
}

function Asked({ certificateId }: { certificateId: string }) {
  const { t } = useText();
  const { loaded, reload } = useLoaded(
    useCallback(() => fetchPublishedStatus(certificateId), [certificateId]),
  );
  const asking = loaded.state === 'loading';
  return (
    <Panel title={t('published.title')} help={t('published.help')}>
      {loaded.state === 'ready' ? <Found status={loaded.value} /> : null}
      {asking ? (
        <Typography color="textSecondary" sx={{ py: 1 }} role="status">
          {t('published.asking')}
        </Typography>
      ) : null}
      {loaded.state === 'failed' ? <ErrorNotice error={loaded.error} onRetry={reload} /> : null}
      {loaded.state === 'ready' ? (
        <Button size="small" startIcon={<Refresh />} onClick={reload} sx={{ mt: 0.5, ml: -0.5 }}>
          {t('published.again')}
        </Button>
      ) : null}
    </Panel>
  );
}
