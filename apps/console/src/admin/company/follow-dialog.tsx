import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { followUpFields } from '@mandataire/domain/onboarding';
import { fetchSalesPeople, followCompany } from '../../graphql/onboarding.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { DateField } from '../../ui/form-parts.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { useViewer } from '../viewer-context.js';
import type { CompanyDialogProps } from './company-dialog.js';

interface Values {
  readonly ownerId: string;
  readonly nextAction: string;
  readonly nextActionOn: string;
}

const followUpOf = ({ ownerId, nextAction, nextActionOn }: Values) => ({
  ownerId: ownerId || null,
  nextAction: nextAction || null,
  nextActionOn: nextActionOn || null,
});

function judge(values: Values) {
  const decided = followUpFields(followUpOf(values));
  return !decided.ok && decided.refusal.kind === 'INPUT' ? decided.refusal.fields : {};
}

/** Who of sales looks after the company, and what he does next. */
export function FollowDialog({ file, onDone, onClose }: CompanyDialogProps) {
  const { t } = useText();
  const viewer = useViewer();
  const act = useAct(followCompany);
  const { followUp } = file;
  const people = useLoaded(fetchSalesPeople);
  const known = people.loaded.state === 'ready' ? people.loaded.value : [];
  const fields = useFields<Values>(
    {
      ownerId: followUp ? (followUp.ownerId ?? '') : viewer.id,
      nextAction: followUp?.nextAction ?? '',
      nextActionOn: followUp?.nextActionOn ?? '',
    },
    { judge, act },
  );
  const owner = fields.field('ownerId', t('pipeline.owner'), { optional: true });
  const follow = async () => {
    const input = { companyId: file.id, version: followUp?.version ?? null, ...followUpOf(fields.values) };
    const saved = await act.run(input);
    if (saved) onDone(saved);
  };
  return (
    <ActDialog
      open
      title={t('pipeline.followTitle', { company: file.name })}
      confirm={{ label: t('pipeline.followConfirm'), disabled: people.loaded.state !== 'ready' }}
      act={act}
      onConfirm={() => fields.submit(() => void follow())()}
      onClose={onClose}
    >
      {people.loaded.state === 'failed' ? (
        <ErrorNotice error={people.loaded.error} onRetry={people.reload} />
      ) : null}
      <TextField
        {...owner}
        select
        value={known.some(({ id }) => id === fields.values.ownerId) ? fields.values.ownerId : ''}
        slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      >
        <MenuItem value="">{t('pipeline.noOwner')}</MenuItem>
        {known.map(({ id, displayName }) => (
          <MenuItem key={id} value={id}>
            {displayName}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        {...fields.field('nextAction', t('pipeline.next'), { optional: true, help: t('pipeline.nextHelp') })}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      <DateField
        {...fields.field('nextActionOn', t('pipeline.due'), { optional: true, help: t('pipeline.dueHelp') })}
      />
    </ActDialog>
  );
}
