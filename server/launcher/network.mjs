// Ports and addresses of this machine.
import net from "node:net";
import os from "node:os";

/**
 * The origin of what listens on `host`, as this machine reaches it: 0.0.0.0 and :: take in loopback, another address does not.
 * @param {string} host
 * @param {number} port
 */
export function nearOrigin(host, port) {
  const near = isEverywhere(host) ? "127.0.0.1" : host;
  return `http://${near.includes(":") ? `[${near}]` : near}:${port}`;
}

/** @param {string} host */
export const isEverywhere = (host) => host === "0.0.0.0" || host === "::";

/** A port of this address that nothing listens on at the moment. @returns {Promise<number>} */
export function freePort(host = "127.0.0.1") {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, host, () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string | undefined>} why nobody can listen there
 */
export function whyClosed(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", (error) => {
      const code = "code" in error ? error.code : "";
      if (code === "EADDRINUSE") resolve(`Port ${port} is taken by another program: stop it, or set PORT.`);
      else if (code === "EACCES") resolve(`Port ${port} is reserved by the system: set PORT to one above 1023.`);
      else resolve(`Nothing can listen on ${host}:${port}: ${error.message}.`);
    });
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

/** Addresses by which the local network reaches this machine. */
export const lanAddresses = () =>
  Object.values(os.networkInterfaces())
    .flat()
    .flatMap((one) => (one && !one.internal && one.family === "IPv4" ? [one.address] : []));
