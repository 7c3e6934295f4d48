// Words of a file or a server inside of a message that the editor shows: VS Code makes links of `[a](command:b)` in these, and follows them.

/** The same text to a reader, and no link. */
export const unlinked = (text: string): string => text.replace(/\](?=\()/g, ']\u200b');
