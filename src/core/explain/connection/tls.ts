// What protects the connection: version, cipher, certificate (RFC 8446, RFC 5280), as the handshake agreed on them.
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { CERTIFICATES } from '../failures/certificates.ts';
import { good, info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { TlsSubject } from '../subject.ts';
import type { View } from '../view.ts';
import { span } from '../words.ts';

export function explainTls(x: View): readonly Annotation[] {
  const { tls } = x.subject;
  // A failed handshake is told with its failure.
  if (tls === undefined || x.subject.error !== undefined) return [];
  return [...trust(x, tls), ...version(x, tls), ...cipher(tls), ...expiry(x, tls)];
}

function trust(x: View, tls: TlsSubject): readonly Annotation[] {
  if (tls.authorized !== false) return [];
  const [own] = tls.chain ?? [];
  const reason = CERTIFICATES.find(({ codes }) => codes.includes(tls.authorizationError ?? ''));
  return [
    warning('connection/tls-unverified', at.tls, {
      title: say`Not verified${tls.authorizationError === undefined ? [] : say` (${escaped(tls.authorizationError, 32)})`}: accepted as directive or setting says`,
      detail: say`${reason === undefined ? [] : say`${text(reason.name)}. `}The certificate${own?.subject === undefined ? [] : say` of ${escaped(own.subject, 60)}`} does not prove that this is ${x.host}, and the exchange went on because verification is switched off for it (${'# @insecure'}, ${'--insecure'}, or a setting for this host). What is sent is encrypted, but anybody on the way could be the other end. Trust the certificate's issuer instead, and leave verification on.`,
      specs: [rfc(9110, '4.3.4'), rfc(5280, '6')],
    }),
  ];
}

const OLD: Readonly<Record<string, string>> = { SSLv3: 'SSL 3.0', TLSv1: 'TLS 1.0', 'TLSv1.1': 'TLS 1.1' };

function version(x: View, { protocol, cipher: suite }: TlsSubject): readonly Annotation[] {
  if (protocol === undefined) return [];
  const old = OLD[protocol];
  if (old !== undefined)
    return [
      warning('connection/tls-old', at.tls, {
        title: say`${text(old)} is deprecated and must not be used any more`,
        detail: say`Its hash functions and modes are broken, and browsers refuse it. ${x.host} ought to offer TLS 1.2 and 1.3 only.`,
        specs: [rfc(8996, protocol === 'TLSv1.1' ? '5' : '4')],
      }),
    ];
  const alpn = x.subject.connection?.alpn;
  const speaks = alpn === undefined ? [] : say`; ALPN chose ${escaped(alpn, 12)}`;
  const named = suite === undefined ? [] : say` with ${escaped(suite, 36)}`;
  return [
    good('connection/tls', at.tls, {
      title: say`${text(protocol.replace('v', ' '))}${named}${speaks}`,
      detail:
        protocol === 'TLSv1.3'
          ? say`TLS 1.3 needs one round trip before the request can be sent, encrypts the certificate too, and has only ciphers with forward secrecy: a key that is stolen later does not open what was recorded.`
          : say`TLS 1.2 needs two round trips before the request can be sent. It is still in order with modern ciphers; TLS 1.3 is faster and leaves no weak choice.`,
      specs: [rfc(8446, '2')],
      basis: 'computed',
    }),
  ];
}

function cipher({ cipher: suite, protocol }: TlsSubject): readonly Annotation[] {
  if (suite === undefined || protocol === 'TLSv1.3') return [];
  if (/RC4|3DES|DES-CBC|NULL|EXP|anon|MD5/i.test(suite))
    return [
      warning('connection/tls-weak-cipher', at.tls, {
        title: say`${escaped(suite, 40)} is a weak cipher`,
        detail: say`It can be broken, or does not authenticate or encrypt at all. The server ought to offer suites with ${'ECDHE'} and ${'GCM'} or ${'CHACHA20'}.`,
        specs: [rfc(9325, '4.1')],
      }),
    ];
  if (/^(?:TLS_)?(?:EC)?DHE/.test(suite)) return [];
  return [
    info('connection/tls-no-forward-secrecy', at.tls, {
      title: say`${escaped(suite, 36)} has no forward secrecy`,
      detail: say`The keys of the session come from the server's own key alone: who records the traffic and gets that key later can read all of it. Suites with ${'ECDHE'} make a new secret for each connection.`,
      specs: [rfc(9325, '4.1')],
    }),
  ];
}

function expiry(x: View, { chain, authorized }: TlsSubject): readonly Annotation[] {
  const until = Date.parse(chain?.[0]?.validTo ?? '');
  if (x.now === undefined || Number.isNaN(until) || authorized === false) return [];
  const left = (until - x.now) / 1000;
  if (left < 0 || left > 21 * 86_400) return [];
  return [
    (left < 7 * 86_400 ? warning : info)('connection/tls-expires-soon', at.tls, {
      title: say`The certificate expires in ${text(span(left))}`,
      detail: say`It is valid until ${escaped(chain?.[0]?.validTo ?? '', 40)}. After that every client refuses the connection. Certificates are usually renewed by a program 30 days before; if this one is so close, the renewal may have failed.`,
      specs: [rfc(5280, '4.1.2.5')],
      basis: 'computed',
    }),
  ];
}
