import { readFileSync } from 'node:fs';
import { oneFile } from '../../web/engine/data/one-file.js';
import { bounds, datasetOf, datasets, defaults } from '../../web/engine/experiment/index.js';
import { formats } from '../../web/engine/export/formats.js';
import { tables } from '../../web/engine/tables.js';

/** @type {string} */
export const version = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
).version;

/**
 * What is trained when neither a document nor --layers says otherwise.
 * @param {string} name of a data set
 */
export function defaultLayers(name) {
  return name === 'mnist'
    ? 'linear:128,relu,linear:10'
    : `linear:16,tanh,linear:${datasetOf(name)?.outputs}`;
}

export const commandNames = ['train', 'verify', 'sweep', 'export', 'scorm', 'info', 'help'];

/**
 * @typedef {object} Option
 * @property {string} [value] what stands for its value in the help; none for a switch
 * @property {string} [short] one letter
 * @property {string} text
 * @property {readonly string[]} commands that know it
 */

const running = ['train', 'export'];
/** Those that the document can be given to. */
const describing = [...running, 'scorm'];

/** @type {Readonly<Record<string, Option>>} */
export const options = {
  layers: {
    value: 'LAYERS',
    text: `such as ${defaultLayers('mnist')} (the default)`,
    commands: describing,
  },
  loss: { value: 'NAME', text: names(tables.losses), commands: describing },
  optimizer: { value: 'NAME', text: names(tables.optimizers), commands: describing },
  lr: { value: 'NUMBER', text: "learning rate; the optimiser's own default", commands: describing },
  init: { value: 'NAME', text: names(tables.initializers), commands: describing },
  schedule: { value: 'NAME', text: names(tables.schedules), commands: describing },
  clip: { value: 'NAME', text: names(tables.clips), commands: describing },
  batch: { value: 'N', text: `rows per step (${defaults.batch})`, commands: describing },
  epochs: {
    value: 'N',
    text: `passes over the training rows, up to ${bounds.epochs.max} (${defaults.epochs})`,
    commands: describing,
  },
  target: {
    value: 'SHARE',
    text: 'end after an epoch whose test accuracy is as high, such as 0.97',
    commands: describing,
  },
  seed: { value: 'N', text: `0 to ${bounds.seed.max} (${defaults.seed})`, commands: describing },
  train: { value: 'N', text: 'use the first N training rows only', commands: describing },
  test: { value: 'N', text: 'use the first N test rows only', commands: describing },
  data: {
    value: 'NAME|DIR',
    text: `a data set (${datasets.flatMap(({ name, source }) => (source === 'GIVEN' ? [] : [name])).join(', ')}), or a folder of four IDX files in place of MNIST, plain or .gz, named as its files`,
    commands: describing,
  },
  kernels: {
    value: 'strict|fast',
    text: 'strict gives the same bits everywhere (default); fast uses fused arithmetic',
    commands: running,
  },
  json: {
    text: 'print the result as one JSON object, the last line',
    commands: [...describing, 'verify', 'sweep', 'info'],
  },
  jobs: {
    value: 'N',
    text: 'runs at the same time (one for each core)',
    commands: ['sweep'],
  },
  list: {
    value: 'FILE',
    text: 'check every line of FILE: a link, perhaps after a name',
    commands: ['verify'],
  },
  limit: {
    value: 'SECONDS',
    text: 'give up on a link of the list after as long (600)',
    commands: ['verify'],
  },
  format: {
    value: 'NAME',
    text: `what to write: ${formats.map(({ name }) => name).join(', ')}`,
    commands: ['export'],
  },
  out: {
    value: 'FILE',
    text: 'where to write it (sweep: a folder)',
    commands: ['export', 'scorm', 'verify', 'sweep'],
  },
  title: {
    value: 'TEXT',
    text: 'what the course calls it (Strata)',
    commands: ['scorm'],
  },
  help: { short: 'h', text: 'show this help', commands: [] },
  version: { text: 'show the version', commands: [] },
};

