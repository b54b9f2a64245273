// `npm run lighthouse`: what Lighthouse says of the page, on a desktop and on a telephone. Accessibility and best
// practices have to be without fault; performance is a timing of this machine, which should do nothing else meanwhile.
// Only files that need nothing but Node may be imported before the set-up has run.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ask, mustRun, root, runMain, ScriptError } from './process.mjs';
import { setUp } from './setup.mjs';

/** The last version for Node 20. Not a dependency: with it come 200 packages that nothing else needs. */
const VERSION = '12.8.2';
const folder = join(root, 'build/lighthouse');
const RUNS = 3;

/** @typedef {'desktop' | 'mobile'} Form */
/** @typedef {{ id: string, score: number | null, title: string, displayValue?: string }} Audit */
/** @typedef {{ score: number, auditRefs: { id: string, weight: number }[] }} Category */
/** @typedef {{ categories: Record<string, Category>, audits: Record<string, Audit> }} Report */

const timed = 'performance';
const exact = ['accessibility', 'best-practices'];

await runMain(async () => {
  await setUp('test');
  await build(['wasm', 'data', 'page']);
  await install();
  const { serve } = await import('./serve.mjs');
  const server = await serve(15273);
  try {
    const faults = [];
    for (const form of /** @type {Form[]} */ (['desktop', 'mobile'])) {
      /** @type {Report[]} */
      const reports = [];
      for (let run = 0; run < RUNS; run++) reports.push(await reportOn(server.url, form, run));
      print(form, reports);
      faults.push(
        ...exact.flatMap((name) => faultsIn(reports, name).map((it) => `${form}: ${it}`)),
      );
    }
    if (faults.length > 0) throw new ScriptError(faults.join('\n'));
  } finally {
    await server.close();
  }
});

async function install() {
  if (existsSync(join(folder, 'node_modules/lighthouse'))) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--save-exact'];
  const words = ['install', ...options, `lighthouse@${VERSION}`];
  await mustRun('npm', words, { cwd: folder, output: 'collect' });
}

/**
 * @param {string} url
 * @param {Form} form
 * @param {number} run
 * @returns {Promise<Report>}
 */
async function reportOn(url, form, run) {
  const path = join(folder, `${form}-${run}.json`);
  const words = [
    `${url}/`,
    '--quiet',
    '--output=json',
    `--output-path=${path}`,
    `--only-categories=${[timed, ...exact].join()}`,
    '--chrome-flags=--headless=new --no-sandbox',
    ...(form === 'desktop' ? ['--preset=desktop'] : []),
  ];
  const env = { CHROME_PATH: ask('which', ['chromium']) ?? '' };
  await mustRun(join(folder, 'node_modules/.bin/lighthouse'), words, { env, output: 'collect' });
  return JSON.parse(readFileSync(path, 'utf8'));
}

/**
 * The scores, of performance the median, and what its run was held up by.
 *
 * @param {Form} form
 * @param {Report[]} reports
 */
function print(form, reports) {
  const scoreOf = (/** @type {Report} */ report) => report.categories[timed]?.score ?? 0;
  const sorted = reports.toSorted((one, other) => scoreOf(one) - scoreOf(other));
  const middle = sorted[sorted.length >> 1];
  if (!middle) return;
  const scores = Object.entries(middle.categories).map(
    ([name, { score }]) => `${name} ${Math.round(100 * score)}`,
  );
  const all = sorted.map((report) => Math.round(100 * scoreOf(report))).join(', ');
  console.log(`${form}: ${scores.join(', ')} (performance in ${RUNS} runs: ${all})`);
  for (const { id, weight } of middle.categories[timed]?.auditRefs ?? []) {
    const audit = middle.audits[id];
    if (weight > 0 && audit) console.log(`  ${audit.title}: ${audit.displayValue ?? '–'}`);
  }
}

/**
 * @param {Report[]} reports
 * @param {string} name of a category
 * @returns {string[]} its audits that found something
 */
function faultsIn(reports, name) {
  const found = reports.flatMap(({ categories, audits }) =>
    (categories[name]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
      .map(({ id }) => `${name}: ${audits[id]?.title ?? id}`),
  );
  return [...new Set(found)];
}
