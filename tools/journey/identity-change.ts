import { randomUUID } from 'node:crypto';
import type { NewHolder } from './chain-of-trust.js';
import type { Ground, Issued } from './order-to-certificate.js';
import { watchRevoked } from './revocation.js';

interface Impact {
  readonly changes: readonly { readonly attribute: string; readonly after: string }[];
  readonly certificatesToRevoke: readonly { readonly id: string }[];
  readonly ordersToCreate: number;
  readonly immediate: boolean;
  readonly daysWithoutCertificate: number;
}

export interface Changed {
  readonly identityChangeToOcspMs: number;
  readonly replacementOrderId: string;
}

const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date());

/**
 * The holder marries: the MC sees what the change will do, confirms, and the worker revokes and drafts the replacement.
 * The time runs from sending the confirmation to the first OCSP answer that says revoked.
 */
export async function changeSurname(ground: Ground, holder: NewHolder, issued: Issued): Promise<Changed> {
  const { steps, mc } = ground;
  const { version } = (
    await mc.request<{ holder: { version: number } }>('query($id: ID!) { holder(id: $id) { version } }', {
      id: holder.id,
    })
  ).holder;
  const change = {
    holderId: holder.id,
    version,
    surname: 'Martin-Lefèvre',
    givenNames: ['Zoé', 'Anne-Marie'],
    email: holder.email,
    jobTitle: 'Directrice administrative',
    effectiveOn: today(),
  };
  const impact = await steps.run(
    'Le MC change le nom : la console montre d’abord les conséquences',
    async () => {
      const { previewIdentityChange } = await mc.request<{ previewIdentityChange: Impact }>(
        `query($input: IdentityChangeInput!) { previewIdentityChange(input: $input) {
         changes { attribute after } certificatesToRevoke { id } ordersToCreate immediate daysWithoutCertificate } }`,
        { input: change },
      );
      const ids = previewIdentityChange.certificatesToRevoke.map((certificate) => certificate.id);
      if (ids.join() !== issued.certificateId || previewIdentityChange.ordersToCreate !== 1) {
        throw new Error(`conséquences inattendues : ${JSON.stringify(previewIdentityChange)}`);
      }
      return previewIdentityChange;
    },
  );
  const start = performance.now();
  await steps.run('Le MC confirme', () =>
    mc.request(
      'mutation($input: ConfirmIdentityChangeInput!) { confirmIdentityChange(input: $input) { state } }',
      {
        input: {
          ...change,
          idempotencyKey: randomUUID(),
          confirmedCertificateIds: impact.certificatesToRevoke.map((certificate) => certificate.id),
        },
      },
    ),
  );
  const identityChangeToOcspMs = await steps.run('openssl ocsp : revoked, sans autre geste', async () => {
    await watchRevoked(ground, issued);
    return Math.round(performance.now() - start);
  });
  const replacementOrderId = await steps.run(
    'Une commande de remplacement attend la vérification',
    async () => {
      const { orders } = await mc.request<{
        orders: { edges: { node: { id: string; kind: string; state: string; blocker: string | null } }[] };
      }>(
        'query($filter: OrderFilter) { orders(first: 50, filter: $filter) { edges { node { id kind state blocker } } } }',
        {
          filter: { holderId: holder.id },
        },
      );
      const replacements = orders.edges
        .map((edge) => edge.node)
        .filter((node) => node.kind === 'REPLACEMENT');
      const [only] = replacements;
      if (replacements.length !== 1 || only?.state !== 'DRAFT' || only.blocker !== 'IDENTITY_VERIFICATION') {
        throw new Error(`remplacements : ${JSON.stringify(replacements)}`);
      }
      return only.id;
    },
  );
  return { identityChangeToOcspMs, replacementOrderId };
}
