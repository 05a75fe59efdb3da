import { rename, writeFile } from 'node:fs/promises';
import { addPreload } from './add-preload';

/** The wall clock of one process, which can be set while it runs. */
export interface Clock {
  /** The environment of the process, with what makes it follow this clock. */
  environment(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
  /** Sets the clock so far ahead of the machine's, or behind it when negative. It takes a twentieth of a second. */
  set(offsetMs: number): Promise<void>;
}

/** @param file absolute path of a file of its own, which need not exist */
export const createClock = (file: string): Clock => ({
  environment: (base) => ({ ...addPreload(base, 'clock-preload'), SIDECART_CLOCK_FILE: file }),
  async set(offsetMs) {
    // A file that is half written would be read as another number.
    await writeFile(`${file}.new`, String(offsetMs));
    await rename(`${file}.new`, file);
  },
});
