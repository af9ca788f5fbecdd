import { INITIAL_CATALOGUE } from '@mandataire/domain/catalogue';
import { MAX_MANDATE_MONTHS } from '@mandataire/domain/mandate';
import { formatSiren, formatSiret } from '@mandataire/domain/tenant';
import { addMonths, isCalendarDate } from '@mandataire/domain/time';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { nameAgent } from '../../graphql/mandate-links.js';
import type { MandateAct, MandateFile } from '../../graphql/schema-mandate.js';
import { shownDate, today } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Choices, DateField } from '../../ui/form-parts.js';
import { StepHeading } from '../../ui/step-heading.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import { namingFaults, namingOf, type NamingValues } from './agent-naming.js';

const ACTS: readonly MandateAct[] = ['VERIFY', 'ORDER', 'RENEW', 'REVOKE'];

const latestEnd = (startsOn: string): string =>
  isCalendarDate(startsOn) ? addMonths(startsOn, MAX_MANDATE_MONTHS) : '';

/** What was named already, else a mandate over everything that can be ordered, for three years from today. */
function initialNaming(file: MandateFile): NamingValues {
  const startsOn = file.startsOn ?? today();
  return {
    agentName: file.agentName ?? '',
    agentEmail: file.agentEmail ?? '',
    agentPhone: '',
    acts: file.agentEmail ? file.acts : ACTS,
    productCodes: file.agentEmail ? file.productCodes : INITIAL_CATALOGUE.map((product) => product.code),
    establishments: file.establishments.map(formatSiret).join('\n'),
    startsOn,
    endsOn: file.endsOn ?? latestEnd(startsOn),
  };
}

interface AgentFormProps {
  readonly token: string;
  readonly file: MandateFile;
  readonly onNamed: (file: MandateFile) => void;
  readonly onLinkFailed: (error: unknown) => void;
  readonly onBack: () => void;
}

/** The representative names the MC and the limits of his mandate (D12). */
export function AgentForm({ token, file, onNamed, onLinkFailed, onBack }: AgentFormProps) {
  const { t, format } = useText();
  const act = useAct((input: Parameters<typeof nameAgent>[0]) =>
    nameAgent(input).catch((error: unknown) => {
      onLinkFailed(error);
      throw error;
    }),
  );
  const fields = useFields(initialNaming(file), {
    judge: (values) => namingFaults(namingOf(values), file.siren, new Date()),
    act,
  });
  const { values, field, fault, set } = fields;
  const save = async () => {
    const named = await act.run({ ...namingOf(values), token });
    if (named) onNamed(named);
  };
  return (
    <Paper
      component="form"
      variant="outlined"
      noValidate
      ref={fields.form}
      onSubmit={fields.submit(() => void save())}
      sx={{ p: { xs: 2, sm: 3 }, display: 'grid', gap: 2.5, minWidth: 0 }}
    >
      <Box>
        <StepHeading focus>{t('signing.agentTitle')}</StepHeading>
        <Typography color="textSecondary" sx={{ mt: 0.5 }}>
          {t('signing.agentIntro')}
        </Typography>
      </Box>
      <TextField {...field('agentName', t('signing.agentName'))} autoComplete="off" />
      <TextField
        {...field('agentEmail', t('signing.agentEmail'), { help: t('signing.agentEmailHelp') })}
        type="email"
        autoComplete="off"
        slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false } }}
      />
      <TextField
        {...field('agentPhone', t('signing.agentPhone'), {
          help: t('signing.agentPhoneHelp'),
          optional: true,
        })}
        type="tel"
        autoComplete="off"
      />
      <Choices
        name="acts"
        label={t('signing.acts')}
        choices={ACTS.map((value) => ({
          value,
          label: t(`mandate.acts.${value}`),
          help: t(`mandate.actsHelp.${value}`),
        }))}
        chosen={values.acts}
        fault={fault('acts')}
        onChange={(acts) => set({ acts })}
      />
      <Choices
        name="products"
        label={t('signing.products')}
        choices={INITIAL_CATALOGUE.map((product) => ({
          value: product.code,
          label: product.name,
          help: t(product.medium === 'SOFTWARE' ? 'signing.oneStar' : 'signing.hardware'),
        }))}
        chosen={values.productCodes}
        fault={fault('productCodes')}
        onChange={(productCodes) => set({ productCodes })}
      />
      <TextField
        {...field('establishments', t('signing.establishments'), {
          optional: true,
          help: t('signing.establishmentsHelp', { siren: formatSiren(file.siren) }),
        })}
        multiline
        minRows={2}
        autoComplete="off"
      />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        <DateField {...field('startsOn', t('signing.startsOn'))} min={today()} />
        <DateField
          {...field('endsOn', t('signing.endsOn'), {
            help: t('signing.endsOnHelp', { date: shownDate(latestEnd(values.startsOn), format) }),
          })}
          min={values.startsOn}
          max={latestEnd(values.startsOn)}
        />
      </Box>
      <ErrorNotice error={act.error} />
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap-reverse', justifyContent: 'space-between' }}>
        <Button onClick={onBack} disabled={act.busy}>
          {t('app.back')}
        </Button>
        <Button type="submit" variant="contained" size="large" disabled={act.busy}>
          {t(act.busy ? 'signing.saving' : 'signing.agentNext')}
        </Button>
      </Box>
    </Paper>
  );
}
