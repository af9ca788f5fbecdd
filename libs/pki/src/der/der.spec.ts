import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  DerError,
  TAG,
  bitString,
  children,
  decodeBase64,
  decodeOid,
  encodeOid,
  generalizedTime,
  integer,
  namedBits,
  octetString,
  pem,
  printableString,
  readBitString,
  readDer,
  readNamedBits,
  readOctets,
  readPem,
  readTime,
  readUnsigned,
  sequence,
  time,
  tlv,
  unsignedInteger,
  utf8String,
} from './index.js';

const octets = fc.uint8Array({ maxLength: 400 });

describe('DER', () => {
  it('reads back every unsigned integer it writes, in the shortest form', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 200n }), (value) => {
        expect(readUnsigned(readDer(integer(value)))).toBe(value);
      }),
    );
    expect(Buffer.from(unsignedInteger(Uint8Array.of(0, 0, 0x80))).toString('hex')).toBe('02020080');
    expect(Buffer.from(integer(0)).toString('hex')).toBe('020100');
  });

  it('reads back object identifiers whose arcs exceed 64 bits (2.25.UUID)', () => {
    const arc = fc.bigInt({ min: 0n, max: (1n << 128n) - 1n });
    fc.assert(
      fc.property(fc.array(arc, { minLength: 1, maxLength: 6 }), (arcs) => {
        const dotted = `2.${arcs.join('.')}`;
        expect(decodeOid(encodeOid(dotted))).toBe(dotted);
      }),
    );
    expect(Buffer.from(encodeOid('1.2.840.113549.1.1.11')).toString('hex')).toBe('2a864886f70d01010b');
  });

  it('refuses to read an object identifier of more than 128 octets, without summing it up', () => {
    const longest = Uint8Array.of(...new Array<number>(127).fill(0x81), 1);
    expect(decodeOid(longest)).toMatch(/^2\.\d+$/);
    // Summed up, a million octets would keep this test for hours.
    const bomb = new Uint8Array(1_000_000).fill(0x81, 0, 999_999);
    expect(() => decodeOid(bomb)).toThrow(DerError);
  });

  it.each(['', '1', '3.1', '1.40', '1.2.', '1.02', 'a.b'])(
    'refuses to write %p as an object identifier',
    (text) => {
      expect(() => encodeOid(text)).toThrow(RangeError);
    },
  );

  it('reads back octet, bit and nested structures of any length', () => {
    fc.assert(
      fc.property(fc.array(octets, { maxLength: 5 }), (parts) => {
        const nodes = children(readDer(sequence(...parts.map(octetString), ...parts.map(bitString))));
        const half = nodes.length / 2;
        parts.forEach((part, index) => {
          expect(Buffer.from(part).equals(readOctets(nodes[index]))).toBe(true);
          expect(Buffer.from(part).equals(readBitString(nodes[half + index]))).toBe(true);
        });
      }),
    );
    const long = new Uint8Array(70_000);
    expect(readOctets(readDer(octetString(long))).length).toBe(70_000);
  });

  it('never throws anything but DerError on octets at random', () => {
    const walk = (bytes: Uint8Array): void => {
      const node = readDer(bytes);
      if (node.tag & 0x20) children(node).forEach((child) => walk(child.raw));
    };
    fc.assert(
      fc.property(octets, (bytes) => {
        try {
          walk(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(DerError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['3080020101', 'indefinite length'],
    ['048101ff', 'length that is not minimal'],
    ['04820001ff', 'length with a leading zero'],
    ['0405ff', 'element longer than its container'],
    ['0401ff00', 'octets after the end'],
    ['1f0100', 'tag of several octets'],
  ])('refuses %s: %s', (hex) => {
    expect(() => readDer(Buffer.from(hex, 'hex'))).toThrow(DerError);
  });

  it('refuses a padded integer and a negative one where a number is expected', () => {
    expect(() => readUnsigned(readDer(Buffer.from('02020001', 'hex')))).toThrow(DerError);
    expect(() => readUnsigned(readDer(Buffer.from('0201ff', 'hex')))).toThrow(DerError);
  });

  it('writes named bits without trailing zeros (X.690 §11.2.2)', () => {
    expect(Buffer.from(namedBits([0, 1])).toString('hex')).toBe('030206c0');
    expect(Buffer.from(namedBits([5, 6])).toString('hex')).toBe('03020106');
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(40)), (bits) => {
        expect(readNamedBits(readDer(namedBits(bits)))).toEqual([...bits].sort((a, b) => a - b));
      }),
    );
  });

  it('writes UTCTime until 2049 and GeneralizedTime from 2050 on, without milliseconds (RFC 5280 §4.1.2.5)', () => {
    expect(Buffer.from(time(new Date('2049-12-31T23:59:59.999Z'))).toString('latin1', 2)).toBe(
      '491231235959Z',
    );
    const later = time(new Date('2050-01-01T00:00:00Z'));
    expect(later[0]).toBe(TAG.GENERALIZED_TIME);
    expect(Buffer.from(later).toString('latin1', 2)).toBe('20500101000000Z');
    const instants = fc.date({
      min: new Date('1950-01-01'),
      max: new Date('2999-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (at) => {
        const seconds = Math.floor(at.getTime() / 1000) * 1000;
        expect(readTime(readDer(time(at))).getTime()).toBe(seconds);
        expect(readTime(readDer(generalizedTime(at))).getTime()).toBe(seconds);
      }),
    );
  });

  it('refuses a time with fractions or on a day that does not exist', () => {
    const generalized = (text: string) => readDer(tlv(TAG.GENERALIZED_TIME, Buffer.from(text)));
    expect(() => readTime(generalized('20260101000000.5Z'))).toThrow(DerError);
    expect(() => readTime(generalized('20260230000000Z'))).toThrow(DerError);
  });

  it('keeps accents in UTF8String and refuses them in PrintableString', () => {
    expect(Buffer.from(readDer(utf8String('Zoé')).content).toString('utf8')).toBe('Zoé');
    expect(() => printableString('Zoé')).toThrow(RangeError);
    expect(() => printableString('a@b')).toThrow(RangeError);
  });

  it('reads back every PEM block it writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        const [block] = readPem(`before\r\n${pem('CERTIFICATE', bytes).replaceAll('\n', '\r\n')}after`);
        expect(block?.label).toBe('CERTIFICATE');
        expect(Buffer.from(bytes).equals(block?.der ?? new Uint8Array())).toBe(true);
      }),
    );
    expect(decodeBase64('not base64!')).toBeUndefined();
  });
});
