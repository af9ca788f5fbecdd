import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { Mandate } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { Declaration } from '../../ui/declaration.js';
import { DateField } from '../../ui/form-parts.js';
import type { ReactNode } from 'react';
import type { Fields } from '../../ui/use-fields.js';
import { COMPANY_PROOFS, dateLimits, DOCUMENTS, PEOPLE, type ProofValues } from './proofs.js';

interface ProofsFormProps {
  readonly mandate: Mandate;
  readonly fields: Fields<ProofValues>;
}

const ROW = {
  display: 'grid',
  gap: 1.5,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(3, minmax(0, 1fr))' },
} as const;

function Group({ title, help, children }: { title: string; help: string; children: ReactNode }) {
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}>
      <Typography component="legend" variant="h3" sx={{ p: 0 }}>
        {title}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
        {help}
      </Typography>
      <Box sx={ROW}>{children}</Box>
    </Box>
  );
}

/** The sheet in the officer's hands (D25): what is printed on it is typed, not shown. */
function PaperFields({ fields }: { fields: Fields<ProofValues> }) {
  const { t } = useText();
  const { values, field, fault, set } = fields;
  return (
    <>
      <Group title={t('paper.check')} help={t('paper.checkHelp')}>
        <TextField {...field('paper.reference', t('paper.reference'))} autoComplete="off" />
        <TextField {...field('paper.placeOfOriginal', t('paper.place'))} autoComplete="off" />
      </Group>
      <Declaration
        checked={values['paper.sawOriginal']}
        onChange={(sawOriginal) => set({ 'paper.sawOriginal': sawOriginal })}
        label={t('paper.sawOriginal')}
        fault={fault('paper.sawOriginal')}
      />
    </>
  );
}

/** What the officer saw, as references: type, number, date; no image is kept here (F6, F67). */
export function ProofsForm({ mandate, fields }: ProofsFormProps) {
  const { t } = useText();
  const { issued, expires } = dateLimits();
  const people = {
    representativeDocument: mandate.representativeName ?? '',
    agentDocument: mandate.agentName ?? '',
  };
  return (
    <Box sx={{ display: 'grid', gap: 3, pt: 1 }}>
      <Group title={t('mandateReview.companyProof')} help={t('mandateReview.companyProofHelp')}>
        <TextField select {...fields.field('companyProofType', t('mandateReview.proofType'))}>
          {COMPANY_PROOFS.map((type) => (
            <MenuItem key={type} value={type}>
              {t(`mandateReview.proofs.${type}`)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          {...fields.field('companyProofReference', t('mandateReview.proofReference'))}
          autoComplete="off"
        />
        <DateField {...fields.field('companyProofIssuedOn', t('mandateReview.proofDate'))} {...issued} />
      </Group>
      {mandate.paperReference === null ? null : <PaperFields fields={fields} />}
      {PEOPLE.map((person) => (
        <Group
          key={person}
          title={t(`mandateReview.${person}`, { name: people[person] })}
          help={t(`mandateReview.${person}Help`)}
        >
          <TextField select {...fields.field(`${person}.type`, t('mandateReview.documentType'))}>
            {DOCUMENTS.map((type) => (
              <MenuItem key={type} value={type}>
                {t(`document.${type}`)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            {...fields.field(`${person}.number`, t('mandateReview.documentNumber'))}
            autoComplete="off"
            slotProps={{ htmlInput: { autoCapitalize: 'characters', spellCheck: false } }}
          />
          <DateField
            {...fields.field(`${person}.expiresOn`, t('mandateReview.documentExpiry'))}
            {...expires}
          />
        </Group>
      ))}
    </Box>
  );
}
