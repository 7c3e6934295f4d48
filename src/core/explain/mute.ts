// Which notes somebody does not want to see: stable ids, or everything below one (`caching/*`).
import type { Annotation } from './annotation.ts';

/** The ids of one `# @explain-off`, of a setting or an option: separated by commas or white space. */
export const mutedIds = (words: string): readonly string[] => words.split(/[\s,]+/).filter((id) => id !== '');

/** `caching/*` covers every id below `caching/`; `*` all of them; any other pattern only itself. */
export const isMuted = (id: string, muted: readonly string[]): boolean =>
  muted.some((pattern) => (pattern.endsWith('*') && /(?:^|\/)\*$/.test(pattern) ? id.startsWith(pattern.slice(0, -1)) : id === pattern));

export const audible = (annotations: readonly Annotation[], muted: readonly string[]): readonly Annotation[] =>
  muted.length === 0 ? annotations : annotations.filter(({ id }) => !isMuted(id, muted));