/** @type {Record<string, string>} */
const topics = {
  train: `strata train [LINK|FILE] [options]

Trains a network on MNIST, or another data set, and reports how well it does. LINK is a link made by Strata ("#e=…", or
the whole address), FILE an experiment document as JSON, or a network that was saved with its experiment. Options override
what it says. Ctrl-C stops with the report so far.
Where the document has "goals", such as [{ "test_accuracy": 0.97, "parameters": 50000 }], a line for each says whether it
is met.`,
  verify: `strata verify LINK [--json]
strata verify --list FILE [--out FILE] [--limit SECONDS]

Trains the link's experiment again and compares what it comes to with what the link claims: the weights bit for bit, the
test accuracy, the steps. Prints "identical" (exit status 0), or the first difference (1). Where the link says how each
epoch ended, as those of train and of the page do, it names the first epoch that differs, otherwise only the end is compared.

With --list it checks a list: a link a line, or a table with links (CSV, Markdown), with names before and other columns
behind them or not. Lines that begin with "#" are comments. It writes CSV, to --out or standard output, a row as each is
done; exit status 0 if all are identical, else 1. A row has how many goals the link's own document has, how many are met,
and their mean score. A link may ask for days of training: after --limit it is left unchecked.`,
  sweep: `strata sweep FILE [--out FOLDER] [--jobs N] [--json]

Trains an experiment again and again with other settings, on all cores, and ranks them. FILE is JSON:

  { "sweep": 1,
    "experiment": { "strata": 1, "data": { "name": "mnist" }, "layers": [ … ] },
    "fields": { "optimizer.lr": [0.01, 0.1], "layers[0].units": [32, 64], "seed": [1, 2, 3] } }

trains every combination. A random search draws from lists and ranges instead; "scale" is "linear" (the default) or
"log", and "whole": true draws whole numbers:

  { "sweep": 1, "search": "random", "runs": 50, "seed": 1, "experiment": { … },
    "fields": { "optimizer.lr": { "min": 0.001, "max": 1, "scale": "log" }, "batch": [16, 32, 64] } }

FOLDER (FILE.results, without .json) receives runs.jsonl, a line as each run ends, and at the end results.csv,
results.json and results.md, a table that is also printed. The same command after a kill goes on with what is missing.`,
  export: `strata export LINK|FILE --format NAME --out FILE [options]

pytorch writes a Python script that trains the experiment with PyTorch, from the same weights and on the same batches; it
takes --device, and torchrun runs it in several processes. keras writes such a script for Keras 3, on whichever backend
that uses. Either script saves its weights as safetensors where it is run with --out. The others train the experiment first
and write the network: onnx a model for ONNX Runtime, safetensors the weights under the names of PyTorch's state_dict, json
one object { experiment, fingerprint, parameters }, and csv a number a line. The page opens safetensors and json again, and
so does importParameters in Node.`,
  scorm: `strata scorm LINK|FILE --out FILE [--title TEXT] [options]

Writes a SCORM 1.2 package, a .zip for a learning management system: the experiment in a page that needs no server. It
reports the best score its "goals" came to, 0 to 100, and "passed" once all are met at the same time; without goals it
reports "completed" when a run has ended. Goals and data cannot be changed there. The network that a student leaves is
there at the next visit. The page has ${oneFile.train} training and ${oneFile.test} test images of MNIST. A score that comes from a browser
can be forged.`,
  info: `strata info [--json]

Shows this build of the engine, the kernels that run here, and the tables of activations, losses, optimisers,
initialisers and data sets with their parameters and defaults.`,
};

/** Commands with a text of their own. */
export const topicNames = Object.keys(topics);

const overview = `strata ${version}: train neural networks on MNIST, the same as in the playground

  strata train [LINK|FILE] [options]                 train and report
  strata verify LINK                                 train again, compare with the link's claim
  strata sweep FILE                                  train with many settings, on all cores
  strata export LINK|FILE --format NAME --out FILE   write a script, or train and write the network
  strata scorm LINK|FILE --out FILE                  write a package for a learning management system
  strata info                                        engine build, kernels, activations

  strata COMMAND --help      options of a command
  strata --version

Layers are separated by commas; parameters follow after a colon: linear:64,leaky_relu:negative_slope=0.2,linear:10.
Optimisers and initialisers take parameters the same way: sgd:momentum=0.9:nesterov=true, adam:betas=0.9/0.99.
Exit status: 0 done (also where the loss stopped being a number, which the report then says), 1 failed (verify: not as claimed), 2 bad arguments, 130 stopped by Ctrl-C.`;

/**
 * @param {string | undefined} topic a command
 * @returns {string}
 */
export function help(topic) {
  const text = topic && topics[topic];
  if (!text) return overview;
  const lines = Object.entries(options)
    .filter(([, { commands }]) => commands.includes(topic))
    .map(([name, option]) => {
      const usage = `--${name}${option.value ? ` ${option.value}` : ''}`;
      return `  ${usage.padEnd(22)} ${option.text}`;
    });
  return lines.length > 0 ? `${text}\n\n${lines.join('\n')}` : text;
}

/** @param {readonly { name: string }[]} rows the first is the default */
function names(rows) {
  return rows.map(({ name }, i) => (i === 0 ? `${name} (default)` : name)).join(', ');
}
