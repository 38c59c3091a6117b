// Every check, in the order in which they are told.
import { authAccepted, authRefused } from './auth.js';
import type { Check } from './check.js';
import { endpoint } from './endpoint.js';
import { legacyEra, listSame, modernEra } from './eras.js';
import { hostGate, originGate } from './gates.js';
import { healthz } from './health.js';
import { accept, get, speed, unknownTool } from './manners.js';
import { oauthIssuer } from './oauth-issuer.js';
import { oauthMetadata } from './oauth-metadata.js';
import { reachable } from './reachable.js';
import { tls } from './tls.js';
import { listSize, toolDescriptions, toolNames, toolSchemas } from './tools.js';

export const CHECKS: readonly Check[] = [
  reachable,
  tls,
  healthz,
  endpoint,
  authRefused,
  oauthMetadata,
  oauthIssuer,
  authAccepted,
  modernEra,
  legacyEra,
  listSame,
  toolNames,
  toolDescriptions,
  toolSchemas,
  listSize,
  unknownTool,
  hostGate,
  originGate,
  accept,
  get,
  speed,
];
