import process from 'node:process';
import { ensureDependencies } from './ensure-dependencies.mjs';
import { packageScript, runNode } from './run.mjs';
import { createTally } from './steps.mjs';

// Windows x64 and Linux x64 and arm64, unless the command line asks for something else.
ensureDependencies();
if (!createTally().build()) process.exit(1);
const asked = process.argv.slice(2);
const targets = asked.length > 0 ? asked : ['--win', '--linux'];
process.exit(runNode([packageScript('electron-builder', 'cli.js'), ...targets, '--publish', 'never']));
