// The embedded job store under the conformance cases, on this Node: with libsql where it has no SQLite of its own.
import { conformanceTests } from '../jobs/tests.ts';

conformanceTests('sqlite');
