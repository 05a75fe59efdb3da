import type { PlantedBug } from './planted-bug';
import { eventBugs } from './planted-in-events';
import { answerBugs } from './planted-in-answers';
import { shopBugs } from './planted-in-shop';

/** Every bug that the campaign must find. */
export const plantedBugs: readonly PlantedBug[] = [...eventBugs, ...answerBugs, ...shopBugs];
