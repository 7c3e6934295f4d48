// Large `.http` texts to measure with: all kinds of bodies, and one variable per block.

const KINDS: readonly ((n: number) => string)[] = [
  (n) => `### get ${n}\nGET https://example.test/items/${n}?page=1&q={{q}}\nAccept: application/json\nX-Request-Id: {{$uuid}}\n\n`,
  (n) =>
    `### json ${n}\n# @name create${n}\nPOST https://example.test/items\nContent-Type: application/json\n\n{\n  "id": ${n},\n  "title": "An item",\n  "tags": ["a", "b"]\n}\n\n`,
  (n) =>
    `### form ${n}\nPOST https://example.test/login\nContent-Type: application/x-www-form-urlencoded\n\nuser=ann${n}\n&password=s e c\n\n`,
  (n) =>
    `### multipart ${n}\nPOST https://example.test/upload\nContent-Type: multipart/form-data; boundary=b${n}\n\n--b${n}\nContent-Disposition: form-data; name="note"\n\nhello\n--b${n}--\n\n`,
  (n) =>
    `### xml ${n}\nPOST https://example.test/soap\nContent-Type: application/xml\n\n<order id="${n}">\n  <line>one</line>\n</order>\n\n`,
];

export const mixed = (requests: number): string =>
  `@q = text\n\n${Array.from({ length: requests }, (_, n) => KINDS[n % KINDS.length]?.(n)).join('')}`;

export const variables = (requests: number): string =>
  Array.from({ length: requests }, (_, n) => `### ${n}\n@id${n} = ${n}\nGET https://example.test/{{id${n}}}\n\n`).join('');
