// Preloaded into every child: it ends when the launcher is gone, however the launcher went. What the child starts itself
// inherits the preload but has another parent, and its channel is none of our business.
if (process.channel && process.env.SCANTILL_LAUNCHER === String(process.ppid)) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 8_000).unref();
  });
  process.channel.unref();
}
