import type { StateMachine } from '../decision/index.js';

export type OrderState =
  | 'DRAFT'
  | 'AWAITING_CONSENT'
  | 'SUBMITTED'
  | 'UNDER_REVIEW'
  | 'INCOMPLETE'
  | 'APPROVED'
  | 'REJECTED'
  | 'LINK_SENT'
  | 'LINK_EXPIRED'
  | 'DOWNLOADED'
  | 'APPOINTMENT_BOOKED'
  | 'NO_SHOW'
  | 'HANDED_OVER'
  | 'COMPLETED'
  | 'CANCELLED';

export type OrderAction =
  | 'requestConsent'
  | 'submit'
  | 'startReview'
  | 'askForMore'
  | 'complete'
  | 'approve'
  | 'reject'
  | 'sendLink'
  | 'resendLink'
  | 'expireLink'
  | 'download'
  | 'restart'
  | 'suspendOnLint'
  | 'close'
  | 'bookAppointment'
  | 'miss'
  | 'handOver'
  | 'correctAtDesk'
  | 'supersede'
  | 'endMandate'
  | 'cancel';

/** Order (commande, demande de certificat), docs/rules.md (b), completed by D5, D26, D27. */
export const orderMachine: StateMachine<OrderState, OrderAction> = {
  name: 'Order',
  initial: 'DRAFT',
  states: [
    'DRAFT',
    'AWAITING_CONSENT',
    'SUBMITTED',
    'UNDER_REVIEW',
    'INCOMPLETE',
    'APPROVED',
    'REJECTED',
    'LINK_SENT',
    'LINK_EXPIRED',
    'DOWNLOADED',
    'APPOINTMENT_BOOKED',
    'NO_SHOW',
    'HANDED_OVER',
    'COMPLETED',
    'CANCELLED',
  ],
  terminal: ['REJECTED', 'COMPLETED', 'CANCELLED'],
  transitions: [
    {
      from: ['DRAFT'],
      action: 'requestConsent',
      to: 'AWAITING_CONSENT',
      actors: ['CERTIFICATION_AGENT', 'LEGAL_REPRESENTATIVE'],
    },
    {
      from: ['AWAITING_CONSENT'],
      action: 'submit',
      to: 'SUBMITTED',
      actors: ['CERTIFICATION_AGENT', 'LEGAL_REPRESENTATIVE'],
    },
    { from: ['SUBMITTED'], action: 'startReview', to: 'UNDER_REVIEW', actors: ['SYSTEM'] },
    { from: ['UNDER_REVIEW'], action: 'askForMore', to: 'INCOMPLETE', actors: ['REGISTRATION_OFFICER'] },
    {
      from: ['INCOMPLETE'],
      action: 'complete',
      to: 'UNDER_REVIEW',
      actors: ['CERTIFICATION_AGENT', 'HOLDER'],
    },
    { from: ['UNDER_REVIEW'], action: 'approve', to: 'APPROVED', actors: ['REGISTRATION_OFFICER'] },
    {
      from: ['UNDER_REVIEW', 'APPOINTMENT_BOOKED'],
      action: 'reject',
      to: 'REJECTED',
      actors: ['REGISTRATION_OFFICER'],
    },
    { from: ['APPROVED'], action: 'sendLink', to: 'LINK_SENT', actors: ['SYSTEM'] },
    // D29: asked for by whoever asked for the first one; a link that is over is the office's to send again.
    {
      from: ['AWAITING_CONSENT'],
      action: 'resendLink',
      to: 'AWAITING_CONSENT',
      actors: ['CERTIFICATION_AGENT', 'LEGAL_REPRESENTATIVE'],
    },
    {
      from: ['LINK_SENT'],
      action: 'resendLink',
      to: 'LINK_SENT',
      actors: ['CERTIFICATION_AGENT', 'LEGAL_REPRESENTATIVE', 'REGISTRATION_OFFICER'],
    },
    { from: ['LINK_EXPIRED'], action: 'resendLink', to: 'LINK_SENT', actors: ['REGISTRATION_OFFICER'] },
    { from: ['LINK_SENT'], action: 'expireLink', to: 'LINK_EXPIRED', actors: ['SYSTEM'] },
    { from: ['LINK_SENT'], action: 'download', to: 'DOWNLOADED', actors: ['HOLDER'] },
    // D27: the reserved serial was never delivered; the holder gets a new link, or the file goes back for correction.
    { from: ['DOWNLOADED'], action: 'restart', to: 'APPROVED', actors: ['SYSTEM'] },
    { from: ['DOWNLOADED'], action: 'suspendOnLint', to: 'INCOMPLETE', actors: ['SYSTEM'] },
    { from: ['DOWNLOADED', 'HANDED_OVER'], action: 'close', to: 'COMPLETED', actors: ['HOLDER', 'SYSTEM'] },
    {
      from: ['APPROVED', 'NO_SHOW'],
      action: 'bookAppointment',
      to: 'APPOINTMENT_BOOKED',
      actors: ['HOLDER', 'CERTIFICATION_AGENT'],
    },
    { from: ['APPOINTMENT_BOOKED'], action: 'miss', to: 'NO_SHOW', actors: ['REGISTRATION_OFFICER'] },
    { from: ['APPOINTMENT_BOOKED'], action: 'handOver', to: 'HANDED_OVER', actors: ['REGISTRATION_OFFICER'] },
    {
      from: ['APPOINTMENT_BOOKED'],
      action: 'correctAtDesk',
      to: 'INCOMPLETE',
      actors: ['REGISTRATION_OFFICER'],
    },
    // R23, F64: the data that the order would certify have changed; a link already sent stops working with it.
    {
      from: [
        'DRAFT',
        'AWAITING_CONSENT',
        'SUBMITTED',
        'UNDER_REVIEW',
        'INCOMPLETE',
        'APPROVED',
        'LINK_SENT',
        'LINK_EXPIRED',
        'APPOINTMENT_BOOKED',
        'NO_SHOW',
      ],
      action: 'supersede',
      to: 'CANCELLED',
      actors: ['SYSTEM'],
    },
    // D12: the mandate under which it was placed ended before it was submitted.
    { from: ['DRAFT', 'AWAITING_CONSENT'], action: 'endMandate', to: 'CANCELLED', actors: ['SYSTEM'] },
    {
      from: [
        'DRAFT',
        'AWAITING_CONSENT',
        'SUBMITTED',
        'UNDER_REVIEW',
        'INCOMPLETE',
        'APPROVED',
        'LINK_EXPIRED',
        'APPOINTMENT_BOOKED',
        'NO_SHOW',
      ],
      action: 'cancel',
      to: 'CANCELLED',
      actors: ['CERTIFICATION_AGENT', 'LEGAL_REPRESENTATIVE', 'HOLDER', 'REGISTRATION_OFFICER'],
    },
  ],
};
