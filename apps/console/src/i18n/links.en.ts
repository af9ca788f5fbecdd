import type { fr } from './links.fr.js';

type Texts<Tree> = { [Key in keyof Tree]: Tree[Key] extends string ? string : Texts<Tree[Key]> };

export const en: Texts<typeof fr> = {
  linkProblem: {
    LINK_UNKNOWN_title: 'This link is not recognised',
    LINK_UNKNOWN_text:
      'Check that the address is complete: open it straight from the e-mail. If it still fails, ask your ChamberSign France contact for a new link.',
    LINK_EXPIRED_title: 'This link has expired',
    LINK_EXPIRED_text:
      'For your security it was valid for a limited time only. Your ChamberSign France contact can send you a new one.',
    LINK_REPLACED_title: 'A newer link was sent to you',
    LINK_REPLACED_text: 'Open the last e-mail you received: only its link works.',
    LINK_USED_title: 'This link has been used',
    LINK_USED_text:
      'It works once. If it was you, there is nothing left to do here: what comes next will reach you by e-mail. If not, tell your ChamberSign France contact at once.',
    activationFooter:
      'In doubt about this page? Call the certification agent of your company or your ChamberSign France contact.',
    footer: 'In doubt about this page? Call your ChamberSign France contact before you sign.',
  },
  actCode: {
    title: 'Signing code',
    intro: 'To recognise you, we send an eight-digit code to %{email}.',
    request: 'Send me my code by e-mail',
    requesting: 'Sending the code…',
    sent: 'A code was sent to %{email}. It is valid until %{time}.',
    again: 'Send a new code',
    againIn: 'New code possible in %{smart_count} second |||| New code possible in %{smart_count} seconds',
    code: 'Eight-digit code',
    typedName: 'Your first name and surname',
    typedNameHelp: 'As shown above: %{name}',
    stale: 'The mandate has changed since you opened it.',
    reread: 'Read the mandate again',
  },
  signedText: {
    title: 'Text of the mandate',
    version: 'Version of %{version}',
    fingerprint: 'Fingerprint of the document: %{hash}',
    fingerprintHelp: 'It is kept with your signature and proves what you read.',
    limits: 'Who, what, until when',
  },
  signing: {
    title: 'Name your certification agent',
    steps: { company: 'Company', agent: 'Agent', sign: 'Signature' },
    progress: 'Steps',
    companyTitle: 'Is this your company?',
    companyIntro:
      'The certification agent manages the electronic certificates of your company. You name this person here, without an account, in three steps.',
    companyConfirm: 'Yes, continue',
    companyWrong: 'Something is wrong',
    companyWrongText:
      'Do not sign. Tell your ChamberSign France contact, who will correct the record of your company and send you a new link.',
    agentTitle: 'Whom do you name?',
    agentIntro:
      'Someone you trust in your company. This person will receive an e-mail to read the mandate, accept it and make the commitments. You may name yourself.',
    agentName: 'First name and surname of the agent',
    agentEmail: 'The agent’s professional e-mail address',
    agentEmailHelp: 'A personal address that nobody else reads.',
    acts: 'What this person may do',
    products: 'For which certificates',
    establishments: 'Establishments (SIRET)',
    establishmentsHelp:
      'Leave it empty for the whole company. Otherwise one SIRET a line: fourteen digits that begin with %{siren}. This person will see the holders of these establishments only.',
    oneStar: 'Software certificate, a file protected by a password',
    hardware: 'Certificate on a cryptographic token, handed over in person',
    startsOn: 'Start of the mandate',
    endsOn: 'End of the mandate (inclusive)',
    endsOnHelp: 'Three years at most, which is %{date}. You can end it at any time.',
    agentNext: 'Continue to the text of the mandate',
    saving: 'Saving…',
    signTitle: 'Read, then sign',
    signIntro: 'This is the full mandate. Your signature binds you on behalf of %{company}.',
    change: 'Change the agent or the powers',
    sign: 'Sign the mandate',
    signing: 'Signing…',
    doneTitle: 'Your mandate is signed',
    doneText:
      '%{agent} receives an e-mail at %{email} to accept the mandate. The registration office then reviews the file; you will be told of its decision by e-mail.',
    doneNext:
      'There is nothing else to do. Keep a proof of the company (a Kbis extract for instance) and your identity document at hand: the registration office may ask to see them.',
    signedAt: 'Signed on %{date}.',
    reviewTitle: 'The file is under review',
    reviewText:
      'You have signed and %{agent} has accepted. The registration office is reviewing the file; you will be told by e-mail.',
    activeTitle: 'The mandate is in force',
    activeText: '%{agent} acts for %{company} until %{date} inclusive.',
    closedTitle: 'This mandate no longer awaits a signature',
    closedText:
      'It was cancelled, refused or has ended. Your ChamberSign France contact can tell you what comes next.',
  },
  accepting: {
    title: 'Accept your certification mandate',
    intro:
      '%{representative} names you certification agent of %{company}. Read the mandate, make your two commitments, then sign.',
    waitTitle: 'The legal representative has not signed yet',
    waitText: 'You will receive an e-mail when it is your turn. There is nothing to do until then.',
    commitments: 'Your commitments',
    accepts: 'I have read the mandate and I accept it.',
    independenceTitle: 'Identity checks',
    departureTitle: 'Departure or end of duties',
    commit: 'I make this commitment.',
    sign: 'Accept and sign',
    signing: 'Signing…',
    until: 'The representative signed on %{date}; this must be completed within three months.',
    doneTitle: 'Your acceptance is recorded',
    doneText:
      'The registration office now reviews the file. If it approves, you will receive an e-mail to activate your space and choose your password and second factor.',
    doneNext: 'Keep your identity document at hand: the registration office may ask to see it.',
    activeTitle: 'Your mandate is in force',
    activeText:
      'You act for %{company} until %{date} inclusive. Activate your space with the link you received by e-mail, or sign in.',
    login: 'Go to sign-in',
    closedTitle: 'This mandate no longer awaits your acceptance',
    closedText: 'It was cancelled, refused or has ended. Ask your legal representative.',
  },
  activation: {
    title: 'Activate your space',
    intro: 'Hello %{name}. This is your space for the electronic certificates of %{company}.',
    steps: { password: 'Password', factor: 'Second factor' },
    passwordTitle: 'Choose your password',
    email: 'Your sign-in address',
    password: 'Password',
    next: 'Continue',
    activate: 'Activate my space',
    activating: 'Activating…',
    back: 'Back to the password',
    doneTitle: 'Your space is activated',
    doneText: 'Sign in with %{email} and the password you have just chosen.',
    doneFactor: 'Keep your phone close: you will be asked for a six-digit code.',
    login: 'Sign in',
    invitationTitle: '%{company} invites you',
    invitationIntro: 'Hello %{name}. %{company} invites you to join its space for electronic certificates.',
    invitationEffect:
      'You will use your usual account (%{email}). The company has no access to it; unless you accept, it learns nothing of it.',
    invitationFactor: 'A second factor is asked for: if you have none, you enrol it when you next sign in.',
    accept: 'Join this space',
    accepting: 'One moment…',
    joinedTitle: 'You have joined %{company}',
    joinedText: 'Sign in with %{email}: the company is in your list.',
  },
};
