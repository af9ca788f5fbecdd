export const en = {
  file: {
    choose: 'Choose a file',
    drop: 'Drop a file here, or choose one.',
    kept: '%{name} (%{size})',
    replace: 'Replace',
    remove: 'Remove',
    sending: 'Sending %{name}…',
    checking: 'Checking %{name}…',
    kilobytes: '%{size} kB',
    megabytes: '%{size} MB',
    open: 'Save',
    opening: 'Opening…',
    help: {
      COMPANY_PROOF: 'PDF, JPEG, PNG or WebP, at most 10 MB.',
      MANDATE_SCAN: 'PDF, JPEG, PNG or WebP, at most 10 MB.',
      IDENTITY_DOCUMENT:
        'PDF, JPEG, PNG or WebP, at most 10 MB. The copy is encrypted; it goes to the archive of the registration authority once that accepts the file, and your company does not keep it.',
      STAFF_LIST: 'CSV or XLSX, at most 10 MB.',
    },
  },
  identityFiles: {
    front: 'Copy of the document, front',
    back: 'Copy of the document, back (optional)',
    title: 'Copies of the identity document',
    none: 'No copy was attached.',
    archived: 'In the archive of the registration authority since %{date}.',
    erased: 'Erased on %{date}.',
    notice: 'Your name, the time and your reason stay in the company’s journal.',
  },
};
