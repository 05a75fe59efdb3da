import { audio, mobile } from './audio-and-mobile';
import { books } from './books';
import { clothing } from './clothing';
import { computers } from './computers';
import { furniture } from './furniture';
import { home } from './home';
import type { Department } from './leaf';
import { outdoors } from './outdoors';
import { garden, pantry } from './pantry-and-garden';
import { care, toys } from './toys-and-care';

const electronics: Department = {
  slug: 'electronics',
  name: 'Electronics',
  hue: 220,
  children: [computers, audio, mobile],
};

/** The whole catalogue, in the order of its navigation. */
export const departments: readonly Department[] = [
  electronics,
  home,
  furniture,
  clothing,
  outdoors,
  books,
  toys,
  care,
  pantry,
  garden,
];
