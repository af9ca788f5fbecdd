import type { CompanyFile } from '../../graphql/onboarding.js';

/** A dialog on a company's page; it gives the page as it is afterwards. */
export interface CompanyDialogProps {
  readonly file: CompanyFile;
  readonly onDone: (file: CompanyFile) => void;
  readonly onClose: () => void;
}
