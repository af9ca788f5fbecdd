import type { StateMachine } from '../decision/index.js';

export type PaymentState = 'NOT_DUE' | 'DUE' | 'PAID' | 'COVERED' | 'WAIVED' | 'REFUNDED';
export type PaymentAction = 'fallDue' | 'recordPayment' | 'cover' | 'waive' | 'refund';

/** Payment: due after download for Initio (R8), at handover for the others (R7); never blocks a revocation (I-10). */
export const paymentMachine: StateMachine<PaymentState, PaymentAction> = {
  name: 'Payment',
  initial: 'NOT_DUE',
  states: ['NOT_DUE', 'DUE', 'PAID', 'COVERED', 'WAIVED', 'REFUNDED'],
  terminal: ['COVERED', 'WAIVED', 'REFUNDED'],
  transitions: [
    { from: ['NOT_DUE'], action: 'fallDue', to: 'DUE', actors: ['SYSTEM'] },
    { from: ['DUE'], action: 'recordPayment', to: 'PAID', actors: ['REGISTRATION_OFFICER', 'FINANCE'] },
    { from: ['DUE'], action: 'cover', to: 'COVERED', actors: ['FINANCE'] },
    { from: ['DUE'], action: 'waive', to: 'WAIVED', actors: ['SALES'] },
    { from: ['PAID'], action: 'refund', to: 'REFUNDED', actors: ['FINANCE'] },
  ],
};
