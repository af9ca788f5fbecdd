import AddOutlined from '@mui/icons-material/AddOutlined';
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import ErrorOutlined from '@mui/icons-material/ErrorOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { Checklist, ChecklistItem } from '@mandataire/domain/onboarding';
import { useText } from '../../i18n/use-text.js';
import { Panel } from '../../ui/panel.js';

interface ChecklistPanelProps {
  readonly checklist: Checklist;
  /** Records a paper that somebody has in his hands; absent: he may only read. */
  readonly onRecord: (() => void) | undefined;
}

function Freshness({ item }: { item: ChecklistItem }) {
  const { t, format } = useText();
  const { refusal, goodThrough, daysLeft } = item;
  if (refusal !== null) {
    const date = goodThrough === null ? '' : format.date(goodThrough);
    return (
      <Typography variant="body2" sx={{ color: 'error.main', fontWeight: 600 }}>
        {t(`checklist.refusals.${refusal}`, { date })}
      </Typography>
    );
  }
  if (goodThrough === null || daysLeft === null)
    return (
      <Typography variant="body2" color="textSecondary">
        {t('checklist.ageless')}
      </Typography>
    );
  return (
    <Typography
      variant="body2"
      sx={{
        color: daysLeft <= 14 ? 'warning.main' : 'text.secondary',
        fontWeight: daysLeft <= 14 ? 650 : 400,
      }}
    >
      {t('checklist.goodThrough', {
        date: format.date(goodThrough),
        left: format.relativeDays(goodThrough, new Date()),
      })}
    </Typography>
  );
}

function Item({ item }: { item: ChecklistItem }) {
  const { t } = useText();
  const Icon = item.refusal === null ? CheckCircleOutlined : ErrorOutlined;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 1.5,
        p: 2,
        borderTop: 1,
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Icon color={item.refusal === null ? 'success' : 'error'} aria-hidden />
      <Box sx={{ minWidth: 0 }}>
        <Typography sx={{ fontWeight: 600 }}>
          {t(`checklist.papers.${item.paper}`)}
          {item.type ? ` : ${t(`checklist.types.${item.type}`)}` : ''}
        </Typography>
        <Freshness item={item} />
        {item.refusal ? (
          <Typography variant="body2" color="textSecondary">
            {t(`checklist.from.${item.from}`)}
          </Typography>
        ) : null}
      </Box>
    </Box>
  );
}

function verdict({ complete, submitted, items }: Checklist): string {
  if (complete) return submitted ? 'checklist.submittedGood' : 'checklist.complete';
  return items.length > 0 && submitted ? 'checklist.submittedFaults' : 'checklist.faults';
}

/** What the office would refuse of the file, before it is submitted, and when each paper goes stale (F6, D12). */
export function ChecklistPanel({ checklist, onRecord }: ChecklistPanelProps) {
  const { t, format } = useText();
  const faults = checklist.items.filter(({ refusal }) => refusal !== null).length;
  const record = onRecord ? (
    <Button size="small" startIcon={<AddOutlined />} onClick={onRecord}>
      {t('checklist.record')}
    </Button>
  ) : undefined;
  return (
    <Panel title={t('checklist.title')} help={t('checklist.help')} action={record} flush>
      <Alert severity={checklist.complete ? 'success' : 'warning'} sx={{ m: 2, mb: 0 }}>
        {t(verdict(checklist), { count: faults })}
        {checklist.goodThrough
          ? ` ${t('checklist.firstStale', { date: format.date(checklist.goodThrough) })}`
          : ''}
      </Alert>
      <Box component="ul" aria-label={t('checklist.title')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {checklist.items.map((item) => (
          <Item key={item.paper} item={item} />
        ))}
      </Box>
    </Panel>
  );
}
