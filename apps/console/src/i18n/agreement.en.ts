/** Texts of the agreement that a holder gives by QR code, loaded with its page. */
export const en = {
  agreement: {
    title: 'Your agreement',
    lead: 'Your identity is being verified today for %{company}. Read your data before you agree.',
    data: 'Data to be verified',
    meeting: 'Meeting',
    meetingAt: '%{place}, on %{date}',
    text: 'What you agree to',
    version: 'Text of %{version}',
    check: 'These data are right and I agree that my identity is verified.',
    give: 'I agree',
    giving: 'Recording…',
    need: 'Tick the declaration to give your agreement.',
    until: 'This link is valid until %{time}.',
    givenTitle: 'Your agreement is recorded',
    givenText: 'You can close this page and turn back to your agent.',
  },
};
