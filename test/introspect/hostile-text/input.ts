/**
 * Ends `*\/` early, ${injected}, {{mustache}}, "quotes",  , <script>.
 * @param constructor `${x}`  
 */
export function hostile(
  constructor: '*/' | '`' | '${x}' | '{{y}}' | ' ' | '"',
  prototype = '*/ `${process.exit()}`',
  options: { __proto__?: string; class: string; 'string name': number; '*/': boolean } = { class: 'x', 'string name': 1, '*/': true },
): void {}
