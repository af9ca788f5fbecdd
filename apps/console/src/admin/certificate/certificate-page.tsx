import BlockOutlined from '@mui/icons-material/BlockOutlined';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import type { Certificate } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { CertifiedDataList } from '../../ui/certified-data.js';
import { DefinitionList, type Definition } from '../../ui/definition-list.js';
import { Panel } from '../../ui/panel.js';
import { UsageList } from '../../ui/usages.js';
import { Expiry, Serial } from '../parts/cells.js';
import { Columns, Page, Stacked } from '../parts/page.js';
import { RecordPage } from '../parts/record-page.js';
import { recordPath, RouterLink } from '../parts/router-link.js';
import { CertificateStateChip } from '../parts/state-chips.js';
import { seesOnlyOwn, useMay, useViewer } from '../viewer-context.js';
import { isOver } from './certificate-columns.js';
import { ContentPanels } from './content-panel.js';
import { PublishedStatusPanel } from './published-status-panel.js';
import { RenewalPanel } from './renewal-panel.js';
import { RevocationPanel } from './revocation-panel.js';
import { isRevoking } from './revocation-progress.js';
import { RevokeDialog } from './revoke-dialog.js';

const POLL_MS = 1_000;

function ValidityPanel({ certificate }: { certificate: Certificate }) {
  const { t, format } = useText();
  const mayOrders = useMay('order.read');
  const dated = (term: string, at: string | null): Definition[] =>
    at ? [{ term: t(term), value: format.dateTime(at) }] : [];
  const order: Definition[] = mayOrders
    ? [
        {
          term: t('certificate.order'),
          value: (
            <RouterLink to={recordPath('orders', certificate.orderId)}>
              {t('certificate.seeOrder')}
            </RouterLink>
          ),
        },
      ]
    : [];
  return (
    <Panel title={t('certificate.validity')}>
      <DefinitionList
        items={[
          { term: t('data.serial'), value: <Serial serial={certificate.serial} /> },
          { term: t('data.notBefore'), value: format.dateTime(certificate.notBefore) },
          {
            term: t('data.notAfter'),
            value: <Expiry at={certificate.notAfter} over={isOver(certificate.state)} />,
          },
          ...dated('certificate.issuedAt', certificate.issuedAt),
          ...dated('certificate.acceptedAt', certificate.acceptedAt),
          ...dated('certificate.revokedAt', certificate.revokedAt),
          ...order,
        ]}
      />
    </Panel>
  );
}

function CertificateView({ certificate, refetch }: { certificate: Certificate; refetch: () => void }) {
  const { t } = useText();
  const notify = useNotify();
  const own = seesOnlyOwn(useViewer());
  const [revoking, setRevoking] = useState(false);
  const action = certificate.allowedActions.includes('REVOKE') ? (
    <Button variant="contained" color="error" startIcon={<BlockOutlined />} onClick={() => setRevoking(true)}>
      {t('certificate.revoke')}
    </Button>
  ) : null;
  const onRevoked = () => {
    setRevoking(false);
    notify(t('revocation.accepted'), { type: 'success' });
    refetch();
  };
  return (
    <Page
      title={t('certificate.one', { name: certificate.holderName })}
      subtitle={certificate.productName}
      status={<CertificateStateChip certificate={certificate} />}
      actions={action}
      back={{ to: '/certificates', label: t(own ? 'certificate.mine' : 'certificate.title') }}
    >
      {certificate.revocation ? <RevocationPanel request={certificate.revocation} /> : null}
      <Columns>
        <Stacked>
          <Panel title={t('certificate.certified')}>
            <CertifiedDataList data={certificate.certifiedData} />
          </Panel>
          <Panel title={t('certificate.usages')}>
            <UsageList usages={certificate.usages} />
          </Panel>
          <ContentPanels certificate={certificate} />
        </Stacked>
        <Stacked>
          <ValidityPanel certificate={certificate} />
          <PublishedStatusPanel certificate={certificate} />
          <RenewalPanel certificate={certificate} />
        </Stacked>
      </Columns>
      {revoking ? (
        <RevokeDialog certificate={certificate} onRevoked={onRevoked} onClose={() => setRevoking(false)} />
      ) : null}
    </Page>
  );
}

export const CertificatePage = () => (
  <RecordPage<Certificate>
    resource="certificates"
    pollMs={(certificate) => (isRevoking(certificate.revocation) ? POLL_MS : false)}
  >
    {(certificate, refetch) => <CertificateView certificate={certificate} refetch={refetch} />}
  </RecordPage>
);
