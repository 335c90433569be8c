// Pinyin of characters; its dictionary is large, so it is loaded with the search page only.
import { pinyin } from 'pinyin-pro';
import type { Sounds } from './rank.ts';

export const pinyinSounds: Sounds = (text) =>
  pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'spaced' }).map((sound) =>
    sound.toLowerCase(),
  );
