import { request } from './client.js';
import { CERTIFICATE_SUMMARY, HOLDER, IDENTITY_CHANGE, ORDER_SUMMARY } from './fragments.js';
import { operation, type Operation } from './operation.js';
import type { Holder } from './schema.js';
import type {
  IdentityChange,
  IdentityChangeImpact,
  IdentityChangeInput,
  IdentityInput,
  RecordVerificationInput,
} from './schema-identity.js';

const holderMutation = (name: string, input: string): Operation =>
  operation(`mutation Act($input: ${input}!) { ${name}(input: $input) { ${HOLDER} } }`);

const ADD_HOLDER = holderMutation('addHolder', 'AddHolderInput');

/** What no certificate carries. */
export interface HolderContact {
  readonly phone: string | null;
  readonly establishment: string | null;
}

/** `idempotencyKey`: one per opening of the form. */
export const addHolder = async (
  input: IdentityInput & { idempotencyKey: string; anotherPerson: boolean } & HolderContact,
): Promise<Holder> => (await request<{ addHolder: Holder }>(ADD_HOLDER, { input })).addHolder;

interface Versioned {
  readonly holderId: string;
  readonly version: number;
}

const CHANGE_HOLDER_CONTACT = holderMutation('changeHolderContact', 'ChangeHolderContactInput');

/** Contact data only: revokes nothing (D15). */
export const changeHolderContact = async (input: Versioned & HolderContact): Promise<Holder> =>
  (await request<{ changeHolderContact: Holder }>(CHANGE_HOLDER_CONTACT, { input })).changeHolderContact;

const INVITE_HOLDER = holderMutation('inviteHolder', 'HolderActInput');

export const inviteHolder = async (input: Versioned): Promise<Holder> =>
  (await request<{ inviteHolder: Holder }>(INVITE_HOLDER, { input })).inviteHolder;

const RECORD_VERIFICATION = holderMutation('recordVerification', 'RecordVerificationInput');

/** Takes back a change that is planned for a later day (D17). */
export const cancelIdentityChange = async (input: Versioned): Promise<Holder> =>
  (
    await request<{ cancelIdentityChange: Holder }>(
      holderMutation('cancelIdentityChange', 'HolderActInput'),
      { input },
    )
  ).cancelIdentityChange;

export const recordVerification = async (input: RecordVerificationInput): Promise<Holder> =>
  (await request<{ recordVerification: Holder }>(RECORD_VERIFICATION, { input })).recordVerification;

const PREVIEW_IDENTITY_CHANGE =
  operation(`query Preview($input: IdentityChangeInput!) { previewIdentityChange(input: $input) {
  changes { attribute before after } ordersToCreate immediate daysWithoutCertificate
  certificatesToRevoke { ${CERTIFICATE_SUMMARY} } ordersToCancel { ${ORDER_SUMMARY} }
} }`);

/** Writes nothing (I-15). */
export const previewIdentityChange = async (input: IdentityChangeInput): Promise<IdentityChangeImpact> =>
  (await request<{ previewIdentityChange: IdentityChangeImpact }>(PREVIEW_IDENTITY_CHANGE, { input }))
    .previewIdentityChange;

const CONFIRM_IDENTITY_CHANGE = operation(`mutation Confirm($input: ConfirmIdentityChangeInput!) {
  confirmIdentityChange(input: $input) { ${IDENTITY_CHANGE} }
}`);

/** `confirmedCertificateIds`: those that were shown; refused when they are others by now (I-15). */
export const confirmIdentityChange = async (
  input: IdentityChangeInput & { idempotencyKey: string; confirmedCertificateIds: readonly string[] },
): Promise<IdentityChange> =>
  (await request<{ confirmIdentityChange: IdentityChange }>(CONFIRM_IDENTITY_CHANGE, { input }))
    .confirmIdentityChange;
