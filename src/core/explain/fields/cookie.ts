// Cookie (RFC 6265 section 4.2). Values are never shown.
import { parseCookie } from '../../http/cookie.ts';
import { say, text } from '../../text/prose.ts';
import { counted } from '../shown.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const cookie: FieldRule = field({
  name: 'Cookie',
  specs: [rfc(6265, '4.2')],
  where: ['request'],
  shape: 'single',
  secret: true,
  summary: say`The cookies that the client keeps for this host and path, as pairs with semicolons between them.`,
  values: { 'name=value': 'one cookie', 'a=1; b=2': 'two' },
  remarks: ['no-name', 'twice', 'attributes'],
  read: (value) => ({ parsed: parseCookie(value) }),
  tell: (pairs) =>
    pairs.length === 0
      ? { title: say`No cookie at all` }
      : { title: say`${text(counted(pairs.length, 'cookie'))}: ${shown(pairs.map((p) => p.name || '(no name)').join(', '), 56)}` },
  check: (pairs) => {
    const names = pairs.map((p) => p.name).filter((name) => name !== '');
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    const bare = pairs.find((p) => p.name === '');
    const attribute = pairs.find((p) => /^(?:path|domain|expires|max-age|httponly|secure|samesite)$/i.test(p.name || p.value));
    return [
      ...when(bare !== undefined && attribute === undefined, {
        id: 'no-name',
        level: 'warning',
        span: bare?.range,
        title: say`A cookie without ${'='}: servers differ in whether it is a name or a value`,
        detail: say`Each pair is ${'name=value'}. Postil does not show the word, as it may be a secret.`,
      }),
      ...when(twice !== undefined && attribute === undefined, {
        id: 'twice',
        level: 'info',
        title: say`${shown(twice ?? '', 24)} is sent more than once; servers differ in which one counts`,
        detail: say`This happens when the jar holds cookies of one name for several paths or domains; the longer path usually stands first, but a server should not rely on the order.`,
        specs: [rfc(6265, '4.2.2'), rfc(6265, '5.4')],
      }),
      ...when(attribute !== undefined, {
        id: 'attributes',
        level: 'warning',
        span: attribute?.range,
        title: say`${shown(attribute?.name ?? '', 16)} is an attribute of ${'Set-Cookie'}; here the server takes it for a cookie`,
        detail: say`A request carries only names and values. Copy the first pair of a ${'Set-Cookie'}, without what follows the semicolon.`,
      }),
    ];
  },
});
