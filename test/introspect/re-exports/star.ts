/** Second in the star. */
export const second = (): void => {};
/** First function. */
export function first(): void {}
