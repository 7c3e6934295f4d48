// All field rules, one line each, in the order of their names.

import { accept } from './accept.ts';
import { acceptCh } from './accept-ch.ts';
import { acceptCharset } from './accept-charset.ts';
import { acceptEncoding } from './accept-encoding.ts';
import { acceptLanguage } from './accept-language.ts';
import { acceptPatch } from './accept-patch.ts';
import { acceptPost } from './accept-post.ts';
import { acceptQuery } from './accept-query.ts';
import { acceptRanges } from './accept-ranges.ts';
import { accessControlAllowCredentials } from './access-control-allow-credentials.ts';
import { accessControlAllowHeaders } from './access-control-allow-headers.ts';
import { accessControlAllowMethods } from './access-control-allow-methods.ts';
import { accessControlAllowOrigin } from './access-control-allow-origin.ts';
import { accessControlExposeHeaders } from './access-control-expose-headers.ts';
import { accessControlMaxAge } from './access-control-max-age.ts';
import { accessControlRequestHeaders } from './access-control-request-headers.ts';
import { accessControlRequestMethod } from './access-control-request-method.ts';
import { age } from './age.ts';
import { allow } from './allow.ts';
import { altSvc } from './alt-svc.ts';
import { altUsed } from './alt-used.ts';
import { authenticationInfo } from './authentication-info.ts';
import { authorization } from './authorization.ts';
import { cacheControl } from './cache-control.ts';
import { cacheGroupInvalidation } from './cache-group-invalidation.ts';
import { cacheGroups } from './cache-groups.ts';
import { cacheStatus } from './cache-status.ts';
import { capsuleProtocol } from './capsule-protocol.ts';
import { cdnCacheControl } from './cdn-cache-control.ts';
import { cdnLoop } from './cdn-loop.ts';
import { cfCacheStatus } from './cf-cache-status.ts';
import { cfRay } from './cf-ray.ts';
import { clearSiteData } from './clear-site-data.ts';
import { connection } from './connection.ts';
import { contentDigest } from './content-digest.ts';
import { contentDisposition } from './content-disposition.ts';
import { contentEncoding } from './content-encoding.ts';
import { contentLanguage } from './content-language.ts';
import { contentLength } from './content-length.ts';
import { contentLocation } from './content-location.ts';
import { contentMd5 } from './content-md5.ts';
import { contentRange } from './content-range.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { contentSecurityPolicyReportOnly } from './content-security-policy-report-only.ts';
import { contentType } from './content-type.ts';
import { cookie } from './cookie.ts';
import { criticalCh } from './critical-ch.ts';
import { crossOriginEmbedderPolicy } from './cross-origin-embedder-policy.ts';
import { crossOriginOpenerPolicy } from './cross-origin-opener-policy.ts';
import { crossOriginResourcePolicy } from './cross-origin-resource-policy.ts';
import { date } from './date.ts';
import { dav } from './dav.ts';
import { deprecation } from './deprecation.ts';
import { depth } from './depth.ts';
import { destination } from './destination.ts';
import { digest } from './digest.ts';
import { dnt } from './dnt.ts';
import { dpop } from './dpop.ts';
import { dpopNonce } from './dpop-nonce.ts';
import { earlyData } from './early-data.ts';
import type { FieldRule } from './engine/rule.ts';
import { etag } from './etag.ts';
import { expect } from './expect.ts';
import { expectCt } from './expect-ct.ts';
import { expires } from './expires.ts';
import { forwarded } from './forwarded.ts';
import { from } from './from.ts';
import { grpcStatus } from './grpc-status.ts';
import { host } from './host.ts';
import { http2Settings } from './http2-settings.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { ifMatch } from './if-match.ts';
import { ifModifiedSince } from './if-modified-since.ts';
import { ifNoneMatch } from './if-none-match.ts';
import { ifRange } from './if-range.ts';
import { ifUnmodifiedSince } from './if-unmodified-since.ts';
import { keepAlive } from './keep-alive.ts';
import { lastEventId } from './last-event-id.ts';
import { lastModified } from './last-modified.ts';
import { link } from './link.ts';
import { location } from './location.ts';
import { lockToken } from './lock-token.ts';
import { maxForwards } from './max-forwards.ts';
import { mimeVersion } from './mime-version.ts';
import { nel } from './nel.ts';
import { noVarySearch } from './no-vary-search.ts';
import { origin } from './origin.ts';
import { originAgentCluster } from './origin-agent-cluster.ts';
import { overwrite } from './overwrite.ts';
import { permissionsPolicy } from './permissions-policy.ts';
import { pragma } from './pragma.ts';
import { prefer } from './prefer.ts';
import { preferenceApplied } from './preference-applied.ts';
import { priority } from './priority.ts';
import { proxyAuthenticate } from './proxy-authenticate.ts';
import { proxyAuthorization } from './proxy-authorization.ts';
import { proxyConnection } from './proxy-connection.ts';
import { proxyStatus } from './proxy-status.ts';
import { publicKeyPins } from './public-key-pins.ts';
import { range } from './range.ts';
import { ratelimit } from './ratelimit.ts';
import { ratelimitPolicy } from './ratelimit-policy.ts';
import { referer } from './referer.ts';
import { referrerPolicy } from './referrer-policy.ts';
import { refresh } from './refresh.ts';
import { reportTo } from './report-to.ts';
import { reportingEndpoints } from './reporting-endpoints.ts';
import { reprDigest } from './repr-digest.ts';
import { retryAfter } from './retry-after.ts';
import { saveData } from './save-data.ts';
import { secChUa } from './sec-ch-ua.ts';
import { secChUaMobile } from './sec-ch-ua-mobile.ts';
import { secChUaPlatform } from './sec-ch-ua-platform.ts';
import { secFetchDest } from './sec-fetch-dest.ts';
import { secFetchMode } from './sec-fetch-mode.ts';
import { secFetchSite } from './sec-fetch-site.ts';
import { secFetchUser } from './sec-fetch-user.ts';
import { secGpc } from './sec-gpc.ts';
import { secWebsocketAccept } from './sec-websocket-accept.ts';
import { secWebsocketExtensions } from './sec-websocket-extensions.ts';
import { secWebsocketKey } from './sec-websocket-key.ts';
import { secWebsocketProtocol } from './sec-websocket-protocol.ts';
import { secWebsocketVersion } from './sec-websocket-version.ts';
import { server } from './server.ts';
import { serverTiming } from './server-timing.ts';
import { setCookie } from './set-cookie.ts';
import { signature } from './signature.ts';
import { signatureInput } from './signature-input.ts';
import { soapaction } from './soapaction.ts';
import { sourcemap } from './sourcemap.ts';
import { strictTransportSecurity } from './strict-transport-security.ts';
import { sunset } from './sunset.ts';
import { surrogateControl } from './surrogate-control.ts';
import { te } from './te.ts';
import { timeout } from './timeout.ts';
import { timingAllowOrigin } from './timing-allow-origin.ts';
import { traceparent } from './traceparent.ts';
import { tracestate } from './tracestate.ts';
import { trailer } from './trailer.ts';
import { transferEncoding } from './transfer-encoding.ts';
import { upgrade } from './upgrade.ts';
import { upgradeInsecureRequests } from './upgrade-insecure-requests.ts';
import { userAgent } from './user-agent.ts';
import { vary } from './vary.ts';
import { via } from './via.ts';
import { wantContentDigest } from './want-content-digest.ts';
import { wantReprDigest } from './want-repr-digest.ts';
import { warning } from './warning.ts';
import { wwwAuthenticate } from './www-authenticate.ts';
import { xAccelBuffering } from './x-accel-buffering.ts';
import { xAmzCfId } from './x-amz-cf-id.ts';
import { xAmznRequestid } from './x-amzn-requestid.ts';
import { xApiKey } from './x-api-key.ts';
import { xAspnetVersion } from './x-aspnet-version.ts';
import { xCache } from './x-cache.ts';
import { xCacheHits } from './x-cache-hits.ts';
import { xContentTypeOptions } from './x-content-type-options.ts';
import { xCorrelationId } from './x-correlation-id.ts';
import { xCsrfToken } from './x-csrf-token.ts';
import { xDnsPrefetchControl } from './x-dns-prefetch-control.ts';
import { xForwardedFor } from './x-forwarded-for.ts';
import { xForwardedHost } from './x-forwarded-host.ts';
import { xForwardedProto } from './x-forwarded-proto.ts';
import { xFrameOptions } from './x-frame-options.ts';
import { xHttpMethodOverride } from './x-http-method-override.ts';
import { xPermittedCrossDomainPolicies } from './x-permitted-cross-domain-policies.ts';
import { xPoweredBy } from './x-powered-by.ts';
import { xRatelimitLimit } from './x-ratelimit-limit.ts';
import { xRatelimitRemaining } from './x-ratelimit-remaining.ts';
import { xRatelimitReset } from './x-ratelimit-reset.ts';
import { xRealIp } from './x-real-ip.ts';
import { xRequestId } from './x-request-id.ts';
import { xRequestedWith } from './x-requested-with.ts';
import { xRobotsTag } from './x-robots-tag.ts';
import { xServedBy } from './x-served-by.ts';
import { xXssProtection } from './x-xss-protection.ts';

