// Connections are numbered through the process, whoever made them: a number in a panel names one connection.

let last = 0;

export const nextConnection = (): number => ++last;
