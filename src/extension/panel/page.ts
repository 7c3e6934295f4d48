// The page that a panel loads: one script, one style sheet, nothing else from anywhere.

export interface PageParts {
  readonly script: string;
  readonly style: string;
  /** Where scripts and style sheets may come from: the webview's own source. */
  readonly source: string;
  readonly nonce: string;
}

/** Images and sounds of a response come as blobs made in the page; nothing is ever fetched. */
export function policy({ source, nonce }: Pick<PageParts, 'source' | 'nonce'>): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
    'img-src blob:',
    'media-src blob:',
  ].join('; ');
}

export function pageHtml(parts: PageParts): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy(parts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${parts.style}">
<title>Postil</title>
</head>
<body>
<div id="panel"></div>
<script nonce="${parts.nonce}" src="${parts.script}"></script>
</body>
</html>`;
}
