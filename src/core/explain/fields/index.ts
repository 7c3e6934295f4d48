// All field rules, one line each, in the order of their names.

import { accept } from './accept.ts';
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
import { cdnCacheControl } from './cdn-cache-control.ts';
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
import { crossOriginEmbedderPolicy } from './cross-origin-embedder-policy.ts';
import { crossOriginOpenerPolicy } from './cross-origin-opener-policy.ts';
import { crossOriginResourcePolicy } from './cross-origin-resource-policy.ts';
import { date } from './date.ts';
import { deprecation } from './deprecation.ts';
import { digest } from './digest.ts';
import type { FieldRule } from './engine/rule.ts';
import { etag } from './etag.ts';
import { expect } from './expect.ts';
import { expires } from './expires.ts';
import { forwarded } from './forwarded.ts';
import { from } from './from.ts';
import { host } from './host.ts';
import { ifMatch } from './if-match.ts';
import { ifModifiedSince } from './if-modified-since.ts';
import { ifNoneMatch } from './if-none-match.ts';
import { ifRange } from './if-range.ts';
import { ifUnmodifiedSince } from './if-unmodified-since.ts';
import { keepAlive } from './keep-alive.ts';
import { lastModified } from './last-modified.ts';
import { link } from './link.ts';
import { location } from './location.ts';
import { maxForwards } from './max-forwards.ts';
import { origin } from './origin.ts';
import { originAgentCluster } from './origin-agent-cluster.ts';
import { permissionsPolicy } from './permissions-policy.ts';
import { pragma } from './pragma.ts';
import { prefer } from './prefer.ts';
import { preferenceApplied } from './preference-applied.ts';
import { priority } from './priority.ts';
import { proxyAuthenticate } from './proxy-authenticate.ts';
import { proxyAuthorization } from './proxy-authorization.ts';
import { proxyStatus } from './proxy-status.ts';
import { range } from './range.ts';
import { referer } from './referer.ts';
import { referrerPolicy } from './referrer-policy.ts';
import { refresh } from './refresh.ts';
import { reprDigest } from './repr-digest.ts';
import { retryAfter } from './retry-after.ts';
import { server } from './server.ts';
import { serverTiming } from './server-timing.ts';
import { setCookie } from './set-cookie.ts';
import { strictTransportSecurity } from './strict-transport-security.ts';
import { sunset } from './sunset.ts';
import { surrogateControl } from './surrogate-control.ts';
import { te } from './te.ts';
import { timingAllowOrigin } from './timing-allow-origin.ts';
import { trailer } from './trailer.ts';
import { transferEncoding } from './transfer-encoding.ts';
import { upgrade } from './upgrade.ts';
import { userAgent } from './user-agent.ts';
import { vary } from './vary.ts';
import { via } from './via.ts';
import { wantContentDigest } from './want-content-digest.ts';
import { wantReprDigest } from './want-repr-digest.ts';
import { warning } from './warning.ts';
import { wwwAuthenticate } from './www-authenticate.ts';
import { xContentTypeOptions } from './x-content-type-options.ts';
import { xFrameOptions } from './x-frame-options.ts';
import { xXssProtection } from './x-xss-protection.ts';

export const RULES: readonly FieldRule[] = [
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
  cdnCacheControl,
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
  crossOriginEmbedderPolicy,
  crossOriginOpenerPolicy,
  crossOriginResourcePolicy,
  date,
  deprecation,
  digest,
  etag,
  expect,
  expires,
  forwarded,
  from,
  host,
  ifMatch,
  ifModifiedSince,
  ifNoneMatch,
  ifRange,
  ifUnmodifiedSince,
  keepAlive,
  lastModified,
  link,
  location,
  maxForwards,
  originAgentCluster,
  origin,
  permissionsPolicy,
  pragma,
  prefer,
  preferenceApplied,
  priority,
  proxyAuthenticate,
  proxyAuthorization,
  proxyStatus,
  range,
  referer,
  referrerPolicy,
  refresh,
  reprDigest,
  retryAfter,
  serverTiming,
  server,
  setCookie,
  strictTransportSecurity,
  sunset,
  surrogateControl,
  te,
  timingAllowOrigin,
  trailer,
  transferEncoding,
  upgrade,
  userAgent,
  vary,
  via,
  wantContentDigest,
  wantReprDigest,
  warning,
  wwwAuthenticate,
  xContentTypeOptions,
  xFrameOptions,
  xXssProtection,
];

const BY_NAME: ReadonlyMap<string, FieldRule> = new Map(RULES.map((rule) => [rule.name.toLowerCase(), rule]));

/** The rule of a field, its name in any case. */
export const ruleFor = (name: string): FieldRule | undefined => BY_NAME.get(name.toLowerCase());
