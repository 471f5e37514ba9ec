// Preloaded into the measured process: tells its largest memory when it ends.
import { writeSync } from 'node:fs';

process.on('exit', () => writeSync(2, `peak-rss-kib ${process.resourceUsage().maxRSS}\n`));
