import type { FastifyInstance } from 'fastify';

const displayName = Symbol.for('fastify.display-name');

/**
 * Has every plugin below `app` go by the name of its function. Of one without a name the framework looks for its file among all modules that are loaded,
 * twice: half of what composing the service takes. To be set before any plugin.
 */
export function namePlugins(app: FastifyInstance): void {
  const { register } = app;
  Object.assign(app, {
    register(this: FastifyInstance, plugin: unknown, options: object) {
      if (typeof plugin === 'function' && !(displayName in plugin)) {
        Object.defineProperty(plugin, displayName, { value: plugin.name || 'plugin' });
      }
      return Reflect.apply(register, this, [plugin, options]);
    },
  });
}
