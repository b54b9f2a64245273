import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { decodeLink, parseExperiment } from '../../web/engine/index.js';
import { strata } from './strata.js';

const folder = mkdtempSync(join(tmpdir(), 'strata-scorm-'));
after(() => rmSync(folder, { recursive: true }));

const experiment = parseExperiment({
  strata: 1,
  data: { name: 'moons' },
  layers: [{ type: 'linear', units: 2 }],
  goals: [{ title: '</script>', test_accuracy: 0.9 }],
});
const file = join(folder, 'homework.json');
writeFileSync(file, JSON.stringify(experiment));

test('a package holds the experiment, also one whose words are no HTML', async () => {
  const out = join(folder, 'course.zip');
  const { status, stdout } = await strata(['scorm', file, '--out', out, '--title', 'Week <3>']);
  assert.equal(status, 0);
  assert.equal(stdout.trim(), `wrote ${out}; it reports the score of 1 goal`);
  const page = strFromU8(unzipSync(readFileSync(out))['index.html'] ?? new Uint8Array());
  const [, inside = ''] = /id="package">(.*?)<\/script>/.exec(page) ?? [];
  assert.deepEqual(decodeLink(JSON.parse(inside).link).experiment, experiment);
  assert.match(page, /<title>Week &lt;3&gt;<\/title>/);
});

test('the same experiment gives the same package, whenever it is packed', async () => {
  const [a, b] = [join(folder, 'a.zip'), join(folder, 'b.zip')];
  for (const out of [a, b]) await strata(['scorm', file, '--out', out]);
  assert.deepEqual(readFileSync(a), readFileSync(b));
  // Of the first file in it, as the format of archives has them: the time, then the date from 1980 on.
  const [time, date] = [readFileSync(a).readUInt16LE(10), readFileSync(a).readUInt16LE(12)];
  assert.deepEqual([time >> 11, date >> 9, (date >> 5) & 15, date & 31], [12, 20, 1, 1]);
});

test('more images than the page in a package has are refused', async () => {
  const out = join(folder, 'large.zip');
  const large = join(folder, 'large.json');
  const words = ['scorm', large, '--out', out];
  const layers = [{ type: 'linear', units: 10 }];
  writeFileSync(large, JSON.stringify({ strata: 1, data: { name: 'mnist' }, layers }));
  const refused = await strata(words);
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /data\.train: 60000 images; .* has 6000 .*\(--train 6000\)/);
  const fewer = await strata([...words, '--train', '6000', '--test', '1000']);
  assert.equal(fewer.status, 0);
  assert.match(fewer.stdout, /it reports runs that end, having no goals/);
});

test('what is missing is named', async () => {
  const nothing = await strata(['scorm', '--out', join(folder, 'x.zip')]);
  assert.deepEqual(
    [nothing.status, nothing.stderr.trim()],
    [2, 'strata: scorm needs a LINK or FILE'],
  );
  for (const title of ['', 'Week\u0001', 'Week\n3']) {
    const untitled = await strata([
      'scorm',
      file,
      '--out',
      join(folder, 'x.zip'),
      '--title',
      title,
    ]);
    assert.equal(untitled.status, 2);
    assert.match(untitled.stderr, /--title: ".*" is not a title in one line/);
  }
  const nowhere = await strata(['scorm', file]);
  assert.equal(nowhere.status, 2);
  assert.match(nowhere.stderr, /--out is missing/);
});
