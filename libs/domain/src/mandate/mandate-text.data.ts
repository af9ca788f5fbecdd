/** The words of a mandate and of the two commitments (F6); a change of words is a new version. */
export interface MandateText {
  readonly version: string;
  readonly mandate: readonly string[];
  readonly independence: string;
  readonly departure: string;
}

export const CURRENT_MANDATE_TEXT: MandateText = {
  version: '2026-11-01',
  mandate: [
    'Je soussigné(e), représentant légal de l’entreprise désignée ci-dessus, donne mandat à la personne désignée ci-dessus pour être mandataire de certification de l’entreprise auprès de ChamberSign France, autorité de certification, et de ses bureaux d’enregistrement.',
    'À ce titre, elle vérifie l’identité des porteurs et leur rattachement à l’entreprise, commande, renouvelle et demande la révocation des certificats, dans les limites indiquées ci-dessus.',
    'Elle n’a jamais accès aux clés privées des porteurs ni aux données qui permettent de les utiliser.',
    'Je signale sans délai à l’autorité de certification le départ du mandataire. Je peux mettre fin à ce mandat à tout moment ; il prend alors fin immédiatement.',
    'Mes données d’identification et la preuve de cette signature sont conservées avec le dossier d’enregistrement pendant sept ans au moins après la fin du dernier certificat qui s’y rattache.',
  ],
  independence:
    'Je m’engage à effectuer correctement et de façon indépendante les contrôles d’identité des futurs porteurs, et à contrôler les dossiers de demande, conformément à la politique de certification.',
  departure:
    'Je m’engage à signaler sans délai à l’autorité d’enregistrement mon départ de l’entreprise ou la fin de mes fonctions de mandataire de certification.',
};
