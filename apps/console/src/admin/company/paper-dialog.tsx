import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import {
  isIdentityPaper,
  PAPER_KINDS,
  PAPER_TYPES,
  paperFields,
  type PaperKind,
  type PaperType,
} from '@mandataire/domain/onboarding';
import { dateInParis } from '@mandataire/domain/time';
import { recordCompanyPaper, type CompanyFile } from '../../graphql/onboarding.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { DateField } from '../../ui/form-parts.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import type { CompanyDialogProps } from './company-dialog.js';

interface Values {
  readonly kind: PaperKind;
  readonly type: PaperType;
  readonly reference: string;
  readonly issuedOn: string;
  readonly expiresOn: string;
}

const paperOf = (values: Values) => ({
  kind: values.kind,
  type: values.type,
  reference: values.reference || null,
  issuedOn: values.issuedOn || null,
  expiresOn: values.expiresOn || null,
});

function judge(values: Values) {
  const decided = paperFields(paperOf(values), new Date());
  return !decided.ok && decided.refusal.kind === 'INPUT' ? decided.refusal.fields : {};
}

/** A paper that somebody has in his hands; of a person's document its last day only. */
export function PaperDialog({ file, onDone, onClose }: CompanyDialogProps) {
  const { t } = useText();
  const act = useAct(recordCompanyPaper);
  const kinds = PAPER_KINDS.filter(
    (kind) => kind !== (file.checklist.administration ? 'COMPANY_PROOF' : 'AUTHORITY_ACT'),
  );
  const first = kinds[0] ?? 'COMPANY_PROOF';
  const fields = useFields<Values>(
    { kind: first, type: PAPER_TYPES[first][0], reference: '', issuedOn: '', expiresOn: '' },
    { judge, act },
  );
  const { kind } = fields.values;
  const record = async () => {
    const saved: CompanyFile | undefined = await act.run({ companyId: file.id, ...paperOf(fields.values) });
    if (saved) onDone(saved);
  };
  const today = dateInParis(new Date());
  return (
    <ActDialog
      open
      title={t('checklist.record')}
      confirm={{ label: t('checklist.recordConfirm') }}
      act={act}
      onConfirm={() => fields.submit(() => void record())()}
      onClose={onClose}
    >
      <Typography>{t('checklist.recordText')}</Typography>
      <TextField
        {...fields.field('kind', t('checklist.kind'))}
        select
        onChange={({ target }) => {
          const chosen = target.value as PaperKind;
          fields.set({ kind: chosen, type: PAPER_TYPES[chosen][0] });
        }}
      >
        {kinds.map((each) => (
          <MenuItem key={each} value={each}>
            {t(`checklist.papers.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField {...fields.field('type', t('checklist.type'))} select>
        {PAPER_TYPES[kind].map((each) => (
          <MenuItem key={each} value={each}>
            {t(`checklist.types.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      {isIdentityPaper(kind) ? (
        <DateField
          {...fields.field('expiresOn', t('checklist.expiresOn'), { help: t('checklist.noNumber') })}
        />
      ) : (
        <>
          <TextField {...fields.field('reference', t('checklist.reference'))} autoComplete="off" />
          <DateField {...fields.field('issuedOn', t('checklist.issuedOn'))} max={today} />
        </>
      )}
    </ActDialog>
  );
}
