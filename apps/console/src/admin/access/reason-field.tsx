import TextField from '@mui/material/TextField';
import { accessReason } from '@mandataire/domain/access';
import type { FieldProps } from '../../ui/use-fields.js';

/** The rule's own judgement of the reason, before the server gives it. */
export function reasonFaults({ reason }: { readonly reason: string }): Readonly<Record<string, string>> {
  const judged = accessReason(reason);
  return !judged.ok && judged.refusal.kind === 'INPUT' ? judged.refusal.fields : {};
}

export const ReasonField = ({ field }: { field: FieldProps }) => (
  <TextField {...field} fullWidth multiline minRows={2} slotProps={{ htmlInput: { maxLength: 300 } }} />
);
