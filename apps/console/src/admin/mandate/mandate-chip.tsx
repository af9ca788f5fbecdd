import BlockOutlined from '@mui/icons-material/BlockOutlined';
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import DrawOutlined from '@mui/icons-material/DrawOutlined';
import EventBusyOutlined from '@mui/icons-material/EventBusyOutlined';
import FactCheckOutlined from '@mui/icons-material/FactCheckOutlined';
import HighlightOff from '@mui/icons-material/HighlightOff';
import HourglassEmpty from '@mui/icons-material/HourglassEmpty';
import type { MandateState } from '@mandataire/domain/mandate';
import type { ElementType } from 'react';
import { useText } from '../../i18n/use-text.js';
import { StatusChip, type Tone } from '../parts/status-chip.js';

const LOOKS: Readonly<Record<MandateState, readonly [Tone, ElementType]>> = {
  DRAFT: ['neutral', HourglassEmpty],
  AWAITING_SIGNATURES: ['info', DrawOutlined],
  SIGNED: ['info', CheckCircleOutlined],
  UNDER_RA_REVIEW: ['info', FactCheckOutlined],
  ACTIVE: ['success', CheckCircleOutlined],
  REJECTED: ['error', HighlightOff],
  LAPSED: ['warning', EventBusyOutlined],
  CANCELLED: ['neutral', HighlightOff],
  REVOKED: ['error', BlockOutlined],
  ENDED: ['neutral', BlockOutlined],
  EXPIRED: ['neutral', EventBusyOutlined],
};

export function MandateChip({ state }: { state: MandateState }) {
  const { t } = useText();
  const [tone, icon] = LOOKS[state];
  return <StatusChip tone={tone} icon={icon} label={t(`company.mandates.${state}`)} />;
}
