// Probes of variables: what a definition binds, and where its value goes.
import { graded, type Probe, refused, sent } from './probe.ts';

const DEFINITIONS: readonly Probe[] = graded([
  [
    'var-definition-basic',
    'A line @name = value gives the name that value.',
    '@key = k-17\nGET http://AUTHORITY/open?k={{key}}\nX-Key: {{key}}\n',
    sent({ target: '/open?k=k-17', fields: [['X-Key', 'k-17']] }),
  ],
  [
    'var-value-whitespace',
    'White space around a value is none of it.',
    '@wide\t=\t  two words \t \nGET http://AUTHORITY/w\nX-Wide: ({{wide}})\n',
    sent({ fields: [['X-Wide', '(two words)']] }),
  ],
  [
    'var-empty-value',
    'A definition without a value binds the empty text.',
    '@none =\n@blank = \t\nGET http://AUTHORITY/e?a={{none}}b\nX-None: <{{none}}{{blank}}>\n',
    sent({ target: '/e?a=b', fields: [['X-None', '<>']] }),
  ],
  [
    'var-name-grammar',
    'A name has letters, digits and underscores.',
    '@_9Lives_ = cat\nGET http://AUTHORITY/{{_9Lives_}}\n',
    sent({ target: '/cat' }),
  ],
  ['var-name-hyphen', 'And hyphens.', '@api-key-2 = h\nGET http://AUTHORITY/{{api-key-2}}\n', sent({ target: '/h' })],
  [
    'var-name-case',
    'Upper and lower case are two names.',
    '@Id = big\n@id = small\n@ID = huge\nGET http://AUTHORITY/{{id}}/{{Id}}/{{ID}}\n',
    sent({ target: '/small/big/huge' }),
  ],
  [
    'var-composition',
    'A value is made where it is defined: who defines a part of it again later does not change it.',
    '@base = v1\n@path = {{base}}/users\n@base = v2\nGET http://AUTHORITY/{{path}}?b={{base}}\n',
    sent({ target: '/v1/users?b=v2' }),
  ],
  [
    'var-document-scope',
    'A definition holds to the end of the file, or until the next of its name.',
    '@t = one\nGET http://AUTHORITY/{{t}}\n###\nGET http://AUTHORITY/{{t}}\n###\n@t = two\nGET http://AUTHORITY/{{t}}\n',
    sent({ target: '/one' }, { target: '/one' }, { target: '/two' }),
  ],
  [
    'var-body-not-definition',
    'In content such a line is content.',
    '@n = 1\nPOST http://AUTHORITY/c\nX-N: {{n}}\n\n@n = 2\nn is {{n}}\n###\nGET http://AUTHORITY/{{n}}\n',
    sent({ fields: [['X-N', '1']], body: '@n = 2\nn is 1' }, { target: '/1' }),
  ],
  [
    'var-header-placement',
    'Among fields such a line is an error.',
    'GET http://AUTHORITY/h\nX-A: 1\n@late = x\n',
    refused('definition-in-headers'),
  ],
]);

const REFERENCES: readonly Probe[] = graded([
  [
    'var-substitution-positions',
    'References are replaced in the request line, in fields and in content, each time they occur.',
    '@w = sun\nPOST http://AUTHORITY/{{w}}?{{w}}={{w}}\nX-{{w}}: {{w}}-{{w}}\n\n{{w}}{{w}} and {{w}}\n',
    sent({ target: '/sun?sun=sun', fields: [['X-sun', 'sun-sun']], body: 'sunsun and sun' }),
  ],
  ['var-undefined', 'A name that nobody defines is an error.', 'GET http://AUTHORITY/u\nX-Who: {{nobody}}\n', refused('undefined')],
  [
    'var-defined-late',
    'A definition further down does not count, and nothing of the file is sent.',
    'GET http://AUTHORITY/first?v={{soon}}\n###\n@soon = here\nGET http://AUTHORITY/second?v={{soon}}\n',
    refused('late-definition'),
  ],
  [
    'var-comment-undefined',
    'In a comment a reference is none.',
    '# about {{nothing}}\nGET http://AUTHORITY/c\n// and {{nothing-else}}\nX-A: 1\n',
    sent({ target: '/c', fields: [['X-A', '1']] }),
  ],
  [
    'var-brace-text',
    'Braces that do not hold a name and nothing else are text.',
    '@x = 1\nPOST http://AUTHORITY/b\nX-A: {{ x }}\nX-B: {{}}\nX-C: {{x\nX-D: {{%x}}\nX-E: {x}} {{x }}\n\n{{ x}} {{#each x}} {{/each}} {{x+1}} {{!x}}\n',
    sent({
      fields: [
        ['X-A', '{{ x }}'],
        ['X-B', '{{}}'],
        ['X-C', '{{x'],
        ['X-D', '{{%x}}'],
        ['X-E', '{x}} {{x }}'],
      ],
      body: '{{ x}} {{#each x}} {{/each}} {{x+1}} {{!x}}',
    }),
  ],
  [
    'var-escape',
    'A backslash before each brace keeps the braces and goes away, whether the name is defined or not.',
    '@a = 1\nPOST http://AUTHORITY/e\nX-A: \\{\\{b\\}\\}\n\n\\{\\{a\\}\\} {{a}} \\{\\{b\\}\\}\n',
    sent({ fields: [['X-A', '{{b}}']], body: '{{a}} 1 {{b}}' }),
  ],
  [
    'var-method-position',
    'A value may bring the method.',
    '@verb = OPTIONS\n{{verb}} http://AUTHORITY/m\n',
    sent({ method: 'OPTIONS', target: '/m' }),
  ],
  ['var-whole-line', 'Or the whole line.', '@all = http://AUTHORITY/line\n{{all}}\n', sent({ method: 'GET', target: '/line' })],
  [
    'var-single-pass',
    'Braces that a value brings are text.',
    '@left = {{\n@right = }}\n@a = 1\nPOST http://AUTHORITY/p\n\n{{left}}a{{right}} {{left}}b{{right}}\n',
    sent({ body: '{{a}} {{b}}' }),
  ],
  [
    'var-structure',
    'A value ends no content, begins no comment, no field and no request.',
    '@cut = ### next\n@note = # note\nPOST http://AUTHORITY/s\n\none\n{{cut}}\n{{note}}\nthree\n',
    sent({ body: 'one\n### next\n# note\nthree' }),
  ],
]);

export const VARIABLES: readonly Probe[] = [...DEFINITIONS, ...REFERENCES];
