import DownloadOutlined from '@mui/icons-material/DownloadOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import type { FunnelLine, PortfolioLine, QuarterExpiries } from '@mandataire/domain/onboarding';
import { formatSiren } from '@mandataire/domain/tenant';
import { dateInParis } from '@mandataire/domain/time';
import { useCallback, useState } from 'react';
import { fetchPortfolio, type Portfolio } from '../../graphql/onboarding.js';
import type { Translate } from '../../i18n/text-store.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { saveFile } from '../../ui/save-file.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { Page, Stacked } from '../parts/page.js';
import { RecordTable, type Column } from '../parts/record-table.js';
import { recordPath, RouterLink } from '../parts/router-link.js';

type WithId<Row> = Row & { readonly id: string };

/** "4e trimestre 2026" of "2026-T4". */
const quarterName = (quarter: string, t: Translate): string =>
  t(`portfolio.quarters.${quarter.slice(-1)}`, { year: quarter.slice(0, 4) });

const quarterColumns = (t: Translate): Column<WithId<QuarterExpiries>>[] => [
  {
    key: 'quarter',
    label: t('portfolio.quarter'),
    small: 'title',
    render: ({ quarter }) => quarterName(quarter, t),
  },
  { key: 'renewable', label: t('portfolio.renewable'), render: ({ renewable }) => renewable },
  { key: 'newOrder', label: t('portfolio.newOrder'), render: ({ newOrder }) => newOrder },
  { key: 'total', label: t('portfolio.total'), render: ({ renewable, newOrder }) => renewable + newOrder },
];

const rate = ({ dropped, reached }: FunnelLine): string =>
  reached === 0 ? '–' : `${Math.round((100 * dropped) / reached)} %`;

const funnelColumns = (t: Translate): Column<WithId<FunnelLine>>[] => [
  {
    key: 'step',
    label: t('portfolio.step'),
    small: 'title',
    render: ({ step }) => t(`pipeline.step.${step}`),
  },
  { key: 'reached', label: t('portfolio.reached'), render: ({ reached }) => reached },
  { key: 'waiting', label: t('portfolio.waiting'), render: ({ waiting }) => waiting },
  { key: 'dropped', label: t('portfolio.dropped'), render: ({ dropped }) => dropped },
  { key: 'rate', label: t('portfolio.rate'), render: rate },
];

const soon = (line: PortfolioLine, key: 'renewable' | 'newOrder'): number =>
  line.expiries.slice(0, 2).reduce((sum, each) => sum + each[key], 0);

const companyColumns = (t: Translate): Column<WithId<PortfolioLine>>[] => [
  {
    key: 'name',
    label: t('company.name'),
    small: 'title',
    render: ({ companyId, name }) => <RouterLink to={recordPath('companies', companyId)}>{name}</RouterLink>,
  },
  { key: 'siren', label: t('company.siren'), small: 'hidden', render: ({ siren }) => formatSiren(siren) },
  { key: 'owner', label: t('pipeline.owner'), render: ({ ownerName }) => ownerName ?? t('app.none') },
  { key: 'active', label: t('portfolio.active'), render: (line) => line.activeCertificates },
  { key: 'renewable', label: t('portfolio.renewableSoon'), render: (line) => soon(line, 'renewable') },
  { key: 'newOrder', label: t('portfolio.newOrderSoon'), render: (line) => soon(line, 'newOrder') },
  { key: 'ending', label: t('portfolio.ending'), render: (line) => line.mandatesEnding },
  { key: 'inactive', label: t('portfolio.inactive'), render: (line) => line.inactiveAgents },
];

function Tables({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useText();
  const companies = `${t('portfolio.companies')} (${portfolio.lines.length})`;
  return (
    <Stacked>
      <Panel title={t('portfolio.expiries')} help={t('portfolio.expiriesHelp')} flush>
        <RecordTable
          caption={t('portfolio.expiries')}
          rows={portfolio.quarters.map((row) => ({ ...row, id: row.quarter }))}
          columns={quarterColumns(t)}
        />
      </Panel>
      <Panel title={t('portfolio.funnel')} help={t('portfolio.funnelHelp')} flush>
        <RecordTable
          caption={t('portfolio.funnel')}
          rows={portfolio.funnel.map((row) => ({ ...row, id: row.step }))}
          columns={funnelColumns(t)}
        />
      </Panel>
      <Panel title={companies} help={t('portfolio.companiesHelp')} flush>
        {portfolio.lines.length === 0 ? (
          <Typography color="textSecondary" sx={{ p: 2 }}>
            {t('portfolio.empty')}
          </Typography>
        ) : (
          <RecordTable
            caption={companies}
            rows={portfolio.lines.map((row) => ({ ...row, id: row.companyId }))}
            columns={companyColumns(t)}
          />
        )}
      </Panel>
    </Stacked>
  );
}

/** Sales' portfolio: what ends when and who is to be called, in counts; nobody's name. */
export function PortfolioPage() {
  const { t, locale } = useText();
  const [mine, setMine] = useState(false);
  const load = useCallback(() => fetchPortfolio({ mine, english: locale === 'en' }), [mine, locale]);
  const { loaded, reload } = useLoaded(load);
  const portfolio = loaded.state === 'ready' ? loaded.value : undefined;
  const save = () =>
    portfolio &&
    saveFile(`portefeuille-${dateInParis(new Date())}.csv`, portfolio.csv, 'text/csv;charset=utf-8');
  return (
    <Page
      title={t('portfolio.title')}
      actions={
        <Button
          variant="outlined"
          startIcon={<DownloadOutlined />}
          disabled={portfolio === undefined}
          onClick={save}
        >
          {t('portfolio.csv')}
        </Button>
      }
    >
      <Box>
        <FormControlLabel
          control={<Switch checked={mine} onChange={(event) => setMine(event.target.checked)} />}
          label={t('pipeline.mine')}
        />
      </Box>
      {loaded.state === 'loading' ? <LoadingBlocks heights={[160, 160, 240]} /> : null}
      {loaded.state === 'failed' ? <ErrorNotice error={loaded.error} onRetry={reload} /> : null}
      {portfolio ? <Tables portfolio={portfolio} /> : null}
    </Page>
  );
}
