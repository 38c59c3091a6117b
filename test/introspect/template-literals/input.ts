/** Template literal types. */
export function size(width: `${number}px`, id: `user-${string}`, corner: `${'top' | 'bottom'}-${'left' | 'right'}`): `${number}%` {
  return '5%';
}
/** Numbers in all the forms that the compiler knows. */
export function ratio(of: `${number}:${number}`, big: `${bigint}n`): `${number}:${number}` {
  return of;
}
/** What one member says of some texts, another says of others. */
export function either(code: `${number}:${boolean}` | Uppercase<string>): `${number}:${boolean}` | Uppercase<string> {
  return code;
}
