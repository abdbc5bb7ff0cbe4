import { expect, test } from "vitest";
import { completePackages } from "./complete-lock.mjs";

const root = { version: "1.0.0" };

test("adds what the registry did not serve, with the platform that its name tells", () => {
  const packages = {
    "": root,
    "node_modules/tool": { version: "2.0.0", dev: true, optionalDependencies: { "@tool/core-win32-arm64": "^2.0.0" } },
  };
  const { packages: made, added } = completePackages(packages);
  expect(added).toEqual(["node_modules/@tool/core-win32-arm64"]);
  expect(made["node_modules/@tool/core-win32-arm64"]).toEqual({
    version: "2.0.0",
    optional: true,
    cpu: ["arm64"],
    os: ["win32"],
    dev: true,
  });
});

test("leaves what is there, beside the parent or further out", () => {
  const parent = { version: "1.0.0", optionalDependencies: { "a-linux-x64": "1.0.0", "b-linux-x64": "1.0.0" } };
  const packages = {
    "node_modules/p": parent,
    "node_modules/p/node_modules/a-linux-x64": root,
    "node_modules/b-linux-x64": root,
  };
  expect(completePackages(packages).added).toEqual([]);
});

test("names what tells no platform", () => {
  const packages = { "node_modules/p": { version: "1.0.0", optionalDependencies: { fsevents: "2.3.3" } } };
  expect(completePackages(packages)).toMatchObject({ added: [], unknown: ["fsevents"] });
});
