// What handoff/CONNECT.md is shown: a section per client, its steps as Markdown already.
import type { ClientEntry, Step } from '../plan/clients/entry.js';
import { clientKinds } from '../plan/clients/index.js';
import { secretHeaders } from '../plan/clients/secrets.js';
import { planHandOff } from '../plan/handoff.js';
import { REGENERATE } from '../plan/package-json.js';
import type { ServerPlan } from '../plan/server.js';
import { md, mdCode, shellArg } from './helpers.js';

export function connectView(plan: ServerPlan): object {
  const handOff = planHandOff(plan);
  const secrets = secretHeaders(handOff);
  const open = secrets.length === 0 && !handOff.signsIn;
  return {
    name: plan.name,
    url: handOff.url,
    regenerate: REGENERATE,
    local: plan.publicUrl === undefined && !open,
    hasSecrets: secrets.length > 0,
    signsIn: handOff.signsIn,
    open,
    secrets,
    clients: Object.values<ClientEntry>(clientKinds).map(({ label, file, steps }) => ({
      label,
      how: [...fileLine(file), ...steps(handOff).map(markdown)].join('\n\n'),
    })),
  };
}

function fileLine(file: ClientEntry['file']): readonly string[] {
  const name = file?.path.replace(/^handoff\//, '');
  return name === undefined ? [] : [`File: [${name}](${name})`];
}

/** `say` is our own Markdown; everything else is encoded. */
function markdown(step: Step): string {
  if ('say' in step) return step.say;
  if ('type' in step) return `${md(step.label)}: ${mdCode(step.type)}`;
  if ('run' in step) return `\`\`\`sh\n${step.run.map(shellArg).join(' ')}\n\`\`\``;
  return `[${md(step.label)}](<${step.open}>)`;
}
