import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { StrataError } from '../../web/engine/errors.js';
import { ExperimentError, parseExperiment } from '../../web/engine/experiment/index.js';
import { sentence, textOf } from '../../web/engine/sentences.js';
import { everySentence } from './every-sentence.js';
import { cases } from './problem-cases.js';

const web = new URL('../../web/', import.meta.url);

test('a sentence is put together from its parts', () => {
  const wanted = sentence('problem.range-whole', { min: 1, max: 8192 });
  const value = { written: 9000.5 };
  const whole = sentence('problem.not-whole', { value, wanted });
  assert.equal(textOf(whole), '9000.5 is not a whole number; give a whole number from 1 to 8,192');
  const lines = [sentence('problem.at', { path: 'layers[0].units', problem: whole }), 'and so on'];
  assert.equal(
    textOf(sentence('error.problems', { lines })),
    `layers[0].units: ${textOf(whole)}\nand so on`,
  );
});

test('an error says its sentence in English, and has its parts', () => {
  const parts = sentence('error.link-too-long', { most: 32768 });
  const error = new StrataError('link-too-long', parts);
  assert.equal(error.message, 'The link is longer than 32,768 characters.');
  assert.deepEqual(error.sentence, parts);
  assert.equal(new StrataError('array-type', 'No array.').sentence, undefined);
});

test('problems of documents can be said in other languages, and survive the way between threads', () => {
  let said = 0;
  for (const [name, doc] of cases) {
    try {
      parseExperiment(doc);
    } catch (error) {
      assert.ok(error instanceof ExperimentError && error.sentence, name);
      assert.equal(textOf(structuredClone(error.sentence)), error.message, name);
      for (const { message, sentence: parts } of error.problems) {
        if (!parts) continue;
        assert.equal(textOf(structuredClone(parts)), message, name);
        said++;
      }
    }
  }
  assert.ok(said >= 50, `${said}`);
});

test('every sentence is used', () => {
  const sources = readdirSync(web, { recursive: true })
    .map(String)
    .filter((file) => /^(engine|worker)\/.*\.js$/.test(file) && !file.endsWith('sentences.js'))
    .map((file) => readFileSync(new URL(file, web), 'utf8'))
    .join('\n');
  assert.deepEqual(
    Object.keys(everySentence).filter((key) => !sources.includes(`'${key}'`)),
    [],
  );
});
