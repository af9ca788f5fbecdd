/** Texts of the console about who reads a company's files: members, staff of the platform, and what they said. */
export const en = {
  access: {
    closed: 'File to open',
    before: 'Before you open this file',
    seen: 'The company sees who reads its files, why and until when. The file stays open for eight hours, or until you leave it.',
    reason: 'Reason',
    reasonHelp: 'The company will read this reason.',
    reasons: { ORDER: 'Examination of the request', MANDATE: 'Examination of the mandate' },
    open: 'Open the file',
    opening: 'Opening…',
    openUntil: 'File open until %{time}, reason: %{reason}',
    leave: 'Leave the file',
  },
};
