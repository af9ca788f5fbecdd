import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Typography from '@mui/material/Typography';
import type { DayPerson } from '../../graphql/schema-day.js';
import { useText } from '../../i18n/use-text.js';

const TONE = { WAITING: 'default', VERIFIED: 'success', ABSENT: 'default', FAILED: 'error' } as const;

interface EveryoneProps {
  readonly persons: readonly DayPerson[];
  /** Whose act is on its way. */
  readonly sent: ReadonlySet<string>;
  readonly current: string | undefined;
  readonly onChoose: (personId: string) => void;
  readonly onAgain: (person: DayPerson) => void;
}

interface LineProps extends Omit<EveryoneProps, 'persons' | 'sent'> {
  readonly person: DayPerson;
  readonly position: number;
  readonly sending: boolean;
}

/** What can be done with a person who is not before the desk. */
function LineAct({ person, sending, current, onChoose, onAgain }: Omit<LineProps, 'position'>) {
  const { t } = useText();
  const { id, state, surname } = person;
  if (sending || id === current || state === 'VERIFIED') return null;
  const waiting = state === 'WAITING';
  return (
    <Button
      size="small"
      onClick={() => (waiting ? onChoose(id) : onAgain(person))}
      aria-label={`${t(waiting ? 'day.start' : 'day.again')} : ${surname}`}
    >
      {t(waiting ? 'day.start' : 'day.backTo')}
    </Button>
  );
}

function Line(props: LineProps) {
  const { person, position, sending, current } = props;
  const { t } = useText();
  const { id, surname, givenNames, state, reason } = person;
  const here = id === current;
  return (
    <Box
      component="li"
      aria-current={here ? 'step' : undefined}
      sx={{
        ...{ px: 2, py: 1, display: 'flex', gap: 1, alignItems: 'center' },
        ...{ borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } },
        ...(here ? { bgcolor: 'action.selected' } : {}),
      }}
    >
      <Box sx={{ flexGrow: 1, minWidth: 0 }}>
        <Typography sx={{ overflowWrap: 'anywhere' }}>
          {position}. {surname} {givenNames.join(' ')}
        </Typography>
        {reason ? (
          <Typography variant="body2" color="textSecondary">
            {t(`day.reasons.${reason}`)}
          </Typography>
        ) : null}
      </Box>
      <Chip
        size="small"
        color={TONE[state]}
        variant={state === 'WAITING' ? 'outlined' : 'filled'}
        label={t(`day.states.${sending ? 'SENDING' : state}`)}
      />
      <LineAct {...props} />
    </Box>
  );
}

/** Everybody of the day in the order of the list, each one tap away. */
export const Everyone = ({ persons, sent, ...ways }: EveryoneProps) => (
  <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
    {persons.map((person, at) => (
      <Line key={person.id} person={person} position={at + 1} sending={sent.has(person.id)} {...ways} />
    ))}
  </Box>
);
