import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { companyFields, formatSiren, isSiren, type CompanyFields } from '@mandataire/domain/tenant';
import { useState, type FormEvent } from 'react';
import { useNavigate, useNotify } from 'react-admin';
import { lookUpCompany, type CompanyLookup } from '../../graphql/onboarding.js';
import { openCompany } from '../../graphql/mandate-acts.js';
import { isGraphqlError } from '../../graphql/graphql-error.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { useAct } from '../../ui/use-act.js';
import { Page } from '../parts/page.js';
import { RouterButton } from '../parts/router-link.js';
import { typedSiren } from './siren-input.js';

const EMPTY: CompanyFields = { siren: '', name: '', city: '' };

type Faults = Readonly<Record<string, string>>;

/** The same rule as the server's, before anything is sent (V1, V10). */
function faultsOf(fields: CompanyFields): Faults {
  const decided = companyFields(fields);
  return !decided.ok && decided.refusal.kind === 'INPUT' ? decided.refusal.fields : {};
}

/** The list, searched for the company that has this SIREN. */
const listOf = (siren: string): string => `/companies?search=${siren.replace(/\D/g, '')}`;

/** What the public register knows under the SIREN, to fill the form from; by hand where there is none. */
function Lookup(props: { siren: string; onFound: (found: CompanyLookup) => void }) {
  const { t } = useText();
  const act = useAct(lookUpCompany);
  const [found, setFound] = useState<CompanyLookup>();
  const siren = props.siren.replace(/\D/g, '');
  const ask = async () => {
    const answer = await act.run(siren);
    setFound(answer);
    if (answer?.outcome === 'FOUND') props.onFound(answer);
  };
  const text = found?.outcome === 'FOUND' && found.closed ? 'CLOSED' : found?.outcome;
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
      <Button
        variant="outlined"
        size="small"
        disabled={act.busy || !isSiren(siren)}
        onClick={() => void ask()}
      >
        {t(act.busy ? 'lookup.asking' : 'lookup.ask')}
      </Button>
      <Box role="status">
        {text ? (
          <Typography variant="body2" color="textSecondary">
            {t(`lookup.${text}`)}
          </Typography>
        ) : null}
      </Box>
      <ErrorNotice error={act.error} />
    </Box>
  );
}

export function CompanyForm() {
  const { t } = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const [fields, setFields] = useState(EMPTY);
  const [faults, setFaults] = useState<Faults>({});
  const act = useAct(openCompany);
  const served: Faults = isGraphqlError(act.error) ? act.error.fields : {};
  const shown: Faults = { ...served, ...faults };
  const known = isGraphqlError(act.error) && act.error.reason === 'SIREN_ALREADY_OPEN';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(fields);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    const opened = await act.run({ ...fields, siren: fields.siren.replace(/\D/g, '') });
    if (!opened) return;
    // A homonym is not an error (V1 tells companies apart): said, so that nobody works in the wrong file.
    const text = opened.warnings.includes('SAME_NAME') ? 'company.openedSameName' : 'company.opened';
    notify(t(text, { name: opened.company.name, siren: formatSiren(opened.company.siren) }), {
      type: text === 'company.opened' ? 'success' : 'info',
      autoHideDuration: text === 'company.opened' ? 4_000 : 12_000,
      multiLine: true,
    });
    navigate('/companies');
  };

  const field = (name: keyof CompanyFields, help?: string, clean = (value: string) => value) => ({
    name,
    label: t(`company.${name}`),
    required: true,
    value: fields[name],
    error: shown[name] !== undefined,
    helperText: shown[name] ? t(`field.${shown[name]}`, { _: t('field.INVALID') }) : help,
    onChange: (event: { target: { value: string } }) => {
      setFields({ ...fields, [name]: clean(event.target.value) });
      setFaults({ ...faults, [name]: undefined as never });
      act.reset();
    },
  });

  return (
    <Page title={t('company.open')} back={{ to: '/companies', label: t('company.title') }}>
      <Paper variant="outlined" sx={{ p: { xs: 2, sm: 3 }, maxWidth: 560 }}>
        <Box
          component="form"
          noValidate
          onSubmit={(event) => void submit(event)}
          sx={{ display: 'grid', gap: 2 }}
        >
          <TextField
            {...field('siren', t('company.sirenHelp'), typedSiren)}
            autoFocus
            slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off' } }}
          />
          <Lookup
            siren={fields.siren}
            onFound={({ name, city }) =>
              setFields({ ...fields, name: name ?? fields.name, city: city || fields.city })
            }
          />
          <TextField {...field('name', t('company.nameHelp'))} />
          <TextField {...field('city')} />
          <ErrorNotice error={act.error} />
          {known ? (
            <RouterButton to={listOf(fields.siren)} variant="outlined" sx={{ justifySelf: { sm: 'start' } }}>
              {t('company.showKnown')}
            </RouterButton>
          ) : null}
          <Button type="submit" variant="contained" disabled={act.busy} sx={{ justifySelf: { sm: 'start' } }}>
            {t(act.busy ? 'company.opening' : 'company.open')}
          </Button>
        </Box>
      </Paper>
    </Page>
  );
}
