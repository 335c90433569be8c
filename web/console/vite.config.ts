// Build of the console shell; served by the platform at /console/.
import { defineConfig } from 'vite';
import { shellConfig } from '../tools/vite/shell-config.ts';

export default defineConfig(shellConfig('console'));