export const RULES: readonly FieldRule[] = [
  acceptCh,
  acceptCharset,
  acceptEncoding,
  acceptLanguage,
  acceptPatch,
  acceptPost,
  acceptQuery,
  acceptRanges,
  accept,
  accessControlAllowCredentials,
  accessControlAllowHeaders,
  accessControlAllowMethods,
  accessControlAllowOrigin,
  accessControlExposeHeaders,
  accessControlMaxAge,
  accessControlRequestHeaders,
  accessControlRequestMethod,
  age,
  allow,
  altSvc,
  altUsed,
  authenticationInfo,
  authorization,
  cacheControl,
  cacheGroupInvalidation,
  cacheGroups,
  cacheStatus,
  capsuleProtocol,
  cdnCacheControl,
  cdnLoop,
  cfCacheStatus,
  cfRay,
  clearSiteData,
  connection,
  contentDigest,
  contentDisposition,
  contentEncoding,
  contentLanguage,
  contentLength,
  contentLocation,
  contentMd5,
  contentRange,
  contentSecurityPolicyReportOnly,
  contentSecurityPolicy,
  contentType,
  cookie,
  criticalCh,
  crossOriginEmbedderPolicy,
  crossOriginOpenerPolicy,
  crossOriginResourcePolicy,
  date,
  dav,
  deprecation,
  depth,
  destination,
  digest,
  dnt,
  dpopNonce,
  dpop,
  earlyData,
  etag,
  expectCt,
  expect,
  expires,
  forwarded,
  from,
  grpcStatus,
  host,
  http2Settings,
  idempotencyKey,
  ifMatch,
  ifModifiedSince,
  ifNoneMatch,
  ifRange,
  ifUnmodifiedSince,
  keepAlive,
  lastEventId,
  lastModified,
  link,
  location,
  lockToken,
  maxForwards,
  mimeVersion,
  nel,
  noVarySearch,
  originAgentCluster,
  origin,
  overwrite,
  permissionsPolicy,
  pragma,
  prefer,
  preferenceApplied,
  priority,
  proxyAuthenticate,
  proxyAuthorization,
  proxyConnection,
  proxyStatus,
  publicKeyPins,
  range,
  ratelimitPolicy,
  ratelimit,
  referer,
  referrerPolicy,
  refresh,
  reportTo,
  reportingEndpoints,
  reprDigest,
  retryAfter,
  saveData,
  secChUaMobile,
  secChUaPlatform,
  secChUa,
  secFetchDest,
  secFetchMode,
  secFetchSite,
  secFetchUser,
  secGpc,
  secWebsocketAccept,
  secWebsocketExtensions,
  secWebsocketKey,
  secWebsocketProtocol,
  secWebsocketVersion,
  serverTiming,
  server,
  setCookie,
  signatureInput,
  signature,
  soapaction,
  sourcemap,
  strictTransportSecurity,
  sunset,
  surrogateControl,
  te,
  timeout,
  timingAllowOrigin,
  traceparent,
  tracestate,
  trailer,
  transferEncoding,
  upgradeInsecureRequests,
  upgrade,
  userAgent,
  vary,
  via,
  wantContentDigest,
  wantReprDigest,
  warning,
  wwwAuthenticate,
  xAccelBuffering,
  xAmzCfId,
  xAmznRequestid,
  xApiKey,
  xAspnetVersion,
  xCacheHits,
  xCache,
  xContentTypeOptions,
  xCorrelationId,
  xCsrfToken,
  xDnsPrefetchControl,
  xForwardedFor,
  xForwardedHost,
  xForwardedProto,
  xFrameOptions,
  xHttpMethodOverride,
  xPermittedCrossDomainPolicies,
  xPoweredBy,
  xRatelimitLimit,
  xRatelimitRemaining,
  xRatelimitReset,
  xRealIp,
  xRequestId,
  xRequestedWith,
  xRobotsTag,
  xServedBy,
  xXssProtection,
];

const BY_NAME: ReadonlyMap<string, FieldRule> = new Map(RULES.map((rule) => [rule.name.toLowerCase(), rule]));

/** The rule of a field, its name in any case. */
export const ruleFor = (name: string): FieldRule | undefined => BY_NAME.get(name.toLowerCase());
