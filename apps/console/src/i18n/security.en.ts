/** Texts of second factors, recovery codes, new passwords and the links of an account, loaded with what shows them. */
export const en = {
  newPassword: {
    long: 'Long enough.',
    tooShort: '%{smart_count} more character needed. |||| %{smart_count} more characters needed.',
    help: 'At least %{minimum} characters. A phrase that only you know is the simplest. No special character is required; do not reuse an existing password.',
    PASSWORD_COMMON: '– it resembles a common password, a row of keys or a repetition.',
    PASSWORD_ABOUT_YOU: '– it is mostly made of your name, your address or your company.',
  },
  enrolment: {
    title: 'Enrol your second factor',
    intro:
      'Your role asks for a code beside the password. Open an authenticator app on your phone (Aegis, FreeOTP, Google Authenticator, Microsoft Authenticator…) and scan this code.',
    here: 'Open in the app of this device',
    qr: 'QR code to scan with your authenticator app',
    manual: 'Cannot scan? Type this key into the app:',
    manualHelp: 'Type: time-based. It will not be shown again.',
    copy: 'Copy the key',
    copied: 'Key copied',
    code: 'Six-digit code',
    codeHelp: 'The one that the app shows, to check that it is set up right.',
    submit: 'Enrol this second factor',
    submitting: 'Enrolling…',
  },
  recoveryCodes: {
    title: 'Keep your recovery codes',
    intro:
      'If your phone is lost, one of these ten codes replaces that of the app. Each one works only once.',
    list: 'Recovery codes',
    copy: 'Copy',
    copied: 'Codes copied',
    save: 'Save as a text file',
    print: 'Print',
    once: 'They will never be shown again. Keep them off your phone: printed in a safe place, or in a password manager.',
    kept: 'I have put them in a safe place.',
    continue: 'Continue',
    paperTitle: 'Mandataire – recovery codes',
    paperHelp: 'Each code works only once, in place of the authenticator app.',
    fileName: 'recovery-codes-mandataire.txt',
  },
  secondFactor: {
    recovery: 'Recovery code',
    recoveryHelp: 'One of the ten codes given with your second factor, not used yet.',
    useRecovery: 'Use a recovery code',
    useApp: 'Use the authenticator app',
  },
  stepUp: {
    title: 'Confirm that it is you',
    code: 'This action asks for a recent code. Enter the one that your authenticator app shows now.',
    recovery: 'This action asks for a recent proof. Enter one of your recovery codes.',
    password: 'This action asks for a recent proof. Enter your password.',
    then: 'The action then goes on at once; nothing is lost if you cancel.',
    confirm: 'Confirm',
    confirming: 'Checking…',
  },
  forgotten: {
    title: 'Forgotten password',
    intro: 'Enter the address you sign in with: we send a link to it.',
    submit: 'Send me a link',
    submitting: 'Sending…',
    sentTitle: 'Check your mailbox',
    sentText:
      'If a space exists for %{email}, a link to choose a new password has just been sent there. It is valid for thirty minutes.',
    sentFactor: 'Your second factor is still asked for afterwards: the link does not replace it.',
    sentNothing: 'Nothing received? Look in your junk mail, then check the address.',
    other: 'Try another address',
    login: 'Back to sign-in',
  },
  reset: {
    title: 'Choose a new password',
    intro: 'This password replaces the former one. All your sessions will be closed.',
    password: 'New password',
    submit: 'Save the new password',
    submitting: 'Saving…',
    doneTitle: 'Your password is changed',
    doneText: 'Sign in with %{email} and this new password.',
    doneFactor: 'If you have a second factor, you will be asked for it as before.',
  },
  emailChange: {
    title: 'Confirm your new address',
    intro:
      'From now on you will sign in with the address that received this link. Your other sessions will be closed and your former address will be told.',
    submit: 'Confirm this address',
    submitting: 'Confirming…',
    doneTitle: 'Your sign-in address has changed',
    doneText: 'Use the new address the next time you sign in. The password stays the same.',
    next: 'Go to my space',
  },
  emailUndo: {
    title: 'Undo the change of address',
    intro:
      'Somebody has changed the address that opens your space. If it was not you, restore this one: all sessions will be closed and you will choose a new password.',
    submit: 'Restore my address',
    submitting: 'Restoring…',
    doneTitle: 'Your address is restored',
    doneText:
      'All sessions are closed. A link to choose a new password is being sent to this address: use it without delay.',
  },
  accountLink: {
    LINK_UNKNOWN_title: 'This link is not recognised',
    LINK_UNKNOWN_text:
      'Check that the address is complete: open it directly from the e-mail. If that does not help, ask again.',
    LINK_REPLACED_title: 'A newer link was sent to you',
    LINK_REPLACED_text: 'Open the latest e-mail: only its link works.',
    ACCOUNT_LINK_EXPIRED_title: 'This link has expired',
    ACCOUNT_LINK_EXPIRED_text:
      'It was valid for a limited time only, for your safety. Ask again to receive another one.',
    ACCOUNT_LINK_USED_title: 'This link has already been used',
    ACCOUNT_LINK_USED_text:
      'It works only once. If it was not you, choose a new password at once and tell your ChamberSign France contact.',
    again: 'Ask for a new link',
    footer: 'In doubt about this page? Tell your ChamberSign France contact.',
  },
};
