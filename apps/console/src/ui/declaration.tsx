import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';

interface DeclarationProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly label: string;
}

/** A statement that a person makes by ticking it; required for the act below it. */
export const Declaration = ({ checked, onChange, label }: DeclarationProps) => (
  <FormControlLabel
    sx={{ alignItems: 'flex-start', mr: 0, mt: 1 }}
    control={
      <Checkbox
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        // On the input alone: the label would otherwise end with a lonely asterisk.
        slotProps={{ input: { required: true } }}
        sx={{ py: 0.25 }}
      />
    }
    label={<Typography sx={{ fontWeight: 600 }}>{label}</Typography>}
  />
);
