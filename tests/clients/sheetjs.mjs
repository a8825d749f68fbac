// Fill scorecards in with SheetJS, as a web form or a phone app that is built on it does.
//
// A job is one JSON object a line on standard input; for each, one line is answered:
// {"card": FILE, "sheet": NAME, "cells": {"G7": VALUE}, "change": WORD, "saves": {"ods": FILE}}.
// VALUE is a number, a text, null to empty the cell, or {"formula": "1+2", "result": 3}.

import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import * as XLSX from "xlsx";

const KINDS = { xlsx: "xlsx", ods: "ods", xls: "biff8", csv: "csv" };

const CHANGES = {
  none: (book) => book,
  renamed: (book, name) => {
    book.Sheets.Renamed = book.Sheets[name];
    delete book.Sheets[name];
    book.SheetNames[book.SheetNames.indexOf(name)] = "Renamed";
    return book;
  },
  alone: (book, name) => {
    const fresh = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(fresh, book.Sheets[name], name);
    return fresh;
  },
  rebuilt: (book, name) => {
    const rows = XLSX.utils.sheet_to_json(book.Sheets[name], { header: 1, defval: null });
    const fresh = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(fresh, XLSX.utils.aoa_to_sheet(rows), "Sheet1");
    return fresh;
  },
};

function cell(value) {
  if (typeof value === "number") return { t: "n", v: value };
  if (typeof value === "string") return { t: "s", v: value };
  return { t: "n", f: value.formula, v: value.result };
}

function put(sheet, address, value) {
  if (value === null) delete sheet[address];
  else sheet[address] = cell(value);
}

function work({ card, sheet, cells, change, saves }) {
  const read = XLSX.read(readFileSync(card), { cellFormula: true, cellStyles: true });
  for (const [address, value] of Object.entries(cells)) put(read.Sheets[sheet], address, value);
  const book = CHANGES[change](read, sheet);
  for (const [form, path] of Object.entries(saves)) {
    writeFileSync(path, XLSX.write(book, { type: "buffer", bookType: KINDS[form] }));
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    work(JSON.parse(line));
    console.log(JSON.stringify({ done: true }));
  } catch (error) {
    console.log(JSON.stringify({ error: error.stack }));
  }
}
