// Build of the API reference; served by the platform at /reference/.
import { defineConfig } from 'vite';
import { shellConfig } from '../tools/vite/shell-config.ts';

export default defineConfig(shellConfig('reference'));
