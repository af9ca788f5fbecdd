import {
  CERTIFICATE,
  CERTIFICATE_SUMMARY,
  HOLDER,
  HOLDER_SUMMARY,
  MANDATE,
  ORDER,
  ORDER_SUMMARY,
} from './fragments.js';

/** How a react-admin resource is read: the connection's field, its arguments and its rows. */
export interface ListSource {
  readonly field: string;
  readonly node: string;
  readonly counted: boolean;
  /** GraphQL type of `filter`; absent when the list takes none. */
  readonly filterType?: string;
}

export const LISTS: Readonly<Record<string, ListSource>> = {
  holders: { field: 'holders', node: HOLDER_SUMMARY, counted: true, filterType: 'HolderFilter' },
  certificates: {
    field: 'certificates',
    node: CERTIFICATE_SUMMARY,
    counted: true,
    filterType: 'CertificateFilter',
  },
  orders: { field: 'orders', node: ORDER_SUMMARY, counted: true, filterType: 'OrderFilter' },
  review: { field: 'reviewQueue', node: ORDER_SUMMARY, counted: true },
  journal: {
    field: 'journal',
    node: 'id at name actorKind actorName objectType objectId previousState nextState reason companyName',
    counted: false,
    filterType: 'JournalFilter',
  },
  'access-grants': {
    field: 'accessGrants',
    node: 'id objectType objectId role accountName companyName reason openedAt expiresAt endedAt',
    counted: false,
  },
  mandates: { field: 'mandates', node: MANDATE, counted: false, filterType: 'MandateFilter' },
  'mandate-review': { field: 'mandateQueue', node: MANDATE, counted: false },
};

export interface RecordSource {
  readonly field: string;
  readonly node: string;
}

/** The field that opens one record, and what its page shows. */
export const RECORDS: Readonly<Record<string, RecordSource>> = {
  holders: { field: 'holder', node: HOLDER },
  certificates: { field: 'certificate', node: CERTIFICATE },
  orders: { field: 'order', node: ORDER },
  review: { field: 'order', node: ORDER },
  mandates: { field: 'mandate', node: MANDATE },
  'mandate-review': { field: 'mandate', node: MANDATE },
};
