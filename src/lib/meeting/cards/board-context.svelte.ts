/**
 * The board that a panel is about, for everything below it: what is deep inside reads it here
 * (`$derived.by(useBoard())`), and nothing in between has to hand it on. Panels are given theirs
 * (`panels.ts`, `screens.ts`) and provide it.
 */
import { createContext } from 'svelte';
import type { Board } from './cards.ts';

export const [useBoard, provideBoard] = createContext<() => Board>();
