// Asks the service on this machine whether it is ready; the container's health is this program's exit code.
import http from 'node:http';
import https from 'node:https';

const { PORT, TLS_CERT_FILE } = process.env;
// The certificate names the office's host, not the loopback address asked here.
const client = TLS_CERT_FILE ? https : http;
const request = client.get(
  { host: '127.0.0.1', port: PORT || 3000, path: '/readyz', timeout: 2_000, rejectUnauthorized: false },
  (response) => process.exit(response.statusCode === 200 ? 0 : 1),
);
request.on('timeout', () => process.exit(1));
request.on('error', () => process.exit(1));
