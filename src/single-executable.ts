import process from 'node:process';
import { isCalledNode, runFile } from './shipped/stand-in-node.ts';

if (isCalledNode()) runFile(process.argv.slice(2));
else void import('./cli.ts');
