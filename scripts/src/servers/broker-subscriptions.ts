import { readFile } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';

/** A consumer and the topics it hears. */
export interface ConsumerSubscriptions {
  appId: string;
  topics: string[];
}

interface SubscriptionDocument {
  kind?: string;
  spec?: { topic: string };
  scopes?: string[];
}

/** Reads who subscribes to what from a file of Dapr `Subscription` documents. */
export async function readSubscriptions(file: string): Promise<ConsumerSubscriptions[]> {
  const topicsByApp = new Map<string, string[]>();
  for (const document of parseAllDocuments(await readFile(file, 'utf8'))) {
    const { kind, spec, scopes = [] } = document.toJS() as SubscriptionDocument;
    if (kind !== 'Subscription' || !spec) {
      continue;
    }
    for (const appId of scopes) {
      topicsByApp.set(appId, [...(topicsByApp.get(appId) ?? []), spec.topic]);
    }
  }
  return [...topicsByApp].map(([appId, topics]) => ({ appId, topics }));
}
