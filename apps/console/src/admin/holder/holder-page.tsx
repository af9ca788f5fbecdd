import Add from '@mui/icons-material/Add';
import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { Holder } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { DefinitionList } from '../../ui/definition-list.js';
import { Panel } from '../../ui/panel.js';
import { certificateColumns } from '../certificate/certificate-columns.js';
import { orderColumns } from '../order/order-columns.js';
import { Columns, Page, Stacked } from '../parts/page.js';
import { RecordPage } from '../parts/record-page.js';
import { RecordTable, type Column } from '../parts/record-table.js';
import { RouterButton } from '../parts/router-link.js';
import { VerificationChip } from '../parts/state-chips.js';
import { VerificationFacts } from '../parts/verification-facts.js';
import { useMay } from '../viewer-context.js';

function IdentityPanel({ holder }: { holder: Holder }) {
  const { t } = useText();
  return (
    <Panel title={t('holder.identity')}>
      <DefinitionList
        items={[
          { term: t('data.surname'), value: holder.surname },
          { term: t('data.givenNames'), value: holder.givenNames.join(', ') },
          { term: t('data.jobTitle'), value: holder.jobTitle },
          { term: t('data.email'), value: holder.email },
          { term: t('holder.phone'), value: holder.phone ?? t('app.none') },
        ]}
      />
    </Panel>
  );
}

interface RelatedProps<Row> {
  readonly title: string;
  readonly empty: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
}

function Related<Row extends { id: string }>({ title, empty, rows, columns }: RelatedProps<Row>): ReactNode {
  return (
    <Panel title={title} flush>
      {rows.length === 0 ? (
        <Typography color="textSecondary" sx={{ p: 2 }}>
          {empty}
        </Typography>
      ) : (
        <RecordTable caption={title} rows={rows} columns={columns} />
      )}
    </Panel>
  );
}

function HolderView({ holder }: { holder: Holder }) {
  const { t, format } = useText();
  const mayOrders = useMay('order.read');
  const orderable = holder.allowedActions.includes('PLACE_ORDER');
  const verified = holder.verification?.state === 'VERIFIED';
  const action = orderable ? (
    <RouterButton
      to={`/orders/create?holder=${encodeURIComponent(holder.id)}`}
      variant="contained"
      startIcon={<Add />}
      disabled={!verified}
    >
      {t('holder.order')}
    </RouterButton>
  ) : null;
  return (
    <Page
      title={holder.displayName}
      subtitle={holder.jobTitle}
      status={<VerificationChip verification={holder.verification} />}
      actions={action}
      back={{ to: '/holders', label: t('holder.title') }}
    >
      {orderable && !verified ? <Alert severity="info">{t('holder.notVerified')}</Alert> : null}
      <Columns wide="1.8fr 1fr">
        <Stacked>
          <Related
            title={t('holder.certificates')}
            empty={t('holder.certificatesEmpty')}
            rows={holder.certificates}
            columns={certificateColumns(t, 'product')}
          />
          {mayOrders ? (
            <Related
              title={t('holder.orders')}
              empty={t('holder.ordersEmpty')}
              rows={holder.orders}
              columns={orderColumns(t, format, 'product')}
            />
          ) : null}
        </Stacked>
        <Stacked>
          <IdentityPanel holder={holder} />
          <Panel title={t('review.verification')}>
            <VerificationFacts verification={holder.verification} />
          </Panel>
        </Stacked>
      </Columns>
    </Page>
  );
}

export const HolderPage = () => (
  <RecordPage<Holder> resource="holders">{(holder) => <HolderView holder={holder} />}</RecordPage>
);
