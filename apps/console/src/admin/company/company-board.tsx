import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { formatSiren } from '@mandataire/domain/tenant';
import { useId } from 'react';
import type { Pipeline, PipelineColumn, PipelineEntry } from '../../graphql/onboarding.js';
import { useText } from '../../i18n/use-text.js';
import { recordPath, RouterLink } from '../parts/router-link.js';
import { Age, nextActOf } from './pipeline-facts.js';
import { EntryActs, type ChosenAct } from './pipeline-acts.js';

interface BoardProps {
  readonly pipeline: Pipeline;
  readonly onChoose: (chosen: ChosenAct) => void;
}

function Card({
  step,
  entry,
  onChoose,
}: { step: PipelineColumn['step']; entry: PipelineEntry } & Pick<BoardProps, 'onChoose'>) {
  const { t, format } = useText();
  const { company, actor, ownerName } = entry;
  return (
    <Paper component="li" variant="outlined" sx={{ p: 1.5, display: 'grid', gap: 0.75 }}>
      <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
        <RouterLink to={recordPath('companies', company.id)}>{company.name}</RouterLink>
      </Box>
      <Typography variant="body2" color="textSecondary">
        {formatSiren(company.siren)} · {company.city}
      </Typography>
      <Typography variant="body2">{nextActOf(step, entry, t, format)}</Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, alignItems: 'center' }}>
        {actor ? <Chip size="small" label={t(`pipeline.actors.${actor}`)} /> : null}
        <Chip size="small" variant="outlined" label={ownerName ?? t('pipeline.noOwner')} />
      </Box>
      <Typography variant="caption" color="textSecondary">
        {t('pipeline.age')} : <Age entry={entry} />
        {entry.remindedAt ? ` · ${t('pipeline.reminded', { date: format.shortDate(entry.remindedAt) })}` : ''}
      </Typography>
      {company.allowedActions.length > 0 ? <EntryActs step={step} entry={entry} onChoose={onChoose} /> : null}
    </Paper>
  );
}

function Column({
  column,
  cap,
  onChoose,
}: { column: PipelineColumn; cap: number } & Pick<BoardProps, 'onChoose'>) {
  const { t } = useText();
  const id = useId();
  const { step, count, entries } = column;
  return (
    <Box
      component="section"
      aria-labelledby={id}
      sx={{ display: 'grid', gap: 1, alignContent: 'start', minWidth: 0 }}
    >
      <Typography id={id} variant="h2" sx={{ fontSize: '0.9375rem' }}>
        {t(`pipeline.steps.${step}`)} ({count})
      </Typography>
      {entries.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t('pipeline.nobody')}
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
          {entries.map((entry) => (
            <Card key={entry.company.id} step={step} entry={entry} onChoose={onChoose} />
          ))}
        </Box>
      )}
      {count > entries.length ? (
        <Typography variant="body2" color="textSecondary">
          {t('pipeline.more', { count: count - entries.length, cap })}
        </Typography>
      ) : null}
    </Box>
  );
}

/** A column per step, side by side where there is room, one under the other on a phone. */
export function CompanyBoard({ pipeline, onChoose }: BoardProps) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          sm: 'repeat(2, minmax(0, 1fr))',
          lg: 'repeat(4, minmax(0, 1fr))',
        },
        alignItems: 'start',
      }}
    >
      {pipeline.columns.map((column) => (
        <Column key={column.step} column={column} cap={pipeline.cap} onChoose={onChoose} />
      ))}
    </Box>
  );
}
