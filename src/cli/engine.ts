import { enableCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';

// To be imported before anything else. Compiled code is kept over runs, so that a short command starts
// quicker. Most commands live for seconds: V8's highest tier costs more to reach than it gives back there,
// so it is left to functions that run much longer than usual.
enableCompileCache();
setFlagsFromString('--invocation-count-for-turbofan=200000');
