// Texts with places to fill in: `<name>` is a place that begins as `name`, `<s|ms|m>` one to choose for.

/** In the syntax of VS Code: `$randomInt <0> <9>` is `\$randomInt ${1:0} ${2:9}`. */
export function asSnippet(template: string): string {
  let count = 0;
  return template.replace(/<([^<>]*)>|[$}\\]/g, (found, place: string | undefined) => {
    if (place === undefined) return `\\${found}`;
    count++;
    return place.includes('|') ? `\${${count}|${place.split('|').join(',')}|}` : `\${${count}:${place}}`;
  });
}

/** What stands there before anything is filled in. */
export const asText = (template: string): string => template.replace(/<([^<>|]*)(?:\|[^<>]*)?>/g, '$1');
