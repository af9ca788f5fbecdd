import AutorenewOutlined from '@mui/icons-material/AutorenewOutlined';
import BlockOutlined from '@mui/icons-material/BlockOutlined';
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import DrawOutlined from '@mui/icons-material/DrawOutlined';
import EventBusyOutlined from '@mui/icons-material/EventBusyOutlined';
import FactCheckOutlined from '@mui/icons-material/FactCheckOutlined';
import HighlightOff from '@mui/icons-material/HighlightOff';
import HourglassEmpty from '@mui/icons-material/HourglassEmpty';
import VerifiedUserOutlined from '@mui/icons-material/VerifiedUserOutlined';
import WarningAmber from '@mui/icons-material/WarningAmber';
import type { CertificateState } from '@mandataire/domain/certificate';
import type { ElementType } from 'react';
import type { CertificateSummary, OrderSummary, Verification } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { isRevoking } from '../certificate/revocation-progress.js';
import { shownOrderState, type ShownOrderState } from '../order/order-progress.js';
import { StatusChip, type Tone } from './status-chip.js';

type Look = readonly [Tone, ElementType];

const CERTIFICATE: Readonly<Record<CertificateState, Look>> = {
  REQUESTED: ['info', HourglassEmpty],
  ISSUED: ['info', HourglassEmpty],
  ACTIVE: ['success', CheckCircleOutlined],
  REFUSED: ['error', HighlightOff],
  REVOKED: ['error', BlockOutlined],
  EXPIRED: ['neutral', EventBusyOutlined],
  ABANDONED: ['neutral', HighlightOff],
};

const ORDER: Readonly<Record<ShownOrderState, Look>> = {
  DRAFT: ['neutral', HourglassEmpty],
  AWAITING_CONSENT: ['info', HourglassEmpty],
  AWAITING_COSIGN: ['warning', DrawOutlined],
  SUBMITTED: ['info', HourglassEmpty],
  UNDER_REVIEW: ['info', FactCheckOutlined],
  INCOMPLETE: ['warning', WarningAmber],
  APPROVED: ['info', CheckCircleOutlined],
  REJECTED: ['error', HighlightOff],
  LINK_SENT: ['info', HourglassEmpty],
  LINK_EXPIRED: ['warning', EventBusyOutlined],
  DOWNLOADED: ['info', HourglassEmpty],
  APPOINTMENT_BOOKED: ['info', HourglassEmpty],
  NO_SHOW: ['warning', EventBusyOutlined],
  HANDED_OVER: ['info', CheckCircleOutlined],
  COMPLETED: ['success', CheckCircleOutlined],
  CANCELLED: ['neutral', HighlightOff],
};

const VERIFICATION: Readonly<Record<string, Look>> = {
  VERIFIED: ['success', VerifiedUserOutlined],
  SCHEDULED: ['info', HourglassEmpty],
  REQUESTED: ['info', HourglassEmpty],
  IN_PROGRESS: ['info', HourglassEmpty],
  STALE: ['warning', WarningAmber],
  INVALIDATED: ['error', HighlightOff],
  FAILED: ['error', HighlightOff],
  NO_SHOW: ['warning', EventBusyOutlined],
  CANCELLED: ['neutral', HighlightOff],
};

/** A revocation under way says more than the state it will soon replace. */
export function CertificateStateChip({
  certificate,
}: {
  certificate: Pick<CertificateSummary, 'state' | 'revocation'>;
}) {
  const { t } = useText();
  if (certificate.state !== 'REVOKED' && isRevoking(certificate.revocation)) {
    return <StatusChip tone="warning" icon={AutorenewOutlined} label={t('certificate.revoking')} />;
  }
  const [tone, icon] = CERTIFICATE[certificate.state];
  return <StatusChip tone={tone} icon={icon} label={t(`certificate.states.${certificate.state}`)} />;
}

export function OrderStateChip({ order }: { order: Pick<OrderSummary, 'state' | 'consentedAt'> }) {
  const { t } = useText();
  const state = shownOrderState(order);
  const [tone, icon] = ORDER[state];
  return <StatusChip tone={tone} icon={icon} label={t(`order.states.${state}`)} />;
}

export function VerificationChip({ verification }: { verification: Verification | null }) {
  const { t } = useText();
  const state = verification?.state ?? 'NONE';
  const [tone, icon] = VERIFICATION[state] ?? ['neutral', WarningAmber];
  return <StatusChip tone={tone} icon={icon} label={t(`verification.${state}`, { _: state })} />;
}
