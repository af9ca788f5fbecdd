import { FORMER_POLICY_ARC, isReadableOid } from '@mandataire/domain/catalogue';
import { TAG, children, decodeOid, readDer, type DerNode } from '../der/index.js';
import { unless, type Lint } from './lint.js';

/**
 * Every object identifier is one that each reader must take: GnuTLS and NSS refuse a policy with larger elements. The
 * policies of the profiles' first version are larger; what was ordered with one keeps it (I-32), no other may be.
 */
export const objectIdentifiersLint: Lint = {
  clause: 'RFC 5280 §B',
  check: ({ toBeSigned, extensions }) =>
    [toBeSigned, ...extensions.map(({ value }) => value)]
      .flatMap((octets) => identifiersIn(readDer(octets)))
      .filter((oid) => !oid.startsWith(`${FORMER_POLICY_ARC}.`))
      .flatMap((oid) => unless(isReadableOid(oid), 'an object identifier is larger than readers must take')),
};

function identifiersIn(node: DerNode): string[] {
  if (node.tag === TAG.OID) return [decodeOid(node.content)];
  return node.tag & 0x20 ? children(node).flatMap(identifiersIn) : [];
}
