/** Template literal types. */
export function size(width: `${number}px`, id: `user-${string}`, corner: `${'top' | 'bottom'}-${'left' | 'right'}`): `${number}%` {
  return '5%';
}
