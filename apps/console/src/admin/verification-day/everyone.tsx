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

/** Everybody of the day in the order of the list, each one tap away. */
export function Everyone({ persons, sent, current, onChoose, onAgain }: EveryoneProps) {
  const { t } = useText();
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {persons.map((person, at) => {
        const { id, surname, givenNames, state, reason } = person;
        const missed = state === 'ABSENT' || state === 'FAILED';
        const free = state === 'WAITING' && !sent.has(id) && id !== current;
        return (
          <Box
            component="li"
            key={id}
            aria-current={id === current ? 'step' : undefined}
            sx={{
              px: 2,
              py: 1,
              display: 'flex',
              gap: 1,
              alignItems: 'center',
              borderTop: at === 0 ? 0 : 1,
              borderColor: 'divider',
              bgcolor: id === current ? 'action.selected' : undefined,
            }}
          >
            <Box sx={{ flexGrow: 1, minWidth: 0 }}>
              <Typography sx={{ overflowWrap: 'anywhere' }}>
                {at + 1}. {surname} {givenNames.join(' ')}
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
              label={t(`day.states.${sent.has(id) ? 'SENDING' : state}`)}
            />
            {free ? (
              <Button size="small" onClick={() => onChoose(id)} aria-label={`${t('day.start')} : ${surname}`}>
                {t('day.start')}
              </Button>
            ) : null}
            {missed && !sent.has(id) ? (
              <Button
                size="small"
                onClick={() => onAgain(person)}
                aria-label={`${t('day.again')} : ${surname}`}
              >
                {t('day.backTo')}
              </Button>
            ) : null}
          </Box>
        );
      })}
    </Box>
  );
}
