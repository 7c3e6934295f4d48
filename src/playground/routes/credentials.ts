// The one practice user, the same on every route that asks.

export const USER = 'ann';
export const PASSWORD = 'secret';
