import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { previewIdentityChange } from '../../../graphql/holder-acts.js';
import type { Holder } from '../../../graphql/schema.js';
import type { IdentityChangeInput } from '../../../graphql/schema-identity.js';
import { today } from '../../../i18n/calendar-date.js';
import { useText } from '../../../i18n/use-text.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { DateField } from '../../../ui/form-parts.js';
import { useAct } from '../../../ui/use-act.js';
import { useFields } from '../../../ui/use-fields.js';
import { identityFaults, IdentityInputs, identityOf, type IdentityValues } from '../identity-inputs.js';
import type { Previewed } from './previewed.js';

interface ChangeFormProps {
  readonly holder: Holder;
  /** What was typed before, when he came back from the impact. */
  readonly earlier: IdentityChangeInput | undefined;
  readonly onPreviewed: (previewed: Previewed) => void;
}

const initial = (holder: Holder, earlier: IdentityChangeInput | undefined) => {
  const { surname, givenNames, email, jobTitle } = earlier ?? holder;
  const typed: IdentityValues = { surname, givenNames: givenNames.join(', '), email, jobTitle };
  return { ...typed, effectiveOn: earlier?.effectiveOn ?? today() };
};

/** What changed and from when; the next screen shows what it does, and nothing is saved here. */
export function ChangeForm({ holder, earlier, onPreviewed }: ChangeFormProps) {
  const { t } = useText();
  const [confirmed, setConfirmed] = useState<readonly string[]>(earlier?.confirmedNames ?? []);
  const act = useAct(previewIdentityChange);
  const fields = useFields(initial(holder, earlier), {
    judge: (values) => ({
      ...identityFaults(values, confirmed),
      ...(values.effectiveOn === '' ? { effectiveOn: 'REQUIRED' } : {}),
    }),
    act,
  });
  const preview = async () => {
    const { effectiveOn } = fields.values;
    const input = {
      holderId: holder.id,
      version: holder.version,
      ...identityOf(fields.values, confirmed),
      effectiveOn,
    };
    const impact = await act.run(input);
    if (impact) onPreviewed({ input, impact });
  };
  return (
    <Paper
      component="form"
      variant="outlined"
      noValidate
      ref={fields.form}
      onSubmit={fields.submit(() => void preview())}
      sx={{ p: { xs: 2, sm: 3 }, maxWidth: 680, display: 'grid', gap: 2 }}
    >
      <Typography>{t('identityChange.intro')}</Typography>
      <Alert severity="info">{t('identityChange.phoneApart')}</Alert>
      <IdentityInputs fields={fields} confirmed={confirmed} onConfirmed={setConfirmed} />
      <DateField
        {...fields.field('effectiveOn', t('identityChange.effectiveOn'), {
          help: t(
            fields.values.effectiveOn > today()
              ? 'identityChange.effectiveLater'
              : 'identityChange.effectiveNow',
          ),
        })}
      />
      <ErrorNotice error={act.error} />
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <Button type="submit" variant="contained" disabled={act.busy}>
          {t(act.busy ? 'identityChange.previewing' : 'identityChange.preview')}
        </Button>
      </Box>
    </Paper>
  );
}
