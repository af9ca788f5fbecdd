import {
  DerError,
  TAG,
  children,
  childrenOf,
  objectIdentifier,
  printableString,
  readDer,
  readOid,
  sequence,
  set,
  utf8String,
  type DerNode,
} from '../der/index.js';
import { ATTRIBUTE, isPrintableAttribute, type AttributeName } from './attribute-type.js';

/** Attributes in the order of the encoding, one per relative distinguished name. */
export type DistinguishedName = readonly (readonly [AttributeName, string])[];

/** @throws RangeError when countryName or serialNumber holds a character that PrintableString lacks. */
export function writeName(name: DistinguishedName): Uint8Array {
  return sequence(
    ...name.map(([attribute, value]) =>
      set(
        sequence(
          objectIdentifier(ATTRIBUTE[attribute]),
          isPrintableAttribute(attribute) ? printableString(value) : utf8String(value),
        ),
      ),
    ),
  );
}

export interface NameAttribute {
  readonly oid: string;
  /** Undefined for an attribute that this CA doesn't write. */
  readonly name: AttributeName | undefined;
  /** Tag of the string type. */
  readonly tag: number;
  readonly value: string;
}

/** All attributes of an encoded name, in order. @throws DerError when it isn't a Name or a value isn't a string. */
export const readName = (der: Uint8Array): NameAttribute[] =>
  childrenOf(readDer(der), TAG.SEQUENCE).flatMap((rdn) => childrenOf(rdn, TAG.SET).map(readAttribute));

/** Values of one attribute, in order. */
export const valuesOf = (attributes: readonly NameAttribute[], name: AttributeName): string[] =>
  attributes.filter((attribute) => attribute.name === name).map((attribute) => attribute.value);

const NAME_OF = new Map(
  Object.entries(ATTRIBUTE).map(([name, oid]) => [oid as string, name as AttributeName]),
);

function readAttribute(node: DerNode): NameAttribute {
  const [type, value] = children(node);
  const oid = readOid(type);
  if (!value) throw new DerError('attribute without a value');
  return { oid, name: NAME_OF.get(oid), tag: value.tag, value: readString(value) };
}

function readString(node: DerNode): string {
  const octets = Buffer.from(node.content);
  switch (node.tag) {
    case TAG.UTF8_STRING:
      return octets.toString('utf8');
    case TAG.PRINTABLE_STRING:
    case TAG.IA5_STRING:
    case TAG.T61_STRING:
      return octets.toString('latin1');
    case TAG.BMP_STRING:
      return Buffer.from(octets).swap16().toString('utf16le');
    default:
      throw new DerError('attribute value: not a string');
  }
}
