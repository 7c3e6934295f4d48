// Host (RFC 9110 section 7.2).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { urlOf } from '../view.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const host: FieldRule = field({
  name: 'Host',
  specs: [rfc(9110, '7.2')],
  where: ['request'],
  shape: 'single',
  summary: say`The host and port that the client wants; lets one address serve many sites, and is required in HTTP/1.1.`,
  remarks: ['not-a-host', 'differs'],
  read: (value) => {
    if (value === '') return { parsed: value };
    const url = /[\s/?#@,\\]/.test(value) ? null : URL.parse(`http://${value}`);
    if (url !== null) return { parsed: value };
    return {
      remarks: [
        {
          id: 'not-a-host',
          level: 'error',
          title: say`${shown(value, 40)} is not a host`,
          detail: say`${'Host'} is a name or an address with an optional port: ${'example.com:8080'}. No scheme, no path, no user. A server must answer 400 to an invalid one.`,
          specs: [rfc(9110, '7.2'), rfc(9112, '3.2')],
        },
      ],
    };
  },
  tell: (value) =>
    value === ''
      ? { title: say`No host is named: the server takes its default one, or refuses` }
      : { title: say`For the site ${shown(value, 50)} on this server` },
  check: (value, { subject }) => {
    const asked = subject.request?.url ?? '';
    if (value === '' || asked.startsWith('/') || asked.includes(`//${value}/`)) return [];
    const url = urlOf(asked, undefined);
    if (url === undefined) return [];
    const named = URL.parse(`${url.protocol}//${value}`)?.host;
    if (named === undefined || named === url.host) return [];
    return [
      {
        id: 'differs',
        level: 'info',
        basis: 'computed',
        title: say`${'Host'} says ${shown(value, 30)}, the connection goes to ${shown(url.host, 30)}`,
        detail: say`The server picks the site by ${'Host'}, not by the address. That is how a site is tried before its name points there; by mistake it leads to the default site, 404 or 421.`,
      },
    ];
  },
});
