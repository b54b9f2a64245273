import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { StrataError } from '../../web/engine/errors.js';
import { canonical, parseExperiment, parseLayers } from '../../web/engine/experiment/index.js';
import { decodeLink, encodeLink } from '../../web/engine/link.js';
import { firstExperiment } from '../../web/ui/state/first-experiment.js';
import { claim, experiment } from './arbitraries.js';
import { handmade } from './handmade.js';

/**
 * `expanded`: with every default that version 1 fills in.
 * @type {{ link: string, experiment: object, claim?: any, expanded: object }[]}
 */
const golden = JSON.parse(readFileSync(new URL('golden-links.json', import.meta.url), 'utf8'));

const doc = { strata: 1, data: { name: 'mnist' }, layers: [{ type: 'linear', units: 10 }] };
const whole = { steps: 1875, testAccuracy: 0.9473, fingerprint: '0123456789abcdef' };

describe('a link', () => {
  it('of version 1 is read for ever', () => {
    assert.ok(golden.length >= 11);
    for (const { link, experiment, claim, expanded } of golden) {
      const decoded = decodeLink(link);
      assert.deepEqual(decoded.experiment, expanded);
      assert.deepEqual(canonical(decoded.experiment), experiment);
      assert.deepEqual(decoded.claim, claim);
    }
  });

  it('of version 1 is still written the same', () => {
    for (const { link, experiment, claim } of golden)
      assert.equal(encodeLink(experiment, claim), link);
  });

  it('has the form that is described', () => {
    assert.equal(encodeLink(doc), handmade(JSON.stringify([doc])));
    assert.equal(
      encodeLink(doc, whole),
      handmade(JSON.stringify([doc, [1875, 0.9473, '0123456789abcdef']])),
    );
  });

  it('is of ASCII whatever a title has', () => {
    const goals = [{ title: 'Über 90 %: 数 😀', test_accuracy: 0.9 }];
    const ascii = '[{"title":"\\u00dcber 90 %: \\u6570 \\ud83d\\ude00","test_accuracy":0.9}]';
    const link = encodeLink({ ...doc, goals });
    assert.equal(link, handmade(JSON.stringify([doc]).replace(/}]$/, `,"goals":${ascii}}]`)));
    assert.deepEqual(decodeLink(link).experiment.goals, goals);
  });

  it('brings back any experiment and claim', () => {
    fc.assert(
      fc.property(experiment, fc.option(claim, { nil: undefined }), (doc, claim) => {
        const text = encodeLink(doc, claim);
        assert.match(text, /^1[\w-]+$/);
        const decoded = decodeLink(text);
        assert.deepEqual(decoded.experiment, parseExperiment(doc));
        assert.ok(Object.isFrozen(decoded.experiment));
        // −0 is written as 0.
        assert.deepEqual(
          decoded.claim,
          claim && { ...claim, testAccuracy: claim.testAccuracy && claim.testAccuracy + 0 },
        );
        assert.equal(encodeLink(decoded.experiment, decoded.claim), text);
        assert.equal(encodeLink(parseExperiment(doc), claim), text);
      }),
      { numRuns: 300 },
    );
  });

  it('is read bare, behind its mark and in an address', () => {
    const text = encodeLink(doc, whole);
    const expected = decodeLink(text);
    const embedded = 'https://example.org/embed.html';
    for (const form of [
      ...[`#e%3D${text}`, `##e=${text}`, `https://example.org/#e%3d${text}`],
      ...[`#e=${text}.`, `<https://example.org/#e=${text}>`, `(#e=${text})…`, `#e=${text}%3E%20`],
      ...[`#e=${text}`, `https://example.org/a/?b=1#e=${text}`, ` ${text}\n`],
      ...[
        `${embedded}#e=${text}&hide=share`,
        `${embedded}?b=1&c=2#hide=share,data&e=${text}&lock=data`,
      ],
    ]) {
      assert.deepEqual(decodeLink(form), expected);
    }
  });

  it('is short: the first experiment fits in 300 characters, a made set in 110', () => {
    assert.ok(encodeLink(firstExperiment).length <= 300, encodeLink(firstExperiment));
    const line = { strata: 1, data: { name: 'sine' }, layers: [{ type: 'linear', units: 1 }] };
    assert.ok(encodeLink(line).length <= 110, encodeLink(line));
  });

  it('fits the largest experiment', () => {
    const layer = {
      type: 'activation',
      name: 'hardtanh',
      min_val: -12.345678901234567,
      max_val: 0.12345678901234566,
    };
    const layers = [...Array(63).fill(layer), { type: 'linear', units: 10 }];
    assert.equal(decodeLink(encodeLink({ ...doc, layers })).experiment.layers.length, 64);
    const point = [-1.2345678901234567e-100, -1.2345678901234567e-100, 1];
    const data = { name: 'points', points: Array(1000).fill(point) };
    layers.splice(-1, 1, { type: 'linear', units: 2 });
    const { experiment } = decodeLink(encodeLink({ ...doc, data, layers }, whole));
    assert.deepEqual(experiment.data.points?.at(-1), point);
  });

  it('may carry checkpoints of the epochs before', () => {
    const checkpoints = ['00112233', '89abcdef'];
    const link = encodeLink(doc, { ...whole, checkpoints });
    const joined = [1875, 0.9473, '0123456789abcdef', '0011223389abcdef'];
    assert.equal(link, handmade(JSON.stringify([doc, joined])));
    assert.deepEqual(decodeLink(link).claim, { ...whole, checkpoints });
    assert.equal(encodeLink(doc, { ...whole, checkpoints: [] }), encodeLink(doc, whole));
  });

  it('may claim what a run towards numbers came to, which has no accuracy', () => {
    const claim = { ...whole, testAccuracy: null };
    const line = { strata: 1, data: { name: 'sine' }, layers: [{ type: 'linear', units: 1 }] };
    assert.deepEqual(decodeLink(encodeLink(line, claim)).claim, claim);
  });
});

