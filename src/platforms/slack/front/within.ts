/** What the promise comes to, or `late` where that takes more than so many ms. The promise itself goes on. */
export function within<Value, Late>(ms: number, promise: Promise<Value>, late: Late): Promise<Value | Late> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Late>((resolve) => {
    timer = setTimeout(resolve, ms, late);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}
