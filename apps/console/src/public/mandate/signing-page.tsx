import { FilePage } from './file-page.js';
import { SigningFlow } from './signing-flow.js';
import { SigningOutcome } from './signing-outcome.js';

/** `#/mandat/signer/:token`: the representative names his MC and signs; no account needed (D25). */
export default function SigningPage({ token }: { token: string }) {
  return (
    <FilePage token={token} signer="REPRESENTATIVE">
      {(opened) =>
        opened.file.state === 'AWAITING_SIGNATURES' && opened.file.representativeSignedAt === null ? (
          <SigningFlow token={token} {...opened} />
        ) : (
          <SigningOutcome file={opened.file} />
        )
      }
    </FilePage>
  );
}
