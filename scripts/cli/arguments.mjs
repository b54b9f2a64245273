import { parseArgs } from 'node:util';
import { commandNames, options } from './help.mjs';

/**
 * @typedef {Record<string, string | boolean | undefined>} Values options by name, as text
 * @typedef {{ command: 'help', topic: string | undefined } | { command: 'version' }
 *   | { command: 'train' | 'verify' | 'sweep' | 'export' | 'scorm' | 'info', source: string | undefined, values: Values }} Request
 */

/** Bad arguments: exit status 2. */
export class UsageError extends Error {}

/**
 * @param {string[]} args
 * @returns {Request}
 * @throws {UsageError} unknown command or option, missing or superfluous arguments
 */
export function parseCommand(args) {
  const { values, positionals } = parse(args);
  const [command, ...operands] = positionals;
  if (values.version) return { command: 'version' };
  if (values.help || command === 'help') {
    const topic = command === 'help' ? operands[0] : command;
    return { command: 'help', topic: knownCommand(topic) };
  }
  if (command === undefined) {
    throw new UsageError(`a command is missing: ${commandNames.join(', ')}; see strata --help`);
  }
  knownCommand(command);
  const request = /** @type {'train' | 'verify' | 'sweep' | 'export' | 'scorm' | 'info'} */ (
    command
  );
  for (const name of Object.keys(values)) {
    if (!options[name]?.commands.includes(request)) {
      throw new UsageError(`--${name} has no meaning for ${command}; see strata ${command} --help`);
    }
  }
  const most = request === 'info' ? 0 : 1;
  const surplus = operands[most];
  if (surplus !== undefined) throw new UsageError(`one argument too many: ${quoted(surplus)}`);
  return { command: request, source: operands[0], values };
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args: joinNegatives(args),
      options: optionTypes(),
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    // The first sentence says what is wrong; the rest are hints on how to write other commands.
    const [message = ''] = /** @type {Error} */ (error).message.split(/\n|\. /);
    throw new UsageError(
      `${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, '')}; see strata --help`,
    );
  }
}

/**
 * Node takes the -1 of `--seed -1` for an option; `--seed=-1` it understands.
 * @param {string[]} args
 */
function joinNegatives(args) {
  /** @type {string[]} */
  const joined = [];
  for (const arg of args) {
    const last = joined.at(-1) ?? '';
    if (/^-\.?\d/.test(arg) && options[last.slice(2)]?.value && last.startsWith('--')) {
      joined[joined.length - 1] = `${last}=${arg}`;
    } else {
      joined.push(arg);
    }
  }
  return joined;
}

/** @returns {Record<string, { type: 'string' | 'boolean', short?: string }>} */
function optionTypes() {
  return Object.fromEntries(
    Object.entries(options).map(([name, { value, short }]) => [
      name,
      { type: value ? 'string' : 'boolean', ...(short ? { short } : {}) },
    ]),
  );
}

/** @param {string | undefined} name */
function knownCommand(name) {
  if (name === undefined || commandNames.includes(name)) return name;
  throw new UsageError(`${quoted(name)} is not a command; commands are ${commandNames.join(', ')}`);
}

/** @param {string} text */
export function quoted(text) {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
}
