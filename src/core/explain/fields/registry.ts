import type { Prose } from '../../text/prose.ts';
import type { SpecReference } from '../annotation.ts';
import type { Standing } from './engine/rule.ts';
export interface Registered {
  readonly name: string;
  readonly summary: Prose;
  readonly specs: readonly SpecReference[];
  readonly standing: Standing;
}
export const registered = (_name: string): Registered | undefined => undefined;
export const registeredNames = (): readonly string[] => [];
