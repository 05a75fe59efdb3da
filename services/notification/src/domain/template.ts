import type { Kind } from './kinds';

/** One version of the texts of a kind of notification in one language. A version that was used is not changed. */
export class Template {
  key!: Kind;
  locale!: string;
  version!: number;
  subject!: string;
  text!: string;
  html!: string;
  /** The JSON Schema of what a notification keeps to fill it in. */
  variables!: object;
}
