import { undoEmailChange } from '../../graphql/account-links.js';
import { EmailLinkPage } from './email-link-page.js';

/** `#/email-undo/:token`: from the old address; the link to a new password comes by mail. */
export default function EmailUndoPage({ token }: { token: string }) {
  return (
    <EmailLinkPage token={token} texts="emailUndo" onAct={undoEmailChange}>
      {null}
    </EmailLinkPage>
  );
}
