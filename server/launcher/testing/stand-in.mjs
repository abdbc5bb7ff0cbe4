// A program that does nothing but be there: `node stand-in.mjs <name> [port]` serves its own number on the port.
import http from "node:http";

const port = Number(process.argv[3]);
http
  .createServer((_, response) => response.end(String(process.pid)))
  .listen(port, "127.0.0.1", () => process.send?.({ ready: true }));
process.on("SIGTERM", () => process.exit(0));
