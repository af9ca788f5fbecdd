import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { MOST_PEOPLE } from '@mandataire/domain/verification-day';
import { useState } from 'react';
import { useRedirect } from 'react-admin';
import { fetchCandidates, openDay } from '../../graphql/day-acts.js';
import type { Candidate } from '../../graphql/schema-day.js';
import { today } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { DateField } from '../../ui/form-parts.js';
import { Panel } from '../../ui/panel.js';
import { useAct } from '../../ui/use-act.js';
import { useFields, type Faults } from '../../ui/use-fields.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { LoadedRows } from '../parts/loaded-rows.js';
import { Page } from '../parts/page.js';

interface Values {
  readonly heldOn: string;
  readonly place: string;
}

/** What can be told without asking; the server decides on the rest (F61, D12). */
function judge({ heldOn, place }: Values, people: number): Faults {
  const when = heldOn === '' ? { heldOn: 'REQUIRED' } : heldOn < today() ? { heldOn: 'IN_THE_PAST' } : {};
  const where = place.trim() === '' ? { place: 'REQUIRED' } : {};
  const who =
    people === 0 ? { holderIds: 'REQUIRED' } : people > MOST_PEOPLE ? { holderIds: 'TOO_MANY' } : {};
  return { ...when, ...where, ...who };
}

interface PeopleProps {
  readonly candidates: readonly Candidate[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

function People({ candidates, chosen, onChange }: PeopleProps) {
  const { t } = useText();
  if (candidates.length === 0) {
    return (
      <Typography color="textSecondary" sx={{ p: 2 }}>
        {t('day.nobody')}
      </Typography>
    );
  }
  const ids = candidates.map(({ id }) => id);
  const toggle = (id: string, on: boolean) =>
    onChange(ids.filter((one) => (one === id ? on : chosen.includes(one))));
  const all = chosen.length === ids.length;
  return (
    <Box
      sx={{ px: 2, py: 1, maxHeight: 420, overflowY: 'auto' }}
      tabIndex={0}
      role="group"
      aria-label={t('day.candidates')}
    >
      <FormControlLabel
        sx={{ display: 'flex', fontWeight: 600 }}
        control={
          <Checkbox
            checked={all}
            indeterminate={!all && chosen.length > 0}
            onChange={(event) => onChange(event.target.checked ? ids : [])}
          />
        }
        label={t('day.all', { count: ids.length })}
      />
      {candidates.map(({ id, surname, givenNames, jobTitle }) => (
        <FormControlLabel
          key={id}
          sx={{ display: 'flex' }}
          control={
            <Checkbox checked={chosen.includes(id)} onChange={(event) => toggle(id, event.target.checked)} />
          }
          label={`${surname} ${givenNames.join(' ')}, ${jobTitle}`}
        />
      ))}
    </Box>
  );
}

/** Date, place and whom: from those who have to be verified. */
export function DayForm() {
  const { t } = useText();
  const redirect = useRedirect();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const reading = useLoaded(fetchCandidates);
  const act = useAct(openDay);
  const fields = useFields<Values>(
    { heldOn: today(), place: '' },
    { judge: (values) => judge(values, chosen.length), act },
  );
  const make = async () => {
    const day = await act.run({ idempotencyKey, holderIds: chosen, ...fields.values });
    if (day) redirect(`/verification-days/${day.id}/show`);
  };
  const fault = fields.fault('holderIds');
  return (
    <Page title={t('day.open')} back={{ to: '/verification-days', label: t('day.back') }}>
      <Box
        component="form"
        noValidate
        ref={fields.form}
        onSubmit={fields.submit(() => void make())}
        sx={{ display: 'grid', gap: 2, maxWidth: 640 }}
      >
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 2fr' } }}>
          <DateField {...fields.field('heldOn', t('day.heldOn'))} min={today()} />
          <TextField
            {...fields.field('place', t('day.place'), { help: t('day.placeHelp') })}
            autoComplete="off"
          />
        </Box>
        <Panel title={t('day.candidates')} help={t('day.candidatesHelp')} flush>
          <LoadedRows reading={reading}>
            {(candidates) => <People candidates={candidates} chosen={chosen} onChange={setChosen} />}
          </LoadedRows>
        </Panel>
        {fault && chosen.length === 0 ? <FormHelperText error>{fault}</FormHelperText> : null}
        <ErrorNotice error={act.error} />
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
          <Button type="submit" variant="contained" disabled={act.busy}>
            {t(act.busy ? 'day.making' : 'day.make')}
          </Button>
          <Typography role="status">{t('day.chosen', { smart_count: chosen.length })}</Typography>
        </Box>
      </Box>
    </Page>
  );
}
