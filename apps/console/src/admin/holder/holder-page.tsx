import LogoutOutlined from '@mui/icons-material/LogoutOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { formatSiret } from '@mandataire/domain/tenant';
import type { ReactNode } from 'react';
import { useParams } from 'react-admin';
import type { Holder } from '../../graphql/schema.js';
import { shownDate } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { DefinitionList } from '../../ui/definition-list.js';
import { Panel } from '../../ui/panel.js';
import { certificateColumns } from '../certificate/certificate-columns.js';
import { orderColumns } from '../order/order-columns.js';
import { Columns, Page, Stacked } from '../parts/page.js';
import { RecordPage } from '../parts/record-page.js';
import { RecordTable, type Column } from '../parts/record-table.js';
import { VerificationChip } from '../parts/state-chips.js';
import { DocumentCopies } from '../files/document-copies.js';
import { VerificationFacts } from '../parts/verification-facts.js';
import { StatusChip } from '../parts/status-chip.js';
import { useMay } from '../viewer-context.js';
import { ReplacementLine } from './change/change-progress.js';
import { DeparturePage } from './departure/departure-page.js';
import { DepartureNotice } from './departure/departure-notice.js';
import { HolderActions, IdentityActions, isVerified } from './holder-actions.js';
import { VerificationPanel } from './verification/verification-panel.js';
import { shownPhone } from '../../ui/phone.js';

interface HolderViewProps {
  readonly holder: Holder;
  readonly refetch: () => void;
}

function IdentityPanel({ holder, refetch }: HolderViewProps) {
  const { t } = useText();
  return (
    <Panel title={t('holder.identity')}>
      <DefinitionList
        items={[
          { term: t('data.surname'), value: holder.surname },
          { term: t('data.givenNames'), value: holder.givenNames.join(', ') },
          { term: t('data.jobTitle'), value: holder.jobTitle },
          { term: t('data.email'), value: holder.email },
          { term: t('holder.phone'), value: holder.phone ? shownPhone(holder.phone) : t('app.none') },
          {
            term: t('holder.establishment'),
            value: holder.establishment ? formatSiret(holder.establishment) : t('app.none'),
          },
          {
            term: t('holder.space'),
            value: t(holder.hasAccount ? 'holder.spaceActive' : 'holder.spaceNone'),
          },
        ]}
      />
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', mt: 1.5 }}>
        <IdentityActions holder={holder} onDone={refetch} />
      </Box>
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

/** A change that was confirmed and isn't finished, and replacement orders that wait for a new verification. */
function OpenMatters({ holder }: { holder: Holder }) {
  const { t, format } = useText();
  const change = holder.openIdentityChange;
  const drafts = holder.orders.filter((order) => order.state === 'DRAFT');
  return (
    <>
      {change ? (
        <Alert severity="info">
          {t(`identityChange.states.${change.state}`, {
            name: holder.displayName,
            date: shownDate(change.effectiveOn, format),
          })}
        </Alert>
      ) : null}
      {drafts.length > 0 ? (
        <Panel title={t('identityChange.replacements')} help={t('identityChange.replacementsHelp')}>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {drafts.map((order) => (
              <ReplacementLine key={order.id} order={order} />
            ))}
          </Box>
        </Panel>
      ) : null}
    </>
  );
}

function HolderView({ holder, refetch }: HolderViewProps) {
  const { t, format } = useText();
  const mayOrders = useMay('order.read');
  const orderable = holder.allowedActions.includes('PLACE_ORDER');
  return (
    <Page
      title={holder.displayName}
      subtitle={holder.jobTitle}
      status={
        holder.state === 'DEPARTED' ? (
          <StatusChip tone="neutral" icon={LogoutOutlined} label={t('departure.left')} />
        ) : (
          <VerificationChip verification={holder.verification} />
        )
      }
      actions={<HolderActions holder={holder} onDone={refetch} />}
      back={{ to: '/holders', label: t('holder.title') }}
    >
      {orderable && !isVerified(holder) ? (
        <Alert severity="info">{t(holder.verification ? 'holder.verifyAgain' : 'holder.notVerified')}</Alert>
      ) : null}
      <DepartureNotice holder={holder} onDone={refetch} />
      <OpenMatters holder={holder} />
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
          <IdentityPanel holder={holder} refetch={refetch} />
          <VerificationPanel holder={holder} onDone={refetch} />
          <Panel title={t('review.verification')}>
            <VerificationFacts verification={holder.verification} />
          </Panel>
          {holder.verification ? <DocumentCopies copies={holder.verification.copies ?? []} /> : null}
        </Stacked>
      </Columns>
    </Page>
  );
}

/** Soon while a change or a departure is carried out. */
const changePollMs = ({ openIdentityChange, departure, activeCertificates }: Holder): number | false =>
  openIdentityChange?.state === 'APPLYING' || (departure?.state === 'OPEN' && activeCertificates > 0)
    ? 1_000
    : false;

/** `…/show/departure` is where the person's departure is reported. */
export function HolderPage() {
  if (useParams()['*'] === 'departure') return <DeparturePage />;
  return (
    <RecordPage<Holder> resource="holders" pollMs={changePollMs}>
      {(holder, refetch) => <HolderView holder={holder} refetch={refetch} />}
    </RecordPage>
  );
}
