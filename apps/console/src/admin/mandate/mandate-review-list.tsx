import type { Mandate } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import type { Formats } from '../../i18n/formats.js';
import type { Translate } from '../../i18n/text-store.js';
import { ListPage } from '../parts/list-page.js';
import type { Column } from '../parts/record-table.js';
import { recordPath, RouterButton, RouterLink } from '../parts/router-link.js';

export const mandateQueueColumns = (t: Translate, format: Formats): Column<Mandate>[] => [
  {
    key: 'company',
    label: t('review.company'),
    small: 'title',
    render: (mandate) => (
      <RouterLink to={recordPath('mandate-review', mandate.id)}>{mandate.companyName}</RouterLink>
    ),
  },
  {
    key: 'agent',
    label: t('mandate.facts.agent'),
    render: (mandate) => mandate.agentName ?? t('app.none'),
  },
  {
    key: 'representative',
    label: t('mandate.facts.representative'),
    render: (mandate) => mandate.representativeName ?? t('app.none'),
  },
  {
    key: 'since',
    label: t('mandateReview.completeSince'),
    render: (mandate) => (mandate.agentSignedAt ? format.dateTime(mandate.agentSignedAt) : t('app.none')),
  },
  {
    key: 'open',
    label: t('list.open'),
    small: 'hidden',
    render: (mandate) => (
      <RouterButton
        to={recordPath('mandate-review', mandate.id)}
        size="small"
        variant="outlined"
        aria-label={`${t('review.examine')} : ${mandate.companyName}`}
      >
        {t('review.examine')}
      </RouterButton>
    ),
  },
];

/** Mandate files that wait for the office, oldest first. */
export function MandateReviewList() {
  const { t, format } = useText();
  return (
    <ListPage
      resource="mandate-review"
      title={t('mandateReview.title')}
      columns={mandateQueueColumns(t, format)}
      empty={t('mandateReview.empty')}
    />
  );
}
