// From a target and the answers to what would be written: the part that every mode of both commands shares.
import type { Answers, Config, PackageManager } from '../config/schema.js';
import type { Generated } from '../generate.js';
import type { ModuleModel } from '../model/module.js';
import { refuseCollisions } from '../model/names.js';
import { noTools, refuseUnknownNames } from '../plan/choice.js';
import { refuseProxied } from '../plan/hosting/rules.js';
import { refuseOpen } from '../plan/server.js';
import {
  flagAnswers,
  openQuestions,
  proposals,
  type Question,
  settleConfig,
  undecided,
} from './answers.js';
import type { Context } from './context.js';
import { stopWhenInterrupted } from './failure.js';
import type { Flags } from './flags.js';
import { repositoryOf } from './folder.js';
import { interview } from './interview.js';
import { checkName } from './name.js';
import type { Parts } from './parts.js';
import { painter, skippedText } from './report.js';
import { proposedName, sourceEntry, type Target } from './target.js';

/** One run of a command. */
export interface Session {
  readonly context: Context;
  readonly parts: Parts;
  readonly flags: Flags;
  readonly target: Target;
  /** A git repository will be started in the folder. */
  readonly startsRepository: boolean;
  /** Only what changed is shown: a later round of `--watch`. */
  readonly brief?: boolean;
}

export interface Prepared {
  readonly model: ModuleModel;
  readonly config: Config;
  readonly generated: Generated;
  /** Questions were asked, so the answers are shown once more before writing. */
  readonly interviewed: boolean;
}

export async function prepare(session: Session): Promise<Prepared> {
  const { flags, target } = session;
  const given = flagAnswers(flags);
  if (given.name !== undefined) checkName(given.name);
  const open = openness(given);
  refuseOpen(open);
  refuseProxied(open.hosting);
  const model = await readSource(session);
  // Before anybody is asked which of no tools to take.
  if (model.tools.length === 0) throw noTools(model);
  refuseCollisions(model.tools);
  refuseUnknownNames({ tools: toolNames(given) }, model);
  const { answers, interviewed } = await decide(session, given, model);
  const config = await settleConfig({
    answers,
    previous: target.config,
    source: sourceEntry(target),
    name: proposedName(target),
    packageManager: detectPackageManager(session),
    model,
  });
  checkName(config.name);
  const generated = await generateFrom(session, config, model);
  return { model, config, generated, interviewed };
}

/** Reads the source once more under the same config: what `--watch` does on every change. */
export async function prepareAgain(session: Session, config: Config): Promise<Prepared> {
  const model = await readSource(session);
  return {
    model,
    config,
    generated: await generateFrom(session, config, model),
    interviewed: false,
  };
}

export async function readSource({
  context,
  parts,
  target,
}: Pick<Session, 'context' | 'parts' | 'target'>): Promise<ModuleModel> {
  const progress = await parts.progress(context);
  const reading = `reading ${target.source.specifier}`;
  const model = await progress.during(reading, () => parts.introspect(target.source));
  stopWhenInterrupted(context);
  return model;
}

/** Flags that do not go together, or would leave the server open, are refused before anybody is asked. */
function openness({ auth, hosting, proxy, publicUrl }: Answers): Pick<Config, 'auth' | 'hosting'> {
  return {
    auth: { kind: auth ?? 'bearer' },
    hosting: {
      kind: hosting ?? 'none',
      proxy: proxy ?? 'none',
      ...(publicUrl !== undefined && { publicUrl }),
    },
  };
}

function toolNames({ only, exclude, includeDangerous, job }: Answers): Config['tools'] {
  return {
    ...(only && { only: [...only] }),
    exclude: [...(exclude ?? [])],
    includeDangerous: [...(includeDangerous ?? [])],
    job: [...(job ?? [])],
    sync: [],
  };
}

/** Flags, then the config file, then questions on a terminal, then `--yes`; else what is open is named. */
async function decide(
  { context, parts, flags, target }: Session,
  given: Answers,
  model: ModuleModel,
): Promise<{ answers: Answers; interviewed: boolean }> {
  if (target.config) return { answers: given, interviewed: false };
  const open = openQuestions(given, model);
  if (open.length === 0 || flags.yes) return { answers: proposals(given), interviewed: false };
  if (!context.interactive || flags.json) throw undecided(open, model);
  context.stderr.write(skippedText(model, painter(context.color.stderr)));
  const answers = await interview(await parts.prompter(context), open, { answers: given, model });
  return { answers: proposals(answers), interviewed: isAsked(open) };
}

/** A proxy alone is no question while there is only one kind of it. */
function isAsked(open: readonly Question[]): boolean {
  return open.some((question) => question !== 'proxy');
}

async function generateFrom(
  { parts, flags, target, startsRepository, context }: Session,
  config: Config,
  model: ModuleModel,
): Promise<Generated> {
  const { out, source, starter } = target;
  const repository = startsRepository ? out : repositoryOf(out);
  return parts.generate({
    source,
    out,
    config,
    model,
    force: flags.force === true,
    starter,
    ...(repository !== undefined && { repository }),
    toolVersion: context.version,
  });
}

/** Who runs this command says so in npm_config_user_agent: `pnpm/9.1.0 npm/? node/v20`. */
function detectPackageManager({ context }: Session): PackageManager {
  const agent = context.env.npm_config_user_agent?.split('/')[0];
  return agent === 'pnpm' || agent === 'yarn' || agent === 'bun' ? agent : 'npm';
}
