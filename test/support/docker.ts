import { request } from 'node:http';

/** Whether a Docker engine answers here: asked where the environment or custom says it listens. */
export function dockerAnswers(dockerHost = process.env.DOCKER_HOST): Promise<boolean> {
  const at = new URL(dockerHost ?? 'unix:///var/run/docker.sock');
  const where =
    at.protocol === 'unix:' ? { socketPath: at.pathname } : { host: at.hostname, port: at.port || 2375 };
  return new Promise((resolve) => {
    const ping = request({ ...where, path: '/_ping', timeout: 1_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ping.on('timeout', () => ping.destroy(new Error('no answer')));
    ping.on('error', () => resolve(false));
    ping.end();
  });
}
