"""Whole tables as files and back: text tables, lines of JSON, Excel workbooks."""
