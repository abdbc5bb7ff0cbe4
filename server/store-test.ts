import { env } from "#lib/env.ts";
import { closeShop, openShop } from "#lib/process.ts";
import { checkConnection } from "#lib/stores/connection/check-connection.ts";
import { findSubjects } from "#lib/stores/connection/find-subjects.ts";
import { headText, type Say, verdictText } from "#lib/stores/connection/write-report.ts";
import en from "#messages/en.json" with { type: "json" };
import zh from "#messages/zh-CN.json" with { type: "json" };
import { preferredLanguage } from "../i18n/languages.ts";
import { speakPlainly } from "../i18n/speak-plainly.ts";

/** Prints each verdict as it comes. False when a check failed, or there is nothing to check. */
async function storeTest(code: string, say: Say): Promise<boolean> {
  const shop = openShop();
  try {
    const subjects = await findSubjects(shop, code);
    if (subjects === null) {
      console.error(say("noStore", { code }));
      return false;
    }
    let good = true;
    for (const subject of subjects) {
      console.log(headText(subject, say));
      for await (const verdict of checkConnection(subject)) {
        console.log(verdictText(verdict, say));
        if (verdict.state === "failed") good = false;
      }
    }
    return good;
  } finally {
    await closeShop(shop);
  }
}

const [code = ""] = process.argv.slice(2);
const language = preferredLanguage(env.language().replace("_", "-"));
process.exitCode = (await storeTest(code, speakPlainly((language === "en" ? en : zh).connection))) ? 0 : 1;
