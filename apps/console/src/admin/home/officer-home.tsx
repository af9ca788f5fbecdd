import type { OrderSummary } from '../../graphql/schema.js';
import type { Mandate } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { mandateQueueColumns } from '../mandate/mandate-review-list.js';
import { Page } from '../parts/page.js';
import { reviewColumns } from '../review/review-list.js';
import { useMay } from '../viewer-context.js';
import { QueuePanel } from './queue-panel.js';
import { SecondPersonPanel } from './second-person-panel.js';

/** The officer's two queues, oldest first. */
export function OfficerHome() {
  const { t, format } = useText();
  const mayMandates = useMay('mandate.review');
  return (
    <Page title={t('homes.officer')}>
      <SecondPersonPanel />
      <QueuePanel<OrderSummary & { id: string }>
        resource="review"
        title={t('review.title')}
        empty={t('review.empty')}
        columns={reviewColumns(t, format)}
      />
      {mayMandates ? (
        <QueuePanel<Mandate & { id: string }>
          resource="mandate-review"
          title={t('mandateReview.title')}
          empty={t('mandateReview.empty')}
          columns={mandateQueueColumns(t, format)}
        />
      ) : null}
    </Page>
  );
}
