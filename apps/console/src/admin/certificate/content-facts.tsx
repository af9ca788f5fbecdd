import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type {
  CertificateContent,
  CertificateExtension,
  ExtensionValue,
  NameAttribute,
} from '../../graphql/schema-certificate.js';
import type { Translate } from '../../i18n/text-store.js';
import { useText } from '../../i18n/use-text.js';
import { MONOSPACE } from '../../theme/theme.js';
import { DefinitionList, type Definition } from '../../ui/definition-list.js';

/** Purposes that our profiles use (RFC 5280 §4.2.1.12, RFC 9336). */
const PURPOSES: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.36': 'documentSigning',
  '1.3.6.1.5.5.7.3.9': 'ocspSigning',
};

/** Signature algorithms that this CA uses (D21). */
const SIGNATURES: Readonly<Record<string, string>> = {
  '1.2.840.10045.4.3.2': 'ECDSA, SHA-256',
  '1.2.840.10045.4.3.3': 'ECDSA, SHA-384',
  '1.2.840.10045.4.3.4': 'ECDSA, SHA-512',
  '1.2.840.113549.1.1.11': 'RSA, SHA-256',
  '1.2.840.113549.1.1.12': 'RSA, SHA-384',
  '1.2.840.113549.1.1.13': 'RSA, SHA-512',
};

const Octets = ({ hex }: { hex: string }) => (
  <Box component="span" sx={{ fontFamily: MONOSPACE, fontSize: '0.8125rem' }}>
    {hex
      .toUpperCase()
      .match(/.{1,4}/g)
      ?.join(' ') ?? ''}
  </Box>
);

const isHex = (text: string) => /^([0-9a-f]{2}){8,}$/.test(text);

function valueText({ kind, value }: ExtensionValue, name: string | null, t: Translate): ReactNode {
  if (kind !== null && ['endEntity', 'authority', 'pathLength', 'ocsp', 'caIssuers'].includes(kind))
    return t(`content.${kind}`, { value });
  if (name === 'keyUsage') return t(`content.bits.${value}`, { _: value });
  const purpose = name === 'extendedKeyUsage' ? PURPOSES[value] : undefined;
  if (purpose !== undefined) return `${t(`content.purposes.${purpose}`)} (${value})`;
  return isHex(value) ? <Octets hex={value} /> : value;
}

const named = (attributes: readonly NameAttribute[], t: Translate): Definition[] =>
  attributes.map(({ name, oid, value }) => ({
    term: name ? t(`content.attributes.${name}`, { _: name }) : oid,
    value,
  }));

const extensionOf = ({ name, oid, critical, values }: CertificateExtension, t: Translate): Definition => ({
  term: (
    <>
      {name ? t(`content.names.${name}`, { _: name }) : oid}
      {critical ? ` (${t('content.critical')})` : ''}
    </>
  ),
  value: values.map((value, i) => <div key={i}>{valueText(value, name, t)}</div>),
});

function keyText({ keyAlgorithm, keyBits, keyCurve }: CertificateContent, t: Translate): string {
  if (keyAlgorithm === 'OTHER') return t('content.other');
  return t(keyAlgorithm === 'RSA' ? 'content.rsa' : 'content.ec', {
    bits: keyBits ?? 0,
    curve: keyCurve ?? '',
  });
}

const Section = ({ title, items }: { title: string; items: readonly Definition[] }) => (
  <Box component="section" sx={{ minWidth: 0 }}>
    <Typography variant="h3" sx={{ mb: 0.5 }}>
      {title}
    </Typography>
    <DefinitionList items={items} />
  </Box>
);

/** Every field of the certificate, in words; what we don't know is shown by number and octets. */
export function ContentFacts({ content }: { content: CertificateContent }) {
  const { t } = useText();
  const { subject, issuer, extensions, version, signatureAlgorithm, sha256, sha1 } = content;
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      <Section title={t('content.subject')} items={named(subject, t)} />
      <Section title={t('content.issuer')} items={named(issuer, t)} />
      <Section
        title={t('content.key')}
        items={[
          { term: t('content.publicKey'), value: keyText(content, t) },
          { term: t('content.signature'), value: SIGNATURES[signatureAlgorithm] ?? signatureAlgorithm },
          { term: t('content.version'), value: version },
        ]}
      />
      <Section
        title={t('content.extensions')}
        items={extensions.map((extension) => extensionOf(extension, t))}
      />
      <Section
        title={t('content.digests')}
        items={[
          { term: 'SHA-256', value: <Octets hex={sha256} /> },
          { term: 'SHA-1', value: <Octets hex={sha1} /> },
        ]}
      />
    </Box>
  );
}
