/** Texts of the agreement that a holder gives by QR code, loaded with its page. */
export const fr = {
  agreement: {
    title: 'Votre accord',
    lead: 'Votre identité est vérifiée aujourd’hui pour %{company}. Relisez vos données avant de donner votre accord.',
    data: 'Données qui seront vérifiées',
    meeting: 'Rencontre',
    meetingAt: '%{place}, le %{date}',
    text: 'Ce que vous acceptez',
    version: 'Texte du %{version}',
    check: 'Ces données sont exactes et j’accepte que mon identité soit vérifiée.',
    give: 'Donner mon accord',
    giving: 'Enregistrement…',
    need: 'Cochez la déclaration pour donner votre accord.',
    until: 'Ce lien est valable jusqu’à %{time}.',
    givenTitle: 'Votre accord est enregistré',
    givenText: 'Vous pouvez fermer cette page et rendre la parole à votre mandataire.',
  },
};
