// IANA's registry of methods: what each does, whether it is safe and idempotent (RFC 9110 section 9.2).
import { type Prose, say } from '../../text/prose.ts';
import type { SpecReference } from '../annotation.ts';
import { rfc } from '../spec.ts';

export interface MethodEntry {
  readonly name: string;
  /** Asks for nothing to be changed (section 9.2.1). */
  readonly safe: boolean;
  /** Twice has the effect of once (section 9.2.2). */
  readonly idempotent: boolean;
  readonly meaning: Prose;
  readonly specs: readonly SpecReference[];
}

type Kind = 'safe' | 'idempotent' | 'neither';

const method = (name: string, kind: Kind, spec: SpecReference, meaning: Prose): MethodEntry => ({
  name,
  safe: kind === 'safe',
  idempotent: kind !== 'neither',
  meaning,
  specs: [spec],
});

export const METHODS: ReadonlyMap<string, MethodEntry> = new Map(
  [
    method(
      'GET',
      'safe',
      rfc(9110, '9.3.1'),
      say`Fetches the current representation of the target. It changes nothing, so it may be repeated, cached and prefetched.`,
    ),
    method(
      'HEAD',
      'safe',
      rfc(9110, '9.3.2'),
      say`Like ${'GET'}, but only the fields come back: to learn type, length and version without the content.`,
    ),
    method(
      'POST',
      'neither',
      rfc(9110, '9.3.3'),
      say`Hands the content to the target to be processed in its own way: to create a member, send a form, start an action. Sent twice it may happen twice.`,
    ),
    method(
      'PUT',
      'idempotent',
      rfc(9110, '9.3.4'),
      say`Creates or replaces what is at the target with the content. Sent twice, the state is the same as after once.`,
    ),
    method(
      'DELETE',
      'idempotent',
      rfc(9110, '9.3.5'),
      say`Removes the association between the target and what it does: the resource is gone for clients. Sent twice it stays gone, though the second answer may be ${'404'}.`,
    ),
    method(
      'CONNECT',
      'neither',
      rfc(9110, '9.3.6'),
      say`Asks a proxy for a tunnel to host and port; after a success the connection carries anything, TLS usually.`,
    ),
    method(
      'OPTIONS',
      'safe',
      rfc(9110, '9.3.7'),
      say`Asks which methods and features the target supports, ${'*'} meaning the whole server. Browsers send it as the preflight of CORS.`,
    ),
    method(
      'TRACE',
      'safe',
      rfc(9110, '9.3.8'),
      say`Asks the server to send the request back as it arrived, to see what proxies made of it. Usually switched off, since it shows fields a page may not read.`,
    ),
    method(
      'PATCH',
      'neither',
      rfc(5789, '2'),
      say`Changes a part of the target, as the content says; its media type defines how. Sent twice it may have another effect than once, if the patch is not written so.`,
    ),
    method(
      'QUERY',
      'safe',
      rfc(10008, '2'),
      say`A safe request whose content is the query: like ${'GET'} for questions too long or too structured for a URL. It may be repeated and cached.`,
    ),
    method(
      'PRI',
      'safe',
      rfc(9113, '3.4'),
      say`Never sent as a request: the first word of HTTP/2's connection preface, chosen so that HTTP/1.1 servers stop at it.`,
    ),
    method(
      'LINK',
      'idempotent',
      rfc(2068, '19.6.1.2'),
      say`Made a relationship between resources. Early HTTP/1.1 described it; hardly any server knows it.`,
    ),
    method('UNLINK', 'idempotent', rfc(2068, '19.6.1.3'), say`Removed a relationship that ${'LINK'} had made. Hardly any server knows it.`),
    method('PROPFIND', 'safe', rfc(4918, '9.1'), say`WebDAV: reads properties of the target, and of its members as ${'Depth'} says.`),
    method('PROPPATCH', 'idempotent', rfc(4918, '9.2'), say`WebDAV: sets and removes properties of the target, all of them or none.`),
    method('MKCOL', 'idempotent', rfc(4918, '9.3'), say`WebDAV: makes a new, empty collection (a folder) at the target.`),
    method('COPY', 'idempotent', rfc(4918, '9.8'), say`WebDAV: copies the target to the address in ${'Destination'}.`),
    method(
      'MOVE',
      'idempotent',
      rfc(4918, '9.9'),
      say`WebDAV: moves the target to the address in ${'Destination'}: copied, checked, deleted.`,
    ),
    method('LOCK', 'neither', rfc(4918, '9.10'), say`WebDAV: takes or refreshes a lock, so that others cannot write to the target.`),
    method('UNLOCK', 'idempotent', rfc(4918, '9.11'), say`WebDAV: releases the lock whose token stands in ${'Lock-Token'}.`),
    method('ACL', 'idempotent', rfc(3744, '8.1'), say`WebDAV: sets the access control list of the target.`),
    method('SEARCH', 'safe', rfc(5323, '2'), say`WebDAV: runs the query in the content over a scope and lists what is found.`),
    method(
      'REPORT',
      'safe',
      rfc(3253, '3.6'),
      say`WebDAV: asks for a report about the target, of the kind that the content names; calendars and versions use it.`,
    ),
    method('VERSION-CONTROL', 'idempotent', rfc(3253, '3.5'), say`WebDAV versioning: puts the target under version control.`),
    method('CHECKOUT', 'idempotent', rfc(3253, '4.3'), say`WebDAV versioning: checks a version out, so that it can be changed.`),
    method('CHECKIN', 'idempotent', rfc(3253, '4.4'), say`WebDAV versioning: makes the checked-out state a new version.`),
    method('UNCHECKOUT', 'idempotent', rfc(3253, '4.5'), say`WebDAV versioning: cancels a checkout and goes back to the version before.`),
    method('MKWORKSPACE', 'idempotent', rfc(3253, '6.3'), say`WebDAV versioning: makes a workspace.`),
    method('UPDATE', 'idempotent', rfc(3253, '7.1'), say`WebDAV versioning: sets the target to the content of a certain version.`),
    method('LABEL', 'idempotent', rfc(3253, '8.2'), say`WebDAV versioning: gives a version a label, moves or removes it.`),
    method('MERGE', 'idempotent', rfc(3253, '11.2'), say`WebDAV versioning: merges the named versions into the target.`),
    method('BASELINE-CONTROL', 'idempotent', rfc(3253, '12.6'), say`WebDAV versioning: puts a collection under baseline control.`),
    method('MKACTIVITY', 'idempotent', rfc(3253, '13.5'), say`WebDAV versioning: makes an activity, which groups related versions.`),
    method('ORDERPATCH', 'idempotent', rfc(3648, '7'), say`WebDAV: changes the order of the members of a collection.`),
    method(
      'MKREDIRECTREF',
      'idempotent',
      rfc(4437, '6'),
      say`WebDAV: makes a redirect reference, a resource that leads to another address.`,
    ),
    method('UPDATEREDIRECTREF', 'idempotent', rfc(4437, '7'), say`WebDAV: changes where a redirect reference leads, and for how long.`),
    method('MKCALENDAR', 'idempotent', rfc(4791, '5.3.1'), say`CalDAV: makes a new calendar at the target.`),
    method('BIND', 'idempotent', rfc(5842, '4'), say`WebDAV: gives a resource another name in a collection, like a hard link.`),
    method('UNBIND', 'idempotent', rfc(5842, '5'), say`WebDAV: takes one name of a resource out of a collection.`),
    method('REBIND', 'idempotent', rfc(5842, '6'), say`WebDAV: moves a name of a resource into another collection, in one step.`),
    method(
      '*',
      'neither',
      rfc(9110, '18.2'),
      say`Reserved: no method may have this name, so that it can mean "any" elsewhere, as in CORS.`,
    ),
  ].map((entry) => [entry.name, entry]),
);
