import { parseCommand, UsageError } from './arguments.mjs';
import { exportNetwork } from './export.mjs';
import { help, version } from './help.mjs';
import { info } from './info.mjs';
import { makeScorm } from './scorm.mjs';
import { sweep } from './sweep.mjs';
import { train } from './train.mjs';
import { verify } from './verify.mjs';

const commands = { train, verify, sweep, export: exportNetwork, scorm: makeScorm, info };

/**
 * Runs the `strata` command.
 *
 * @param {string[]} args without node and the script
 * @returns {Promise<number>} exit status: 0 done, 1 failed, 2 bad arguments (one line on standard error), 130 stopped by
 *   Ctrl-C
 */
export async function main(args) {
  try {
    const request = parseCommand(args);
    if (request.command === 'help') {
      console.log(help(request.topic));
      return 0;
    }
    if (request.command === 'version') {
      console.log(version);
      return 0;
    }
    return await commands[request.command](request);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(`strata: ${message.trim().replaceAll(/\s*\n\s*/g, '; ')}`);
    return error instanceof UsageError ? 2 : 1;
  }
}
