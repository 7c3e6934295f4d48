// Coverage against the registries of IANA (lists as of 2026), so that a name that is forgotten is seen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schemeOf } from '../../../../src/core/explain/auth/schemes.ts';
import { CODINGS } from '../../../../src/core/explain/fields/content-encoding.ts';
import { DIRECTIVES } from '../../../../src/core/explain/fields/engine/cache-directives.ts';
import { fieldDefinition } from '../../../../src/core/explain/fields/engine/definition.ts';
import { RULES } from '../../../../src/core/explain/fields/index.ts';
import { registeredNames } from '../../../../src/core/explain/fields/registry.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Fields that people meet, of all kinds. */
const MET = words(`
Accept Accept-CH Accept-Charset Accept-Encoding Accept-Language Accept-Patch Accept-Post Accept-Query Accept-Ranges Accept-Signature Access-Control-Allow-Credentials Access-Control-Allow-Headers Access-Control-Allow-Methods Access-Control-Allow-Origin
Access-Control-Expose-Headers Access-Control-Max-Age Access-Control-Request-Headers Access-Control-Request-Method Age Allow ALPN
Alt-Svc Alt-Used Authentication-Info Authorization Cache-Control Cache-Group-Invalidation Cache-Groups Cache-Status Capsule-Protocol CDN-Cache-Control CDN-Loop CF-Cache-Status CF-RAY Clear-Site-Data Client-Cert Client-Cert-Chain Connection Content-Digest
Content-Disposition Content-Encoding Content-Language Content-Length Content-Location Content-Range Content-Security-Policy
Content-Security-Policy-Report-Only Content-Type Cookie Cross-Origin-Embedder-Policy Cross-Origin-Opener-Policy Cross-Origin-Resource-Policy Date DAV Deprecation Depth Destination DNT DPoP DPoP-Nonce Early-Data ETag Expect Expect-CT Expires Forwarded From
Host HTTP2-Settings Idempotency-Key If If-Match If-Modified-Since If-None-Match If-Range If-Unmodified-Since Keep-Alive Last-Event-ID Last-Modified Link Location Lock-Token Max-Forwards MIME-Version NEL No-Vary-Search Origin Origin-Agent-Cluster Overwrite
Permissions-Policy Pragma Prefer Preference-Applied Priority Proxy-Authenticate Proxy-Authentication-Info Proxy-Authorization
Proxy-Status Public-Key-Pins Range RateLimit RateLimit-Policy Referer Referrer-Policy Refresh Report-To Reporting-Endpoints Repr-Digest Retry-After Save-Data Sec-CH-UA Sec-CH-UA-Mobile Sec-CH-UA-Platform Sec-Fetch-Dest Sec-Fetch-Mode Sec-Fetch-Site Sec-Fetch-User Sec-GPC Sec-WebSocket-Accept Sec-WebSocket-Extensions Sec-WebSocket-Key Sec-WebSocket-Protocol Sec-WebSocket-Version Server
Server-Timing Set-Cookie Signature Signature-Input SOAPAction SourceMap Strict-Transport-Security Sunset Surrogate-Control TE
Timeout Timing-Allow-Origin Traceparent Tracestate Trailer Transfer-Encoding Upgrade Upgrade-Insecure-Requests User-Agent Vary Via
Want-Content-Digest Want-Repr-Digest Warning WWW-Authenticate X-Accel-Buffering X-Amz-Cf-Id X-Amzn-RequestId X-Api-Key X-AspNet-Version X-Cache X-Content-Type-Options X-Correlation-Id X-CSRF-Token X-DNS-Prefetch-Control X-Forwarded-For X-Forwarded-Host
X-Forwarded-Proto X-Frame-Options X-HTTP-Method-Override X-Permitted-Cross-Domain-Policies X-Powered-By X-RateLimit-Limit
X-RateLimit-Remaining X-RateLimit-Reset X-Real-IP X-Request-Id X-Requested-With X-Robots-Tag X-Served-By X-XSS-Protection
`);

