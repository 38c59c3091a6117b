// All rows of the table of supported input types.
import { CODECS } from './codecs.js';
import { COMPUTED } from './computed.js';
import type { Row } from './generator.js';
import { LISTS } from './lists.js';
import { OBJECTS } from './objects.js';
import { RECORDS } from './records.js';
import { RECURSIVE } from './recursive.js';
import { SCALARS } from './scalars.js';
import { UNIONS } from './unions.js';

/** Those that contain others come first, so that few types already have much in them. */
export const ROWS: readonly Row[] = [
  ...OBJECTS,
  ...UNIONS,
  ...LISTS,
  ...RECORDS,
  ...RECURSIVE,
  ...COMPUTED,
  ...CODECS,
  ...SCALARS,
];
