/** Texts of the console about who reads a company's files: members, staff of the platform, and what they said. */
export const fr = {
  access: {
    closed: 'Dossier à ouvrir',
    before: 'Avant d’ouvrir ce dossier',
    seen: 'L’entreprise voit qui consulte ses dossiers, pour quel motif et jusqu’à quand. Le dossier reste ouvert huit heures, ou jusqu’à ce que vous le quittiez.',
    reason: 'Motif',
    reasonHelp: 'L’entreprise lira ce motif.',
    reasons: { ORDER: 'Instruction de la demande', MANDATE: 'Instruction du mandat' },
    open: 'Ouvrir le dossier',
    opening: 'Ouverture…',
    openUntil: 'Dossier ouvert jusqu’à %{time}, motif : %{reason}',
    leave: 'Quitter le dossier',
  },
};
