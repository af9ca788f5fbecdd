import type { fr } from './mandate.fr.js';

type Texts<Tree> = { [Key in keyof Tree]: Tree[Key] extends string ? string : Texts<Tree[Key]> };

export const en: Texts<typeof fr> = {
  mandate: {
    acts: {
      VERIFY: 'Verify the identity of holders',
      ORDER: 'Order certificates',
      RENEW: 'Renew certificates',
      REVOKE: 'Request the revocation of a certificate',
    },
    actsHelp: {
      VERIFY: 'Meet each future holder, check the identity document and record the data.',
      ORDER: 'Request a certificate for a verified holder and co-sign the request.',
      RENEW: 'Extend a certificate before it ends, when no data has changed.',
      REVOKE: 'Put a lost, stolen or no longer accurate certificate out of service, at any hour.',
    },
    facts: {
      company: 'Company',
      siren: 'SIREN',
      city: 'Head office',
      representative: 'Legal representative',
      agent: 'Certification agent',
      acts: 'Acts entrusted',
      products: 'Certificates covered',
      establishments: 'Establishments',
      wholeCompany: 'The whole company',
      term: 'Term',
      termValue: 'from %{start} to %{end} inclusive',
      signedAt: 'Signed by the representative',
      agentSignedAt: 'Accepted by the agent',
      goodThrough: 'Signature usable until',
      endedAt: 'Ended on',
      notNamed: 'not named yet',
      pending: 'not yet',
    },
  },
};
