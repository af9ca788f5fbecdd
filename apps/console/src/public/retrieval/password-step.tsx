import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import ExpandMore from '@mui/icons-material/ExpandMore';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Typography from '@mui/material/Typography';
import { useId, useState, type FormEvent } from 'react';
import type { KeyAlgorithm } from '../../holder-key/index.js';
import { useText } from '../../i18n/use-text.js';
import { Panel } from '../../ui/panel.js';
import { isPasswordReady, PasswordFields, type ChosenPassword } from './password-fields.js';

const EMPTY: ChosenPassword = { password: '', confirmation: '' };

interface PasswordStepProps {
  readonly onBack: () => void;
  readonly onChosen: (password: string, algorithm: KeyAlgorithm) => void;
}

export function PasswordStep({ onBack, onChosen }: PasswordStepProps) {
  const { t } = useText();
  const [chosen, setChosen] = useState(EMPTY);
  const [algorithm, setAlgorithm] = useState<KeyAlgorithm>('RSA-3072');
  const labelId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isPasswordReady(chosen)) onChosen(chosen.password, algorithm);
  };
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ display: 'grid', gap: 2 }}>
      <Panel title={t('retrieval.passwordTitle')} help={t('retrieval.passwordIntro')}>
        <Box sx={{ pt: 1.5 }}>
          <PasswordFields value={chosen} onChange={setChosen} />
        </Box>
      </Panel>
      <Accordion variant="outlined" disableGutters sx={{ '&::before': { display: 'none' } }}>
        <AccordionSummary expandIcon={<ExpandMore />}>
          <Typography component="span">{t('retrieval.options')}</Typography>
        </AccordionSummary>
        <AccordionDetails>
          <FormLabel id={labelId}>{t('retrieval.algorithm')}</FormLabel>
          <RadioGroup
            aria-labelledby={labelId}
            value={algorithm}
            onChange={(event) => setAlgorithm(event.target.value as KeyAlgorithm)}
          >
            <FormControlLabel value="RSA-3072" control={<Radio />} label={t('retrieval.rsa')} />
            <FormControlLabel value="P-256" control={<Radio />} label={t('retrieval.ec')} />
          </RadioGroup>
        </AccordionDetails>
      </Accordion>
      <Button type="submit" variant="contained" size="large" disabled={!isPasswordReady(chosen)}>
        {t('retrieval.make')}
      </Button>
      <Button onClick={onBack}>{t('app.back')}</Button>
    </Box>
  );
}
