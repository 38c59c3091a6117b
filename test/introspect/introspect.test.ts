// The cases, one folder per construct: each is read once for its model, its calls and its printed table,
// which is why all of that stands in one test file.
import { describe } from 'vitest';
import { describeCalls } from './calls.js';
import { describeModels } from './models.js';
import { describeTables } from './tables.js';

describe('introspection', describeModels);
describe('calls', describeCalls);
describe('tables', describeTables);
