import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNavigate, useNotify } from 'react-admin';
import { addHolder } from '../../graphql/holder-acts.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import { Page } from '../parts/page.js';
import { recordPath } from '../parts/router-link.js';
import { contactFaults, ContactInputs, contactOf } from './contact-inputs.js';
import { HomonymCheck, isHomonym } from './homonym-check.js';
import { identityFaults, IdentityInputs, identityOf } from './identity-inputs.js';

const EMPTY = { surname: '', givenNames: '', email: '', jobTitle: '', phone: '', establishment: '' };

/** A new holder; his identity is verified face to face afterwards (R30). */
export function HolderForm() {
  const { t } = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  const [another, setAnother] = useState(false);
  const act = useAct(addHolder);
  const fields = useFields(EMPTY, {
    judge: (values) => ({ ...identityFaults(values, confirmed), ...contactFaults(values) }),
    act,
  });
  const add = async () => {
    const added = await act.run({
      idempotencyKey,
      ...identityOf(fields.values, confirmed),
      anotherPerson: another,
      ...contactOf(fields.values),
    });
    if (!added) return;
    notify(t('holderForm.added', { name: added.displayName }), { type: 'success' });
    navigate(recordPath('holders', added.id));
  };
  return (
    <Page title={t('holderForm.title')} back={{ to: '/holders', label: t('holder.title') }}>
      <Paper
        component="form"
        variant="outlined"
        noValidate
        ref={fields.form}
        onSubmit={fields.submit(() => void add())}
        sx={{ p: { xs: 2, sm: 3 }, maxWidth: 620, display: 'grid', gap: 2 }}
      >
        <Typography color="textSecondary">{t('holderForm.intro')}</Typography>
        <IdentityInputs fields={fields} confirmed={confirmed} onConfirmed={setConfirmed} />
        <ContactInputs fields={fields} />
        {isHomonym(act.error) || another ? (
          <HomonymCheck values={fields.values} confirmed={another} onChange={setAnother} />
        ) : null}
        <ErrorNotice error={act.error} />
        <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
          <Button type="submit" variant="contained" disabled={act.busy}>
            {t(act.busy ? 'holderForm.adding' : 'holderForm.add')}
          </Button>
        </Box>
      </Paper>
    </Page>
  );
}
