import { existsSync, readFileSync } from 'node:fs';
import { cpus, release, type } from 'node:os';
import { ask } from '../process.mjs';

/**
 * @typedef {object} Machine
 * @property {string} processor
 * @property {number} cores
 * @property {string} vectors the widest the processor has
 * @property {string} system
 * @property {string} node version
 * @property {string[]} browsers names with versions
 * @property {string} date
 */

/** @returns {Machine} */
export function describeMachine() {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? 'unknown processor',
    cores: processors.length,
    vectors: widestVectors(),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    browsers: ['chromium', 'firefox-esr'].flatMap(browserVersion),
    date: new Date().toISOString().slice(0, 10),
  };
}

/** @param {Machine} machine */
export function machineLine({ processor, cores, vectors, node, browsers, date }) {
  const programs = [`Node ${node}`, ...browsers].join(', ');
  return `${processor}, ${cores} cores with ${vectors}; ${programs}; one thread each; ${date}`;
}

/** @param {string} command */
function browserVersion(command) {
  const found = /(Chromium|Firefox) ([\d.]+)/.exec(ask(command, ['--version']) ?? '');
  return found ? [found[0]] : [];
}

function widestVectors() {
  const flags = existsSync('/proc/cpuinfo') ? readFileSync('/proc/cpuinfo', 'utf8') : '';
  if (/\bavx512f\b/.test(flags)) return 'AVX-512';
  if (/\bavx2\b/.test(flags)) return 'AVX2';
  return '128-bit vectors';
}
