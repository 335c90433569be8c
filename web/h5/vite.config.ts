// Build of the h5 shell; served by the platform at /h5/.
import { defineConfig } from 'vite';
import { shellConfig } from '../tools/vite/shell-config.ts';

export default defineConfig(shellConfig('h5'));
