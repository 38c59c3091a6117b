// The smoke test needs no credentials: this server answers anyone on its own machine.

/** Environment of the server under test. */
export const env: Readonly<Record<string, string>> = {};

/** Headers that are let in. */
export const headers: Readonly<Record<string, string>> = {};

/** Headers that must get 401: none can be wrong. */
export const refused: Readonly<Record<string, Readonly<Record<string, string>>>> = {};
