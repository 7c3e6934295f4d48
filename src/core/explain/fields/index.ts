// All field rules, one line each, in the order of their names.

import { accept } from './accept.ts';
import { acceptCharset } from './accept-charset.ts';
import { acceptEncoding } from './accept-encoding.ts';
import { acceptLanguage } from './accept-language.ts';
import { acceptPatch } from './accept-patch.ts';
import { acceptPost } from './accept-post.ts';
import { acceptQuery } from './accept-query.ts';
import { acceptRanges } from './accept-ranges.ts';
import { age } from './age.ts';
import { allow } from './allow.ts';
import { altSvc } from './alt-svc.ts';
import { altUsed } from './alt-used.ts';
import { cacheControl } from './cache-control.ts';
import { connection } from './connection.ts';
import { contentDisposition } from './content-disposition.ts';
import { contentEncoding } from './content-encoding.ts';
import { contentLanguage } from './content-language.ts';
import { contentLength } from './content-length.ts';
import { contentLocation } from './content-location.ts';
import { contentMd5 } from './content-md5.ts';
import { contentRange } from './content-range.ts';
import { contentType } from './content-type.ts';
import { date } from './date.ts';
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
import { pragma } from './pragma.ts';
import { prefer } from './prefer.ts';
import { preferenceApplied } from './preference-applied.ts';
import { priority } from './priority.ts';
import { range } from './range.ts';
import { referer } from './referer.ts';
import { refresh } from './refresh.ts';
import { retryAfter } from './retry-after.ts';
import { server } from './server.ts';
import { te } from './te.ts';
import { trailer } from './trailer.ts';
import { transferEncoding } from './transfer-encoding.ts';
import { upgrade } from './upgrade.ts';
import { userAgent } from './user-agent.ts';
import { vary } from './vary.ts';
import { via } from './via.ts';
import { warning } from './warning.ts';

export const RULES: readonly FieldRule[] = [
  acceptCharset,
  acceptEncoding,
  acceptLanguage,
  acceptPatch,
  acceptPost,
  acceptQuery,
  acceptRanges,
  accept,
  age,
  allow,
  altSvc,
  altUsed,
  cacheControl,
  connection,
  contentDisposition,
  contentEncoding,
  contentLanguage,
  contentLength,
  contentLocation,
  contentMd5,
  contentRange,
  contentType,
  date,
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
  origin,
  pragma,
  prefer,
  preferenceApplied,
  priority,
  range,
  referer,
  refresh,
  retryAfter,
  server,
  te,
  trailer,
  transferEncoding,
  upgrade,
  userAgent,
  vary,
  via,
  warning,
];

const BY_NAME: ReadonlyMap<string, FieldRule> = new Map(RULES.map((rule) => [rule.name.toLowerCase(), rule]));

/** The rule of a field, its name in any case. */
export const ruleFor = (name: string): FieldRule | undefined => BY_NAME.get(name.toLowerCase());
