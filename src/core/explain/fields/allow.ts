// Allow (RFC 9110 section 10.2.1).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, tokens } from './engine/shapes.ts';

export const allow: FieldRule = field({
  name: 'Allow',
  specs: [rfc(9110, '10.2.1')],
  where: ['response'],
  shape: 'list',
  summary: say`The methods that this resource supports at present; a 405 response must have it.`,
  values: {
    'GET, HEAD': 'read only',
    'GET, HEAD, OPTIONS': 'read and ask',
    'GET, HEAD, POST, PUT, DELETE': 'a resource of a REST interface',
  },
  remarks: ['not-a-token', 'lower-case'],
  read: (value) => tokens(value, 'Allow'),
  tell: (methods, { subject }) => {
    const names = shown(methods.map((m) => m.text).join(', '), 50);
    const method = subject.request?.method;
    if (methods.length === 0) return { title: say`No method at all is allowed on this resource` };
    if (subject.response?.status === 405 && method !== undefined && !methods.some((m) => m.text === method))
      return { margin: true, title: say`${method} is not allowed here; instead the resource supports ${names}` };
    return { title: say`Allowed here: ${names}` };
  },
  check: (methods) => {
    const names = methods.map((m) => m.text);
    const small = names.find(
      (n) => n !== n.toUpperCase() && ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].includes(n.toUpperCase()),
    );
    return [
      ...(small === undefined
        ? []
        : [
            {
              id: 'lower-case',
              level: 'warning',
              title: say`${small} is not ${small.toUpperCase()}: methods are case-sensitive`,
              detail: say`A client that compares exactly will not find ${small.toUpperCase()} in the list.`,
              specs: [rfc(9110, '9.1')],
            } as const,
          ]),
    ];
  },
});
