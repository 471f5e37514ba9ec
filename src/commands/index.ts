import type { Command } from './command.ts';
import { digestCommand } from './digest.ts';
import { followCommand } from './follow.ts';
import { helpCommand } from './help.ts';
import { homeCommand } from './home.ts';
import { milestonesCommand } from './milestones.ts';
import { pauseCommand } from './pause.ts';
import { previewCommand } from './preview.ts';
import { releaseCommand } from './release.ts';
import { resumeCommand } from './resume.ts';
import { searchCommand } from './search.ts';
import { seriesCommand } from './series.ts';
import { statsCommand } from './stats.ts';
import { statusCommand } from './status.ts';
import { subscribeCommand } from './subscribe.ts';
import { subscriptionsCommand } from './subscriptions.ts';
import { unfollowCommand } from './unfollow.ts';
import { unsubscribeCommand } from './unsubscribe.ts';
import { whyCommand } from './why.ts';

/** Every command that platforms and the command line share, in the order in which help shows them. */
export const COMMANDS: readonly Command[] = [
  subscribeCommand,
  unsubscribeCommand,
  subscriptionsCommand,
  pauseCommand,
  resumeCommand,
  previewCommand,
  followCommand,
  unfollowCommand,
  digestCommand,
  searchCommand,
  seriesCommand,
  milestonesCommand,
  releaseCommand,
  statsCommand,
  whyCommand,
  statusCommand,
  helpCommand,
  homeCommand,
];
