import BlockOutlined from '@mui/icons-material/BlockOutlined';
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import ErrorOutlineOutlined from '@mui/icons-material/ErrorOutlineOutlined';
import HourglassEmptyOutlined from '@mui/icons-material/HourglassEmptyOutlined';
import RateReviewOutlined from '@mui/icons-material/RateReviewOutlined';
import type { StaffListState } from '@mandataire/domain/staff-list';
import { useText } from '../../i18n/use-text.js';
import { StatusChip } from '../parts/status-chip.js';

const LOOKS = {
  RECEIVED: ['info', HourglassEmptyOutlined],
  AWAITING_MAPPING: ['warning', RateReviewOutlined],
  CHECKING: ['info', HourglassEmptyOutlined],
  CHECKED: ['warning', RateReviewOutlined],
  RUNNING: ['info', HourglassEmptyOutlined],
  DONE: ['success', CheckCircleOutlined],
  UNREADABLE: ['error', ErrorOutlineOutlined],
  STOPPED: ['error', ErrorOutlineOutlined],
  CANCELLED: ['neutral', BlockOutlined],
} as const satisfies Record<StaffListState, unknown>;

/** Whether the worker has it, so that the page looks again by itself. */
export const isUnderWay = (state: StaffListState): boolean =>
  state === 'RECEIVED' || state === 'CHECKING' || state === 'RUNNING';

export function StaffListStateChip({ state }: { state: StaffListState }) {
  const { t } = useText();
  const [tone, icon] = LOOKS[state];
  return <StatusChip tone={tone} icon={icon} label={t(`staffList.states.${state}`)} />;
}
