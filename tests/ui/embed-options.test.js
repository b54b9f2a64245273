import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { placeNames } from '../../web/engine/experiment/names.js';
import { encodeLink } from '../../web/engine/link.js';
import { tables } from '../../web/engine/tables.js';
import { readOptions } from '../../web/ui/embed/address-options.js';
import { fixIn } from '../../web/ui/embed/fixing.js';
import { allNames, parts } from '../../web/ui/embed/parts.js';
import { ExperimentStore } from '../../web/ui/state/experiment-store.js';
import { firstExperiment } from '../../web/ui/state/first-experiment.js';
import '../../web/ui/words/embed.js';
import { told } from '../../web/ui/words/told.js';

const link = `#e=${encodeLink(parseExperiment(firstExperiment))}`;

/** @param {string} hash @returns {string[]} what is wrong with it, in words */
const wrong = (hash) =>
  readOptions(hash).problems.map(({ option, problem }) => `${option}: ${told(problem)}`);

describe('the address of the embedded page', () => {
  test('is a link of the page with options behind it', () => {
    const options = readOptions(`${link}&hide=run,optimizer.lr&lock=seed&theme=dark&lang=de`);
    assert.deepEqual(options, {
      link,
      rest: '&hide=run,optimizer.lr&lock=seed&theme=dark&lang=de',
      hide: ['run', 'optimizer.lr'],
      lock: ['seed'],
      theme: 'dark',
      lang: 'de',
      problems: [],
    });
  });

  test('needs neither options nor a link', () => {
    assert.equal(readOptions(link).link, link);
    assert.equal(readOptions(link).rest, '');
    assert.equal(readOptions('#lesson=relu&hide=share').link, '#lesson=relu');
    for (const hash of ['#hide=share', '#&hide=share']) {
      const { link: none, rest, hide } = readOptions(hash);
      assert.deepEqual([none, rest, hide], ['', '&hide=share', ['share']]);
    }
    assert.equal(readOptions(`#hide=share&${link.slice(1)}`).link, link);
  });

  test('may be percent-encoded, and named more than once', () => {
    const { hide } = readOptions('#hide=share%2C%20help&hide=cost');
    assert.deepEqual(hide, ['share', 'help', 'cost']);
  });

  test('names what it does not know, with all that is allowed, and the rest applies', () => {
    const options = readOptions('#lock=sed,seed&theme=blue&lang=fr&size=3&hide=golas,goals');
    assert.deepEqual(
      [options.lock, options.theme, options.lang, options.hide],
      [['seed'], null, null, ['goals']],
    );
    const [lock = '', theme, lang, size, goals = ''] = wrong(
      '#lock=sed&theme=blue&lang=fr&size=3&hide=golas',
    );
    assert.ok(lock.startsWith('lock: "sed" is not known; give one of title, run, '), lock);
    for (const name of allNames) assert.ok(lock.includes(` ${name}`), name);
    assert.equal(theme, 'theme: "blue" is not known; give one of auto, light, dark');
    assert.equal(lang, 'lang: "fr" is not known; give one of en, de');
    assert.equal(size, 'size: "size" is not known; give one of hide, lock, theme, lang');
    assert.ok(goals.startsWith('hide: "golas" is not known; give one of title, run, '), goals);
    assert.equal(wrong('#hide=%')[0]?.slice(0, 24), 'hide: "%" is not known; ');
    assert.deepEqual(wrong('#hide=constructor&toString=1').length, 2);
  });
});

test('the documentation has every name, and no other', () => {
  const text = readFileSync(new URL('../../web/ui/embed/README.md', import.meta.url), 'utf8');
  const rows = text.slice(text.indexOf('## Names')).matchAll(/^\| (`[^|]*`) \|/gm);
  const named = [...rows].flatMap(([, names = '']) => names.replaceAll('`', '').split(' '));
  assert.deepEqual(named.sort(), [...allNames].sort());
});

describe('the names of places', () => {
  const names = placeNames();

  test('are all the fields that a document can have, from the schema', () => {
    const sections = {
      optimizer: tables.optimizers,
      init: tables.initializers,
      schedule: tables.schedules,
      clip: tables.clips,
      layers: tables.activations,
    };
    for (const [section, rows] of Object.entries(sections)) {
      for (const { params } of rows) {
        for (const { name } of params) {
          assert.ok(names.includes(`${section}.${name.replace(/\[.*/, '')}`), `${section}.${name}`);
        }
      }
    }
    const others = [
      'data',
      'data.name',
      'data.train',
      'data.points',
      'data.classes',
      'layers',
      'layers.units',
      'layers.bias',
      'layers.activation',
      'loss',
      'optimizer.name',
      'batch',
      'epochs',
      'target_accuracy',
      'seed',
      'goals',
    ];
    for (const name of others) assert.ok(names.includes(name), name);
    assert.equal(new Set(names).size, names.length);
    for (const name of ['strata', 'layers.type', 'layers.name'])
      assert.ok(!names.includes(name), name);
  });

  test('are not those of parts of the page', () => {
    for (const name of Object.keys(parts)) assert.ok(!names.includes(name), name);
  });
});

