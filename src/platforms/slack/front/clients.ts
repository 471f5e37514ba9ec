import type { Logger } from '@slack/bolt';

/** How every client of Slack's speaks here: once, within a bounded time; what is to be tried again is our own matter. */
export function clientOptions(api: string, logger: Logger) {
  return {
    slackApiUrl: api,
    logger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    allowAbsoluteUrls: false,
  };
}
