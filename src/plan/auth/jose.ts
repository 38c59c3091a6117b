// The library that verifies signed tokens, for the kinds that take some.

export const JOSE = { jose: '6.2.17' };
