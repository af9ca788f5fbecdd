import { describe, expect, it } from '@jest/globals';
import { runningSystem } from '../../support/system/index.js';

const page = (path = '/', init: RequestInit = {}) => fetch(`${runningSystem().urls.console}${path}`, init);
const NONCE = /script-src 'nonce-([A-Za-z0-9+/]{22}==)';style-src 'self' 'nonce-\1';/;

describe('the console’s page', () => {
  it.each(['/', '/index.html', '/any/deep/address', '/?query'])(
    'carries a nonce of its own at %s',
    async (path) => {
      const [first, second] = await Promise.all([page(path), page(path)]);
      const policy = first?.headers.get('content-security-policy') ?? '';
      const nonce = NONCE.exec(policy)?.[1];
      expect(policy).not.toContain('unsafe');
      expect(second?.headers.get('content-security-policy')).not.toBe(policy);
      const html = (await first?.text()) ?? '';
      expect(html).not.toContain('{{');
      const tags = [
        ...html.matchAll(/<(?:script|link rel="modulepreload"|meta property="csp-nonce")[^>]*>/g),
      ];
      expect(tags.length).toBeGreaterThan(1);
      expect(tags.filter(([tag]) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
    },
  );

  it('is kept by nobody, framed by nobody, opened by nobody, and has no use for the device', async () => {
    const { headers } = await page();
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('etag')).toBeNull();
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toMatch(
      /microphone=\(\),.*camera=\(self\),.*publickey-credentials-get=\(self\)/,
    );
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('is kept for ever in its parts, whose names say what is in them', async () => {
    const [, part = ''] = /src="(\/assets\/[^"]+)"/.exec(await (await page()).text()) ?? [];
    const { headers, status } = await page(part);
    expect({ status, kept: headers.get('cache-control') }).toEqual({
      status: 200,
      kept: 'public, max-age=31536000, immutable',
    });
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  });

  it('gives nothing outside the build', async () => {
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/assets/..%2f..%2fpackage.json',
      '/.env',
    ]) {
      const { status, headers } = await page(path);
      expect({ path, leaks: status === 200 && headers.get('content-type')?.includes('json') }).toEqual({
        path,
        leaks: false,
      });
    }
  });
});
