/**
 * Starts OpenTelemetry. It must be the first import of a `main.ts`, since instrumentation wraps modules as they load.
 * Without OTEL_EXPORTER_OTLP_ENDPOINT nothing is recorded or sent and nothing is wrapped, which would double the cost of
 * a request; the trace context travels through every call and event all the same, see `trace-context.ts`. The rest is
 * set by the standard OTEL_* variables.
 */
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { noteInstrumentation } from './trace-context';

const isProbe = (url: string | undefined) => url !== undefined && /^\/(health|metrics)/.test(url);

const exporting = Boolean(process.env['OTEL_EXPORTER_OTLP_ENDPOINT']);

const sdk = new NodeSDK({
  autoDetectResources: false,
  // Metrics are prom-client's and logs are winston's; the SDK would collect and send both a second time.
  metricReaders: [],
  logRecordProcessors: [],
  ...(process.env['APP_ID'] ? { serviceName: process.env['APP_ID'] } : {}),
  ...(exporting
    ? {
        traceExporter: new OTLPTraceExporter(),
        instrumentations: [
          new HttpInstrumentation({ ignoreIncomingRequestHook: (request) => isProbe(request.url) }),
          new UndiciInstrumentation(),
          new PgInstrumentation({ requireParentSpan: true }),
        ],
      }
    : { spanProcessors: [] }),
});
if (exporting) noteInstrumentation();
sdk.start();