describe('a link that is not as it was made', () => {
  it('is never taken for another experiment', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const damage = fc.record({
      kind: fc.constantFrom('replace', 'insert', 'delete', 'swap', 'cut', 'double', 'case'),
      at: fc.nat(),
      length: fc.integer({ min: 1, max: 5 }),
      text: fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 5 }),
    });
    fc.assert(
      fc.property(
        experiment,
        fc.option(claim, { nil: undefined }),
        damage,
        (doc, claim, { kind, at, length, text }) => {
          const link = encodeLink(doc, claim);
          const from = at % link.length;
          const [before, part, after] = [
            link.slice(0, from),
            link.slice(from, from + length),
            link.slice(from + length),
          ];
          const altered = {
            replace: before + text + after,
            insert: before + text + part + after,
            delete: before + after,
            swap: before + [...part].reverse().join('') + after,
            cut: before,
            double: before + part + part + after,
            case: before + part.toLowerCase() + after,
          }[kind];
          fc.pre(altered !== link);
          assert.throws(() => decodeLink(altered), StrataError);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is refused at every single altered character', () => {
    const link = encodeLink(doc, whole);
    for (let i = 0; i < link.length; i++) {
      for (const letter of 'AQgwZz059-_') {
        const altered = link.slice(0, i) + letter + link.slice(i + 1);
        if (altered !== link) assert.throws(() => decodeLink(altered), StrataError, altered);
      }
      assert.throws(() => decodeLink(link.slice(0, i)), StrataError);
    }
  });

  it('is told apart by code', () => {
    const link = encodeLink(doc);
    /** @type {[unknown, string][]} */
    const cases = [
      ['', 'link-empty'],
      ['#e=', 'link-empty'],
      [undefined, 'link-empty'],
      [link.slice(0, -1), 'link-damaged'],
      [`${link}A`, 'link-damaged'],
      [`${link}.`, 'link-damaged'],
      ['hello', 'link-damaged'],
      ['1', 'link-damaged'],
      [`2${link.slice(1)}`, 'link-version'],
      [`1${'A'.repeat(1e6)}`, 'link-too-long'],
      [handmade('[]'), 'experiment-invalid'],
      [handmade('{}'), 'link-damaged'],
      [handmade('not JSON'), 'link-damaged'],
      [handmade('['.repeat(20000)), 'link-damaged'],
      [handmade(`[${JSON.stringify(doc)},[1,1,"0123456789abcdef"],3]`), 'link-damaged'],
      [handmade(`[${JSON.stringify(doc)},[1,1]]`), 'claim-invalid'],
      [handmade(`[${JSON.stringify(doc)},[1,2,"0123456789abcdef"]]`), 'claim-invalid'],
      [handmade(`[${JSON.stringify(doc)},{"steps":1}]`), 'claim-invalid'],
      [handmade(`[${JSON.stringify(doc)},[1,1,"0123456789abcdef",""]]`), 'link-damaged'],
      [handmade(`[${JSON.stringify(doc)},[1,1,"0123456789abcdef",null]]`), 'link-damaged'],
      [handmade(`[${JSON.stringify(doc)},[1,1,"0123456789abcdef","01234567",1]]`), 'link-damaged'],
      [handmade(`[${JSON.stringify(doc)},[1,1,"0123456789abcdef","0123456"]]`), 'claim-invalid'],
      [
        handmade(`[${JSON.stringify(doc)},[1,1,"0123456789abcdef","${'01234567'.repeat(101)}"]]`),
        'claim-invalid',
      ],
      [handmade(`[${JSON.stringify({ ...doc, seed: -1 })}]`), 'experiment-invalid'],
      [handmade(`[{"__proto__":{},"strata":1}]`), 'experiment-invalid'],
    ];
    for (const [text, code] of cases) {
      assert.throws(
        () => decodeLink(/** @type {string} */ (text)),
        { name: 'StrataError', code },
        String(text).slice(0, 80),
      );
    }
  });

  it('is any text at all', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          fc.base64String(),
          fc.jsonValue().map((value) => handmade(JSON.stringify([value]))),
        ),
        (text) => {
          assert.throws(() => decodeLink(text), StrataError);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

it('only valid experiments and claims become links', () => {
  assert.throws(() => encodeLink({ ...doc, seed: -1 }), {
    code: 'experiment-invalid',
    path: 'seed',
  });
  const claims = [
    null,
    {},
    'x',
    { ...whole, steps: 1.5 },
    { ...whole, steps: -1 },
    { ...whole, testAccuracy: 1.01 },
    { ...whole, testAccuracy: Number.NaN },
    { ...whole, fingerprint: 'ABCDEF0123456789' },
    { ...whole, more: 1 },
    { ...whole, checkpoints: '01234567' },
    { ...whole, checkpoints: ['0123456G'] },
    { ...whole, checkpoints: Array(101).fill('01234567') },
  ];
  for (const claim of claims) {
    assert.throws(
      () => encodeLink(doc, /** @type {any} */ (claim)),
      { name: 'StrataError', code: 'claim-invalid' },
      JSON.stringify(claim),
    );
  }
  assert.equal(encodeLink({ ...doc, layers: parseLayers('linear:10') }), encodeLink(doc));
});
