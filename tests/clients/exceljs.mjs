// Fill scorecards in with ExcelJS, as a web form that is built on it does.
//
// A job is one JSON object a line on standard input; for each, one line is answered:
// {"card": FILE, "sheet": NAME, "cells": {"G7": VALUE}, "change": WORD, "saves": {"xlsx": FILE}}.
// VALUE is a number, a text, null to empty the cell, or what ExcelJS itself takes for a value.

import { createInterface } from "node:readline";
import ExcelJS from "exceljs";

const CHANGES = {
  none: () => {},
  renamed: (_, sheet) => {
    sheet.name = "Renamed";
  },
  hidden_deleted: (book) => {
    for (const other of [...book.worksheets]) {
      if (other.state !== "visible") book.removeWorksheet(other.id);
    }
  },
  row_inserted: (_, sheet) => {
    sheet.insertRow(8, []);
  },
  commented: (_, sheet) => {
    sheet.getCell("H7").note = "Ask again about this.";
  },
};

async function work({ card, sheet, cells, change, saves }) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(card);
  const page = book.getWorksheet(sheet);
  for (const [address, value] of Object.entries(cells)) page.getCell(address).value = value;
  CHANGES[change](book, page);
  for (const [form, path] of Object.entries(saves)) {
    if (form === "csv") await book.csv.writeFile(path, { sheetName: page.name });
    else await book.xlsx.writeFile(path);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    await work(JSON.parse(line));
    console.log(JSON.stringify({ done: true }));
  } catch (error) {
    console.log(JSON.stringify({ error: error.stack }));
  }
}
