// Own line icons on a 24 × 24 grid, drawn with round 1.75 strokes; `fill:` marks a filled shape.
import paths from './paths.json';

export type IconName = keyof typeof paths;

export const icon_paths: Readonly<Record<IconName, string>> = paths;
