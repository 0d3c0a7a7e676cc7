// How the server ends, for whoever started it. Plain JavaScript: read before anything is installed.

/** It said in a sentence why it cannot start (EX_CONFIG of sysexits.h): starting it again helps nothing. */
export const REFUSED = 78;
/** It fell, and may be started again. */
export const FELL = 1;
