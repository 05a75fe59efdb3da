import { secret, type Secrets } from '../../secrets';
import type { InstancePorts } from './shop-places';

/** Publishes an event as a service does, past its outbox. */
export async function publish(
  ports: InstancePorts,
  secrets: Secrets,
  topic: string,
  event: object,
): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${ports.sidecar}/v1.0/publish/pubsub/${topic}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/cloudevents+json',
      'dapr-api-token': secret(secrets, 'sidecar', 'daprApiToken'),
    },
    body: JSON.stringify(event),
  });
  if (!answer.ok) throw new Error(`${topic} could not be published: ${answer.status} ${await answer.text()}`);
}
