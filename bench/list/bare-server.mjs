/**
 * The reference of `bench list`: node:http, pg and one statement. No session, no permission, no row-level security, no
 * GraphQL: what nobody can be faster than with these two packages. Reads BARE_DATABASE_URL; prints its port.
 */
import http from 'node:http';
import process from 'node:process';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.BARE_DATABASE_URL, max: 8 });

const PAGE = {
  name: 'page',
  text: `
    SELECT c.id, c.version, c.state, c.serial, c.product_code, p.facts ->> 'name' AS product_name, c.holder_id, c.order_id,
      c.certified_data, c.not_before, c.not_after, c.issued_at, c.accepted_at, c.revoked_at
    FROM certificate c
    JOIN certificate_order o ON o.tenant_id = c.tenant_id AND o.id = c.order_id
    JOIN product_version p ON p.code = o.product_code AND p.version = o.product_version
    WHERE c.tenant_id = $1
    ORDER BY c.not_after, c.id LIMIT $2`,
};

const instant = (date) => (date === null ? null : date.toISOString());

function node(row, now) {
  const { surname, givenNames, email, jobTitle } = row.certified_data;
  const over = (row.state === 'ACTIVE' || row.state === 'ISSUED') && row.not_after.getTime() <= now;
  return {
    id: row.id,
    version: row.version,
    state: over ? 'EXPIRED' : row.state,
    serial: row.serial,
    productCode: row.product_code,
    productName: row.product_name,
    holderId: row.holder_id,
    orderId: row.order_id,
    holderName: `${givenNames[0]} ${surname}`,
    certifiedData: { surname, givenNames, email, jobTitle },
    notBefore: instant(row.not_before),
    notAfter: instant(row.not_after),
    issuedAt: instant(row.issued_at),
    acceptedAt: instant(row.accepted_at),
    revokedAt: instant(row.revoked_at),
  };
}

async function page({ tenantId, first }) {
  const { rows } = await pool.query({ ...PAGE, values: [tenantId, first + 1] });
  const now = Date.now();
  return JSON.stringify({
    data: {
      certificates: {
        edges: rows.slice(0, first).map((row) => ({ node: node(row, now) })),
        pageInfo: { hasNextPage: rows.length > first },
      },
    },
  });
}

const server = http.createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    page(JSON.parse(body)).then(
      (answer) => response.setHeader('content-type', 'application/json').end(answer),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
