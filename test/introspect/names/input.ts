/** 1 */
const größe = (x: string): string => x;
/** 2 */
function dollar(): void {}
/** 3 */
function odd(): void {}
export { größe, dollar as $, odd as 'string name' };
/** 4 */
export function aVeryLongNameThatGoesOnAndOnUntilItIsLongerThanAnyClientAllows(): void {}
