import AddCircleOutlineOutlined from '@mui/icons-material/AddCircleOutlineOutlined';
import CheckOutlined from '@mui/icons-material/CheckOutlined';
import EditOutlined from '@mui/icons-material/EditOutlined';
import ErrorOutlineOutlined from '@mui/icons-material/ErrorOutlineOutlined';
import HourglassEmptyOutlined from '@mui/icons-material/HourglassEmptyOutlined';
import WarningAmberOutlined from '@mui/icons-material/WarningAmberOutlined';
import type { StaffVerdict } from '@mandataire/domain/staff-list';
import type { StaffListLine } from '../../graphql/schema-staff-list.js';
import { useText } from '../../i18n/use-text.js';
import { StatusChip } from '../parts/status-chip.js';

const LOOKS = {
  CREATE: ['success', AddCircleOutlineOutlined],
  UPDATE: ['info', EditOutlined],
  REVOKE: ['warning', WarningAmberOutlined],
  UNCHANGED: ['neutral', CheckOutlined],
  REFUSED: ['error', ErrorOutlineOutlined],
} as const satisfies Record<StaffVerdict, unknown>;

/** What is to become of a line, or has. */
export function VerdictChip({ line }: { line: StaffListLine }) {
  const { t } = useText();
  const verdict = line.outcome ?? line.verdict;
  if (verdict === null) {
    return <StatusChip tone="neutral" icon={HourglassEmptyOutlined} label={t('staffList.states.CHECKING')} />;
  }
  const [tone, icon] = LOOKS[verdict];
  const words = line.outcome === null ? 'one' : 'oneDone';
  const label = t(`staffList.${words}.${verdict}`, { smart_count: line.certificates });
  return <StatusChip tone={tone} icon={icon} label={label} />;
}
