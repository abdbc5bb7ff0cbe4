// Preloaded into every child: it ends when the launcher is gone, however the launcher went.
if (process.channel) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 8_000).unref();
  });
  process.channel.unref();
}
