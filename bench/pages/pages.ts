// How fast notifications are answered, and how fast screens hear of them: with the app idle, and while pages are loaded.
import { type App, startApp } from "../../e2e/fixtures/app.ts";
import { type Shares, watchFor } from "../measure/machine.ts";
import { type Part, type Result, time } from "../part.ts";
import { openBenchShop } from "../shop/bench-shop.ts";
import { type LoadReport, startPageLoad } from "./page-load.ts";
import { describeRound, HEADING, medianOfRounds, type Round, startRounds } from "./round.ts";
import { openScreens } from "./screens.ts";

const CONNECTIONS = 4;
/** A round in which other programs used more of the machine is not judged but played again, this often at most. */
const MOST_OTHERS = 0.05;
const TRIES = 5;
const QUIET_WAIT_MS = 60_000;

const ANSWER_MS = 20;
const SCREEN_MS = 1000;

const isQuiet = ({ others = 0 }: Shares): boolean => others <= MOST_OTHERS;

/** Waits for a quiet moment and plays until a round was quiet, too. The last try counts as it is. */
async function playQuietly(app: App, name: string, play: () => Promise<Round>): Promise<Round> {
  for (let tries = 1; ; tries++) {
    const deadline = performance.now() + QUIET_WAIT_MS;
    while (!isQuiet(await watchFor(app, 2000)) && performance.now() < deadline);
    const round = await play();
    console.log(describeRound(name, round));
    if (isQuiet(round.shares) || tries === TRIES) return round;
  }
}

function resultsOf(name: string, rounds: readonly Round[]) {
  const quiet = rounds.filter(({ shares }) => isQuiet(shares));
  const row = (what: string, ms: number, goal: number | null = null): Result => {
    const judged = time(`${what}, ${name}`, ms, goal);
    return quiet.length === 0 ? { ...judged, holds: null } : judged;
  };
  const { answer, screen } = medianOfRounds(quiet.length > 0 ? quiet : rounds);
  console.log(
    `${name}: ${quiet.length} of ${rounds.length} rounds were quiet${quiet.length > 0 ? " and count" : "; nothing is judged"}`,
  );
  return [
    row("notification answered p50", answer.p50),
    row("notification answered p95", answer.p95),
    row("notification answered p99", answer.p99, ANSWER_MS),
    row("notification answered max", answer.max),
    row("notification to paid on the screen p50", screen.p50),
    row("notification to paid on the screen p99", screen.p99, SCREEN_MS),
    row("notification to paid on the screen max", screen.max),
  ];
}

const describeLoad = ({ loaded, seconds }: LoadReport): string =>
  Object.entries(loaded)
    .map(([path, count]) => `${path} ${(count / seconds).toFixed(1)}/s`)
    .join("  ");

async function measure(app: App, rounds: number) {
  const shop = await openBenchShop(app);
  const screens = await openScreens(app.baseURL, shop);
  const play = startRounds(app, shop, screens);
  const [registerId = ""] = shop.registerIds;
  const playUnderLoad = async (): Promise<Round> => {
    const pages = await startPageLoad({ baseURL: app.baseURL, registerId, connections: CONNECTIONS });
    const round = await play();
    console.log(`pages       ${describeLoad(await pages.stop())}`);
    return round;
  };
  console.log(HEADING);
  console.log(describeRound("warming up", await play()));
  const idle: Round[] = [];
  const loaded: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    idle.push(await playQuietly(app, "idle", play));
    loaded.push(await playQuietly(app, "page load", playUnderLoad));
  }
  screens.close();
  await shop.close();
  return [...resultsOf("idle", idle), ...resultsOf("under page load", loaded)];
}

async function run(rounds: number) {
  const app = await startApp();
  return measure(app, rounds).finally(app.stop);
}

export const pages: Part = { name: "pages", run };
