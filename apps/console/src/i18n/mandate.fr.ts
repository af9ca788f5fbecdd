/** What a mandate says: shared by the signing links and the console. */
export const fr = {
  mandate: {
    acts: {
      VERIFY: 'Vérifier l’identité des porteurs',
      ORDER: 'Commander des certificats',
      RENEW: 'Renouveler des certificats',
      REVOKE: 'Demander la révocation d’un certificat',
    },
    actsHelp: {
      VERIFY: 'Rencontrer chaque futur porteur, contrôler sa pièce d’identité et inscrire ses données.',
      ORDER: 'Demander un certificat pour un porteur vérifié et co-signer la demande.',
      RENEW: 'Prolonger un certificat avant son échéance, quand aucune donnée n’a changé.',
      REVOKE: 'Mettre hors service un certificat perdu, volé ou devenu inexact, à toute heure.',
    },
    facts: {
      company: 'Entreprise',
      siren: 'SIREN',
      city: 'Siège',
      representative: 'Représentant légal',
      agent: 'Mandataire de certification',
      acts: 'Actes confiés',
      products: 'Certificats concernés',
      establishments: 'Établissements',
      wholeCompany: 'Toute l’entreprise',
      term: 'Durée',
      termValue: 'du %{start} au %{end} inclus',
      signedAt: 'Signé par le représentant',
      agentSignedAt: 'Accepté par le mandataire',
      goodThrough: 'Signature utilisable jusqu’au',
      endedAt: 'Terminé le',
      notNamed: 'pas encore désigné',
      pending: 'pas encore',
    },
  },
};