/** @param {string[]} names that are locked */
function locked(...names) {
  const experiment = new ExperimentStore(firstExperiment);
  /** @type {string[]} */
  const said = [];
  fixIn({ experiment, say: (sentence) => said.push(sentence()) }, names);
  return { experiment, said };
}

/** @param {ExperimentStore} store @param {(string | number)[]} path @param {unknown} value @returns {boolean} whether it was taken */
function sets(store, path, value) {
  const before = store.text;
  store.set(path, String(value), value);
  return store.text !== before;
}

describe('what is locked', () => {
  test('refuses every edit of it and says so, and no other', () => {
    const { experiment, said } = locked('optimizer.lr', 'seed');
    assert.equal(sets(experiment, ['optimizer', 'lr'], 0.5), false);
    assert.deepEqual(said, ['Fixed by this page: optimizer.lr.']);
    assert.equal(experiment.draft(['optimizer', 'lr']), undefined);
    assert.equal(sets(experiment, ['seed'], 2), false);
    assert.equal(sets(experiment, ['batch'], 64), true);
    assert.equal(sets(experiment, ['optimizer', 'momentum'], 0.9), true);
    assert.equal(said.length, 2);
  });

  test('holds for what is in it', () => {
    const { experiment } = locked('optimizer');
    assert.equal(sets(experiment, ['optimizer', 'momentum'], 0.9), false);
    experiment.choose('optimizer', 'adam');
    assert.equal(experiment.document.optimizer.name, 'sgd');
  });

  test('leaves the parameters alone where only the name is locked', () => {
    const { experiment } = locked('optimizer.name');
    experiment.choose('optimizer', 'adam');
    assert.equal(experiment.document.optimizer.name, 'sgd');
    assert.equal(sets(experiment, ['optimizer', 'lr'], 0.5), true);
  });

  test('is not undone, redone, tried or adopted; whoever shows the page may load anything', () => {
    const { experiment, said } = locked();
    sets(experiment, ['seed'], 2);
    fixIn({ experiment, say: (sentence) => said.push(sentence()) }, ['seed']);
    experiment.undo();
    assert.equal(experiment.document.seed, 2);
    experiment.preview(['seed'], 3);
    assert.equal(experiment.document.seed, 2);
    assert.equal(experiment.adopt({ ...experiment.document, seed: 4 }), false);
    assert.equal(experiment.document.seed, 2);
    assert.equal(said.length, 3);
    assert.equal(experiment.adopt({ ...experiment.document, batch: 8 }), true);
    experiment.load({ ...experiment.document, seed: 5 });
    assert.deepEqual([experiment.document.seed, experiment.document.batch], [5, 8]);
    experiment.undo();
    assert.equal(experiment.document.seed, 5);
  });

  test('of layers may move and go with them, and come with others that have the same', () => {
    const { experiment } = locked('layers.activation', 'layers.units');
    const { layers } = experiment.document;
    const [first, act, ...rest] = layers;
    assert.ok(first && act && act.type === 'activation');
    assert.equal(sets(experiment, ['layers', 0, 'units'], 7), false);
    experiment.replace(['layers', 1], { type: 'activation', name: 'tanh' });
    assert.equal(/** @type {any} */ (experiment.document.layers[1]).name, act.name);
    experiment.arrange([{ ...first }, { ...act }, ...layers]);
    assert.equal(experiment.document.layers.length, layers.length + 2);
    experiment.arrange([first, act, { ...first, units: 9 }, ...rest]);
    assert.equal(experiment.document.layers.length, layers.length + 2);
    assert.equal(sets(experiment, ['layers', 0, 'bias'], false), true);
  });

  test('may be the arrangement of layers, or all of the recipe', () => {
    const { experiment } = locked('layer_editing', 'recipe');
    const { layers } = experiment.document;
    experiment.arrange(layers.slice(2));
    assert.equal(experiment.document.layers.length, layers.length);
    assert.equal(sets(experiment, ['layers', 0, 'units'], 7), true);
    for (const [path, value] of /** @type {const} */ ([
      [['seed'], 2],
      [['epochs'], 2],
      [['batch'], 8],
      [['loss'], 'mse_loss'],
      [['optimizer', 'lr'], 1],
      [['target_accuracy'], 0.9],
    ])) {
      assert.equal(sets(experiment, [...path], value), false, path.join('.'));
    }
    assert.equal(sets(experiment, ['data', 'train'], 100), true);
  });
});
