#!/usr/bin/env node
import { loadBashParser } from './shell/load-bash-parser.ts';

const p = await loadBashParser();
process.stdout.write(p.parse('a && b | c').rootNode.toString() + '\n');