/** Registered fields that hardly anybody meets. */
const RARE = words(`
A-IM Accept-Additions Accept-Datetime Accept-Features ALPN Alternates Apply-To-Redirect-Ref Authentication-Control Cal-Managed-ID
CalDAV-Timezones Cert-Not-After Cert-Not-Before Close DASL Delta-Base Hobareg If-Schedule-Tag-Match IM Include-Referred-Token-Binding-ID Label Memento-Datetime Meter Negotiate OData-EntityId OData-Isolation OData-MaxVersion OData-Version Optional-WWW-Authenticate Ordering-Type OSCORE OSLC-Core-Version Ping-From Ping-To Position Public-Key-Pins-Report-Only Redirect-Ref Replay-Nonce Schedule-Reply Schedule-Tag Sec-Purpose Sec-Token-Binding SLUG Status-URI Surrogate-Capability TCN Topic TTL Urgency
Variant-Vary AMP-Cache-Transform Configuration-Context EDIINT-Features Isolation Repeatability-Client-ID Repeatability-First-Sent
Repeatability-Request-ID Repeatability-Result Content-ID Differential-ID Protocol-Info Protocol-Query Access-Control C-Ext C-Man
C-Opt C-PEP C-PEP-Info Content-Base Content-MD5 Content-Script-Type Content-Style-Type Content-Version Cookie2 Default-Style
Derived-From Ext GetProfile Man Method-Check Method-Check-Expires Opt P3P PEP Pep-Info PICS-Label ProfileObject Protocol Protocol-Request Proxy-Features Proxy-Instruction Public Referer-Root Safe Security-Scheme Set-Cookie2 SetProfile URI Want-Digest Link-Template Use-As-Dictionary Available-Dictionary Dictionary-ID Concealed-Auth-Export
`);

const missing = (names: readonly string[], known: (name: string) => boolean): readonly string[] => names.filter((name) => !known(name));

test('every field that people meet, and every rare one of the registry, is defined', () => {
  assert.deepEqual(
    missing([...MET, ...RARE], (name) => fieldDefinition(name) !== undefined),
    [],
  );
});

test('every registered authentication scheme is known', () => {
  const registered = words(
    'Basic Bearer Concealed Digest DPoP GNAP HOBA Mutual Negotiate OAuth PrivateToken SCRAM-SHA-1 SCRAM-SHA-256 vapid',
  );
  assert.equal(registered.length, 14);
  assert.deepEqual(
    missing(registered, (name) => schemeOf(name) !== undefined),
    [],
  );
});

test('every registered cache directive is known, with the messages that it stands in', () => {
  const registered = words(
    'immutable max-age max-stale min-fresh must-revalidate must-understand no-cache no-store no-transform only-if-cached private proxy-revalidate public s-maxage stale-if-error stale-while-revalidate',
  );
  assert.equal(registered.length, 16);
  assert.deepEqual(Object.keys(DIRECTIVES).toSorted(), registered.toSorted());
  for (const [name, known] of Object.entries(DIRECTIVES)) assert.ok(known.request ?? known.response, name);
});

test('every registered content coding is known', () => {
  const registered = words('aes128gcm br compress dcb dcz deflate exi gzip identity pack200-gzip x-compress x-gzip zstd');
  assert.equal(registered.length, 13);
  assert.deepEqual(Object.keys(CODINGS).toSorted(), registered.toSorted());
});

test('the coverage of the registries is printed', (t) => {
  const definitions = [...registeredNames(), ...RULES.map(({ name }) => name)];
  const names = new Set(definitions.map((name) => name.toLowerCase()));
  const standing = [...names].map((name) => fieldDefinition(name)?.standing ?? 'permanent');
  const count = (wanted: string): number => standing.filter((one) => one === wanted).length;
  t.diagnostic(
    `${names.size} field names: ${count('permanent')} permanent (IANA has 184), ${count('provisional')} provisional, ${count('deprecated') + count('obsolete')} deprecated or obsolete, ${count('common')} unregistered; ${RULES.length} read their values`,
  );
  assert.ok(names.size >= 258 && count('permanent') >= 184 && RULES.length >= 120);
});
