// A name to save content under: the last part of the target's path, with the media type's ending where it has none.

/** `otherwise` where the target has no path: `GET http://e.test/` with JSON and `response` is `response.json`. */
export function fileNameOf(target: string, mediaType: string, otherwise: string): string {
  const path = target.split(/[?#]/)[0] ?? '';
  const last = path.split('/').findLast((part) => part !== '') ?? otherwise;
  const name = last.replace(/[^\w.-]+/g, '_').slice(0, 80) || otherwise;
  return /\.\w{1,6}$/.test(name) ? name : `${name}.${endingOf(mediaType)}`;
}

const ENDINGS: Readonly<Record<string, string>> = {
  plain: 'txt',
  javascript: 'js',
  jpeg: 'jpg',
  'svg+xml': 'svg',
  'octet-stream': 'bin',
  'x-www-form-urlencoded': 'txt',
  'event-stream': 'txt',
};

function endingOf(mediaType: string): string {
  const [type = '', subtype = ''] = mediaType.split('/');
  const ending = ENDINGS[subtype] ?? /(?:^|\+)(json|xml|zip|yaml)$/.exec(subtype)?.[1] ?? subtype.replace(/^x-/, '');
  return type === '' || !/^[a-z0-9]{1,8}$/.test(ending) ? 'bin' : ending;
}
