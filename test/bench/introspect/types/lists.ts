// Rows of arrays and tuples.
import type { Json } from '../../../../src/model/schema.js';
import type { Maker, Row } from './generator.js';
import { arrayOf, raw, type Spec } from './spec.js';
import { union } from './unions.js';

function list(text: string, item: Spec): Spec {
  return {
    text,
    sample: (random, fuel) =>
      fuel > 0 ? Array.from({ length: random.below(4) }, () => item.sample(random, fuel - 1)) : [],
    decode: (json, mode) =>
      Array.isArray(json) ? arrayOf(json, (each) => item.decode(each, mode)) : raw(json),
  };
}

interface Place {
  readonly spec: Spec;
  readonly kind: 'fixed' | 'optional' | 'rest';
}

/** Members by their places; what follows a rest is counted from the end. */
function tuple(text: string, places: readonly Place[]): Spec {
  const rest = places.findIndex(({ kind }) => kind === 'rest');
  const after = rest < 0 ? 0 : places.length - rest - 1;
  const placeOf = (index: number, length: number): Place | undefined => {
    if (rest < 0 || index < rest) return places[index];
    return index >= length - after ? places[places.length - (length - index)] : places[rest];
  };
  return {
    text,
    sample: (random, fuel) => {
      const given: Json[] = [];
      for (const { spec, kind } of places) {
        if (kind === 'optional' && random.chance(0.4)) break;
        const times = kind === 'rest' ? random.below(3) : 1;
        for (let time = 0; time < times; time += 1) given.push(spec.sample(random, fuel - 1));
      }
      return given;
    },
    decode: (json, mode) => {
      if (!Array.isArray(json)) return raw(json);
      return mode === 'published' && after > 0
        ? announced(text, places.slice(0, rest), places.slice(rest), json)
        : arrayOf(
            json,
            (each, at) => placeOf(at, json.length)?.spec.decode(each, mode) ?? raw(each),
          );
    },
  };
}

/** As JSON Schema has it: from the rest on, any of the types that stand there, and not too few. */
function announced(
  text: string,
  before: readonly Place[],
  from: readonly Place[],
  json: readonly Json[],
): readonly string[] {
  const any = union(from.map(({ spec }) => spec));
  const few = from.slice(1).map(() => any.text);
  const told = [...before.map(({ spec }) => spec.text), ...few, `...${any.text}[]`].join(', ');
  return arrayOf(json, (each, at) => (before[at]?.spec ?? any).decode(each, 'published')).map(
    (list) => `told<[${told}], ${text}>(${list})`,
  );
}

function tupleText(places: readonly Place[], labels: boolean): string {
  const parts = places.map(({ spec, kind }, index) => {
    const dots = kind === 'rest' ? '...' : '';
    const type = kind === 'rest' ? `${spec.text}[]` : spec.text;
    const mark = kind === 'optional' ? '?' : '';
    return labels ? `${dots}m${index}${mark}: ${type}` : `${dots}${type}${mark}`;
  });
  return `[${parts.join(', ')}]`;
}

function tupleRow(kinds: (maker: Maker) => readonly Place['kind'][]) {
  return (maker: Maker): Spec => {
    const places = kinds(maker).map((kind) => ({ spec: maker.child(), kind }));
    const text = tupleText(places, maker.random.chance(0.4));
    return tuple(maker.random.chance(0.2) ? `(readonly ${text})` : text, places);
  };
}

function extended(maker: Maker): Spec {
  const item = maker.child();
  const name = maker.declare(
    'List',
    (own) => `${maker.exported()}interface ${own} extends Array<${item.text}> {}`,
  );
  return list(name, item);
}

const row = (name: string, make: (maker: Maker) => Spec): Row => ({ name, make });

export const LISTS: readonly Row[] = [
  row('array', (maker) => {
    const item = maker.child();
    return list(maker.random.pick([`${item.text}[]`, `Array<${item.text}>`]), item);
  }),
  row('readonly array', (maker) => {
    const item = maker.child();
    return list(
      maker.random.pick([`(readonly ${item.text}[])`, `ReadonlyArray<${item.text}>`]),
      item,
    );
  }),
  row('interface extends Array', extended),
  row('array and object', (maker) => {
    const item = maker.child();
    return list(`(${item.text}[] & { note?: string })`, item);
  }),
  row(
    'tuple',
    tupleRow(({ random }) => Array.from({ length: random.below(4) }, () => 'fixed' as const)),
  ),
  row(
    'tuple with optional members',
    tupleRow(() => ['fixed', 'optional', 'optional']),
  ),
  row(
    'tuple with rest',
    tupleRow(({ random }) =>
      random.chance(0.5) ? ['fixed', 'rest'] : ['fixed', 'optional', 'rest'],
    ),
  ),
  row(
    'tuple with rest in the middle',
    tupleRow(({ random }) => (random.chance(0.5) ? ['rest', 'fixed'] : ['fixed', 'rest', 'fixed'])),
  ),
];
