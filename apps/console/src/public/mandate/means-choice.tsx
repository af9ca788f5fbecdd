import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import type { SigningMeans } from '../../graphql/signing.js';
import '../../i18n/extend-evidence.js';
import { useText } from '../../i18n/use-text.js';

interface MeansChoiceProps {
  readonly means: readonly SigningMeans[];
  readonly chosen: SigningMeans;
  readonly onChange: (chosen: SigningMeans) => void;
}

/** By what the act is bound to its person: one of a few (D25). */
export function MeansChoice({ means, chosen, onChange }: MeansChoiceProps) {
  const { t } = useText();
  return (
    <FormControl component="fieldset" sx={{ minWidth: 0 }}>
      <FormLabel component="legend" sx={{ fontWeight: 600, color: 'text.primary' }}>
        {t('means.title')}
      </FormLabel>
      <RadioGroup value={chosen} onChange={(_, value) => onChange(value as SigningMeans)}>
        {means.map((one) => (
          <FormControlLabel key={one} value={one} control={<Radio />} label={t(`means.labels.${one}`)} />
        ))}
      </RadioGroup>
    </FormControl>
  );
}
