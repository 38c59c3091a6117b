// Which calls do something: by the module that is called, by the global, by the name.
import { ts } from 'ts-morph';
import type { Reading } from '../reading.js';
import { type Called, declarationsOf, type Handed, ownName } from './callee.js';
import { kindOf } from './known-modules.js';
import { isPlatform, moduleOf } from './origin.js';
import type { Evidence, Judged } from './search.js';
import { isRead, judgeDatabase, judgeDeletion } from './stores.js';
import { literalText, textsOf } from './texts.js';

/** What a call is evidence of; undefined when it is harmless or unknown. */
export function judgeCall(reading: Reading, called: Called): Judged | undefined {
  const name = ownName(reading, called.callee);
  const isMember =
    ts.isPropertyAccessExpression(called.callee) || ts.isElementAccessExpression(called.callee);
  const module = moduleOf(reading, called.callee);
  const texts = module === undefined ? '' : textsOf(reading, module, called);
  const byModule = module === undefined ? undefined : judgeModule(module, name, called, texts);
  return byModule ?? judgeGlobal(reading, called, name) ?? judgeDeletion(called, name, isMember);
}

/** What a function of a module does, as far as the module is known for it; `prepared`: the texts it works with. */
export function judgeModule(
  module: string,
  name: string,
  handed: Handed,
  prepared = '',
): Judged | undefined {
  if (module === 'process') return judgeProcess(name);
  if (module === 'crypto') return isRandom(name) ? CHANCE : undefined;
  switch (kindOf(module)) {
    case 'files':
      return judgeFile(name, handed, prepared);
    case 'deletes':
      return always('delete', `it deletes files with ${module}`);
    case 'processes':
      return always('process', `it starts processes with ${name ? `${module}.${name}` : module}`);
    case 'code':
      return always('code', `it runs code with ${module}`);
    case 'network':
      return network(module, isRead(name) && !asksOther(handed));
    case 'database':
      return judgeDatabase(module, name, handed, prepared);
    case 'chance':
      return CHANCE;
    default:
      return undefined;
  }
}

const CHANCE: Judged = {
  effect: 'chance',
  danger: 'silent',
  reads: true,
  words: 'it differs from call to call',
};

function always(effect: Evidence['effect'], words: string): Judged {
  return { effect, danger: 'always', reads: false, words };
}

function network(what: string, reads: boolean): Judged {
  return { effect: 'network', danger: 'never', reads, words: `it uses the network with ${what}` };
}

function judgeProcess(name: string): Judged | undefined {
  if (/^(exit|reallyExit|kill|abort)$/.test(name)) {
    return always('process', `it ends processes with process.${name}`);
  }
  if (/^(chdir|umask|set\w+id|dlopen|binding)$/.test(name)) {
    return always('process', `it changes the server's own process with process.${name}`);
  }
  return /^(hrtime|uptime|memoryUsage|cpuUsage)$/.test(name) ? CHANCE : undefined;
}

function isRandom(name: string): boolean {
  return /^(random|getRandomValues|generate)/.test(name);
}

const WRITES =
  /^(append|chmod|chown|copy|cp|create(?!ReadStream)|ftruncate|lchmod|lchown|link|lutimes|mkdir|mkdtemp|move|output|remove|rename|rm|symlink|truncate|unlink|utimes|write|empty|ensure)/;
const REMOVES = /^(rm|unlink|remove|empty|truncate|ftruncate)/;

const KEYS =
  /(^|[\s/\\])(\.ssh|\.aws|\.gnupg|\.kube|id_(rsa|dsa|ecdsa|ed25519)|\.env(\.\w+)?|\.npmrc|\.netrc|\.git-credentials|credentials(\.\w+)?|shadow)($|[\s/\\])|\.(pem|key|p12|pfx)($|\s)/i;

function judgeFile(name: string, { args, isGiven }: Handed, paths: string): Judged {
  if (WRITES.test(name)) {
    return always(
      REMOVES.test(name) ? 'delete' : 'write',
      `it writes or deletes files with ${name}`,
    );
  }
  const key = KEYS.exec(paths)?.[0].replace(/[\s/\\]/g, '');
  if (key !== undefined) {
    const words = `it opens a file that keeps secrets, ${key}, with ${name}`;
    return { effect: 'read', danger: 'always', reads: true, words };
  }
  const given = args.some((argument) => isGiven(argument));
  return given
    ? {
        effect: 'read',
        danger: 'always',
        reads: true,
        words: `it opens a path that the caller gives with ${name}`,
      }
    : {
        effect: 'read',
        danger: 'never',
        reads: true,
        words: `it reads files at fixed paths with ${name}`,
      };
}

function judgeGlobal(reading: Reading, called: Called, name: string): Judged | undefined {
  const { callee, args } = called;
  if (!isGlobal(reading, callee)) return undefined;
  if (ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee)) {
    return judgeMember(callee, name);
  }
  if (name === 'eval' || name === 'Function') {
    return always('code', `it runs code from text with ${name}`);
  }
  const [first] = args;
  if (/^set(Timeout|Interval|Immediate)$/.test(name) && first && isText(reading, first)) {
    return always('code', `it runs code from text with ${name}`);
  }
  if (name === 'Date' && args.length === 0) return CHANCE;
  if (name === 'fetch') return network(name, !asksOther(called));
  return /^(WebSocket|EventSource|XMLHttpRequest)$/.test(name) ? network(name, false) : undefined;
}

function judgeMember(
  { expression }: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  name: string,
): Judged | undefined {
  const of = `${expression.getText()}.${name}`.replace(/^globalThis\./, '');
  if (of === 'eval' || of === 'Function')
    return always('code', `it runs code from text with ${of}`);
  if (of === 'fetch') return network('fetch', false);
  if (/^process\./.test(of)) return judgeProcess(name);
  const random = /^(Math\.random|Date\.now|performance\.now|crypto\.(random|getRandom)\w+)$/;
  return random.test(of) ? CHANCE : undefined;
}

/** Whether a name is the platform's own, or not declared at all. */
function isGlobal(reading: Reading, callee: ts.Expression): boolean {
  return declarationsOf(reading, callee).every((one) => isPlatform(reading, one));
}

function isText(reading: Reading, node: ts.Node): boolean {
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) {
    return isText(reading, node.expression);
  }
  const { checker } = reading;
  return (checker.getTypeAtLocation(node).flags & ts.TypeFlags.StringLike) !== 0;
}

/** A request with a method of its own, unless that is GET or HEAD. */
function asksOther({ args }: Handed): boolean {
  return args.slice(1).some((argument) => {
    if (!ts.isObjectLiteralExpression(argument)) return true;
    return argument.properties.some((property) => {
      if (!ts.isPropertyAssignment(property)) return true;
      if (property.name.getText() === 'body') return true;
      if (property.name.getText() !== 'method') return false;
      return !/^(get|head)$/i.test(literalText(property.initializer));
    });
  });
}
