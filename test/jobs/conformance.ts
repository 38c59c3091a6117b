// The conformance suite of job stores: what every one of them does, in classes. Nothing here knows a driver.
import { acknowledgement } from './cases/acknowledgement.ts';
import { cancelling } from './cases/cancelling.ts';
import { claims } from './cases/claims.ts';
import { clock } from './cases/clock.ts';
import { failing } from './cases/failing.ts';
import { idempotency } from './cases/idempotency.ts';
import { killing } from './cases/killing.ts';
import { limits } from './cases/limits.ts';
import { outage } from './cases/outage.ts';
import { questions } from './cases/questions.ts';
import { replicas } from './cases/replicas.ts';
import { sole } from './cases/sole.ts';
import { ttl } from './cases/ttl.ts';
import { zombies } from './cases/zombies.ts';
import type { Case } from './driver.ts';

export const cases: readonly Case[] = [
  ...acknowledgement,
  ...claims,
  ...zombies,
  ...killing,
  ...sole,
  ...replicas,
  ...cancelling,
  ...idempotency,
  ...limits,
  ...ttl,
  ...clock,
  ...failing,
  ...outage,
  ...questions,
];
