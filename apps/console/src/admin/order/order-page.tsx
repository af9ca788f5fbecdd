import Alert from '@mui/material/Alert';
import type { Order } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { CertifiedDataList } from '../../ui/certified-data.js';
import { DefinitionList, type Definition } from '../../ui/definition-list.js';
import { Panel } from '../../ui/panel.js';
import { usageNames } from '../../ui/usages.js';
import { Columns, Page, Stacked } from '../parts/page.js';
import { RecordPage } from '../parts/record-page.js';
import { recordPath, RouterButton, RouterLink } from '../parts/router-link.js';
import { CertificateStateChip, OrderStateChip } from '../parts/state-chips.js';
import { seesOnlyOwn, useMay, useViewer } from '../viewer-context.js';
import { Timeline } from '../parts/timeline.js';
import { OrderActions } from './order-actions.js';
import { orderSteps, turnOf, type OrderStep } from './order-progress.js';

const FAST_MS = 2_000;
const SLOW_MS = 10_000;

/** Soon when the product itself has to act, slower while a person does. */
export const orderPollMs = (order: Order): number | false => {
  const turn = turnOf(order);
  if (turn === 'NONE') return false;
  return turn === 'SYSTEM' ? FAST_MS : SLOW_MS;
};

export function OrderTimeline({ order }: { order: Order }) {
  const { t, format } = useText();
  const detail = ({ at, by, progress }: OrderStep): string | undefined => {
    if (progress === 'current') return t('order.now', { actor: t(`order.actors.${turnOf(order)}`) });
    const parts = [...(at ? [format.dateTime(at)] : []), ...(by ? [t('order.stepBy', { name: by })] : [])];
    return parts.length > 0 ? parts.join(', ') : undefined;
  };
  return (
    <Timeline
      live
      steps={orderSteps(order).map((step) => ({
        key: step.name,
        title: t(`order.steps.${step.name}`),
        detail: detail(step),
        progress: step.progress,
      }))}
    />
  );
}

function DetailsPanel({ order }: { order: Order }) {
  const { t, format } = useText();
  const replaced: Definition[] = order.replacesCertificateId
    ? [
        {
          term: t('order.replaces'),
          value: (
            <RouterLink to={recordPath('certificates', order.replacesCertificateId)}>
              {t('order.replacedCertificate')}
            </RouterLink>
          ),
        },
      ]
    : [];
  return (
    <Panel title={t('order.details')}>
      <DefinitionList
        items={[
          { term: t('order.product'), value: order.productName },
          { term: t('data.usages'), value: usageNames(order.usages, t) },
          { term: t('order.kind'), value: t(`order.kinds.${order.kind}`) },
          ...replaced,
          { term: t('order.office'), value: order.registrationOffice },
          { term: t('order.placedBy'), value: `${order.placedByName}, ${format.dateTime(order.placedAt)}` },
        ]}
      />
    </Panel>
  );
}

function CertificatePanel({ order }: { order: Order }) {
  const { t } = useText();
  if (!order.certificate) return null;
  const open = (
    <RouterButton to={recordPath('certificates', order.certificate.id)} size="small" variant="outlined">
      {t('order.seeCertificate')}
    </RouterButton>
  );
  return (
    <Panel title={t('order.certificate')} action={open}>
      <CertificateStateChip certificate={order.certificate} />
    </Panel>
  );
}

/** What a draft in place of a revoked certificate waits for, and where to do it (D16, F21). */
function ReplacementNotice({ order }: { order: Order }) {
  const { t } = useText();
  const mayVerify = useMay('identity.verify');
  const blocked = order.blocker !== null;
  if (order.state !== 'DRAFT' || (!blocked && !order.allowedActions.includes('RESUME'))) return null;
  const toHolder = (
    <RouterButton to={recordPath('holders', order.holderId)} color="inherit" size="small">
      {t('order.toHolder')}
    </RouterButton>
  );
  return (
    <Alert severity={blocked ? 'warning' : 'success'} action={blocked && mayVerify ? toHolder : undefined}>
      {blocked
        ? t(`order.blockers.${order.blocker}`, { _: order.blocker })
        : t('order.resumable', { name: order.holderName })}
    </Alert>
  );
}

function OrderView({ order, refetch }: { order: Order; refetch: () => void }) {
  const own = seesOnlyOwn(useViewer());
  const { t } = useText();
  return (
    <Page
      title={t('order.one', { name: order.holderName })}
      subtitle={order.productName}
      status={<OrderStateChip order={order} />}
      actions={<OrderActions order={order} onDone={refetch} />}
      back={{ to: '/orders', label: t(own ? 'order.mine' : 'order.title') }}
    >
      {order.decisionReason ? (
        <Alert severity="warning">
          <strong>{t('order.decisionReason')} :</strong> {order.decisionReason}
        </Alert>
      ) : null}
      <ReplacementNotice order={order} />
      <Columns wide="1fr 1.4fr">
        <Stacked>
          <Panel title={t('order.progress')}>
            <OrderTimeline order={order} />
          </Panel>
          <CertificatePanel order={order} />
        </Stacked>
        <Stacked>
          <Panel title={t('order.certified')}>
            <CertifiedDataList data={order.certifiedData} />
          </Panel>
          <DetailsPanel order={order} />
        </Stacked>
      </Columns>
    </Page>
  );
}

export const OrderPage = () => (
  <RecordPage<Order> resource="orders" pollMs={orderPollMs}>
    {(order, refetch) => <OrderView order={order} refetch={refetch} />}
  </RecordPage>
);
