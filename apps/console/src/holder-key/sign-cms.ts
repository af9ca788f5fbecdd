import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { engineOf, type WebCrypto } from './engine.js';
import type { OpenedPkcs12 } from './open-pkcs12.js';

const DATA = '1.2.840.113549.1.7.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';

const attribute = (type: string, value: asn1js.BaseBlock): pkijs.Attribute =>
  new pkijs.Attribute({ type, values: [value] });

const octetsOf = (one: { toSchema(): asn1js.BaseBlock }): Uint8Array =>
  new Uint8Array(one.toSchema().toBER());

/** SET OF in the order of its octets (X.690 §11.6). */
const ordered = (attributes: readonly pkijs.Attribute[]): pkijs.Attribute[] =>
  [...attributes].sort((one, other) => {
    const [left, right] = [octetsOf(one), octetsOf(other)];
    const at = left.findIndex((octet, i) => octet !== right[i]);
    return (left[at] ?? 0) - (right[at] ?? 0);
  });

/**
 * A detached CMS over these octets with a person's own key (CAdES baseline B, EN 319 122-1), DER: the certificate is named
 * in what is signed. Made here, so that the key never leaves the browser.
 */
export async function signCms(
  content: Uint8Array<ArrayBuffer>,
  { privateKey, certificate, others }: OpenedPkcs12,
  crypto: WebCrypto = globalThis.crypto,
): Promise<Uint8Array> {
  const digest = await crypto.subtle.digest('SHA-256', content);
  const certificateDigest = await crypto.subtle.digest('SHA-256', octetsOf(certificate).slice());
  const sequence = (...value: asn1js.BaseBlock[]) => new asn1js.Sequence({ value });
  const named = sequence(sequence(sequence(new asn1js.OctetString({ valueHex: certificateDigest }))));
  const signedData = new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: DATA }),
    certificates: [certificate, ...others],
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({
          issuer: certificate.issuer,
          serialNumber: certificate.serialNumber,
        }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({
          type: 0,
          attributes: ordered([
            attribute(CONTENT_TYPE, new asn1js.ObjectIdentifier({ value: DATA })),
            attribute(MESSAGE_DIGEST, new asn1js.OctetString({ valueHex: digest })),
            attribute(SIGNING_TIME, new asn1js.UTCTime({ valueDate: new Date() })),
            attribute(SIGNING_CERTIFICATE_V2, named),
          ]),
        }),
      }),
    ],
  });
  await signedData.sign(privateKey, 0, 'SHA-256', content.buffer, engineOf(crypto));
  const wrapped = new pkijs.ContentInfo({ contentType: SIGNED_DATA, content: signedData.toSchema(true) });
  return octetsOf(wrapped);
}
