import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { spelled, type NameLetter } from '@mandataire/domain/holder';
import { useText } from '../../i18n/use-text.js';
import { Declaration } from '../../ui/declaration.js';

/** One letter with its number; a doubtful one is framed and says why. */
function Letter({ letter: { character, code, doubt } }: { letter: NameLetter }) {
  const { t } = useText();
  return (
    <Box
      component="li"
      sx={{
        minWidth: 44,
        px: 0.5,
        py: 0.25,
        textAlign: 'center',
        border: doubt ? 2 : 1,
        borderColor: doubt ? 'warning.main' : 'divider',
        borderRadius: 1,
        bgcolor: 'background.paper',
      }}
    >
      <Typography component="span" sx={{ display: 'block', fontSize: '1.25rem', lineHeight: 1.3 }}>
        {character === ' ' ? '\u00a0' : character}
      </Typography>
      <Typography component="span" variant="caption" color="textSecondary" sx={{ display: 'block' }}>
        {code}
      </Typography>
      {doubt ? (
        <Typography component="span" variant="caption" sx={{ display: 'block', maxWidth: 110 }}>
          {t(`nameCheck.doubt.${doubt}`)}
        </Typography>
      ) : null}
    </Box>
  );
}

interface NameCheckProps {
  /** With characters that look like others. */
  readonly names: readonly string[];
  readonly confirmed: readonly string[];
  readonly onChange: (confirmed: readonly string[]) => void;
}

/** Names to be compared with the document letter by letter, each confirmed for itself (V10). */
export function NameCheck({ names, confirmed, onChange }: NameCheckProps) {
  const { t } = useText();
  if (names.length === 0) return null;
  const toggle = (name: string, on: boolean) =>
    onChange(on ? [...confirmed, name] : confirmed.filter((each) => each !== name));
  return (
    <Alert severity="warning" sx={{ '& .MuiAlert-message': { minWidth: 0 } }}>
      <AlertTitle>{t('nameCheck.title')}</AlertTitle>
      <Typography>{t('nameCheck.text')}</Typography>
      {names.map((name) => (
        <Box key={name} sx={{ mt: 1.5 }}>
          <Box
            component="ul"
            aria-label={name}
            sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', gap: 0.5, flexWrap: 'wrap' }}
          >
            {spelled(name).map((letter, position) => (
              <Letter key={position} letter={letter} />
            ))}
          </Box>
          <Declaration
            checked={confirmed.includes(name)}
            onChange={(on) => toggle(name, on)}
            label={t('nameCheck.confirm', { name })}
          />
        </Box>
      ))}
    </Alert>
  );
}
