import Alert from '@mui/material/Alert';
import type { Order } from '../../graphql/schema.js';
import { formatSiren } from '@mandataire/domain/tenant';
import { useText } from '../../i18n/use-text.js';
import { CertifiedDataList } from '../../ui/certified-data.js';
import { DefinitionList } from '../../ui/definition-list.js';
import { Panel } from '../../ui/panel.js';
import { UsageList } from '../../ui/usages.js';
import { OrderTimeline, orderPollMs } from '../order/order-page.js';
import { ResendLink } from '../order/resend-link.js';
import { FileRecordPage } from '../access/file-record-page.js';
import { Columns, Page, Stacked } from '../parts/page.js';
import { OrderStateChip } from '../parts/state-chips.js';
import { DocumentCopies } from '../files/document-copies.js';
import { VerificationFacts } from '../parts/verification-facts.js';
import { OfficeVerification } from './office-verification.js';
import { ReviewActions } from './review-actions.js';

function EvidencePanel({ order }: { order: Order }) {
  const { t, format } = useText();
  const dated = (at: string | null) => (at ? format.dateTime(at) : t('app.none'));
  return (
    <Panel title={t('review.evidence')}>
      <DefinitionList
        items={[
          { term: t('review.company'), value: order.companyName },
          { term: t('data.siren'), value: formatSiren(order.certifiedData.siren) },
          { term: t('review.placedBy'), value: order.placedByName },
          { term: t('review.consentedAt'), value: dated(order.consentedAt) },
          { term: t('review.coSigned'), value: dated(order.coSignedAt) },
          { term: t('order.office'), value: order.registrationOffice },
        ]}
      />
    </Panel>
  );
}

function ReviewView({ order, refetch }: { order: Order; refetch: () => void }) {
  const { t } = useText();
  const resend = order.allowedActions.includes('RESEND_LINK');
  const decidable = order.allowedActions.includes('APPROVE') || order.allowedActions.includes('REJECT');
  return (
    <Page
      title={t('review.one', { name: order.holderName })}
      subtitle={`${order.productName}, ${order.companyName}`}
      status={<OrderStateChip order={order} />}
      actions={
        resend ? (
          <ResendLink order={order} onDone={refetch} />
        ) : (
          <ReviewActions order={order} onDone={refetch} />
        )
      }
      back={{ to: '/review', label: t('review.title') }}
    >
      {decidable || resend ? null : <Alert severity="info">{t('review.notYours')}</Alert>}
      <Columns wide="1.2fr 1fr">
        <Stacked>
          <Panel title={t('review.certified')}>
            <CertifiedDataList data={order.certifiedData} />
          </Panel>
          <Panel title={t('certificate.usages')}>
            <UsageList usages={order.usages} />
          </Panel>
        </Stacked>
        <Stacked>
          <Panel title={t('review.verification')}>
            <VerificationFacts verification={order.verification} />
            <OfficeVerification order={order} onDone={refetch} />
          </Panel>
          <DocumentCopies copies={order.verification?.copies ?? []} openedOrderId={order.id} />
          <EvidencePanel order={order} />
          <Panel title={t('order.progress')}>
            <OrderTimeline order={order} />
          </Panel>
        </Stacked>
      </Columns>
    </Page>
  );
}

export function ReviewPage() {
  const { t } = useText();
  return (
    <FileRecordPage<Order>
      resource="review"
      objectType="ORDER"
      subject={(order) => `${order.holderName}, ${order.companyName}`}
      back={{ to: '/review', label: t('review.title') }}
      pollMs={orderPollMs}
    >
      {(order, refetch) => <ReviewView order={order} refetch={refetch} />}
    </FileRecordPage>
  );
}
