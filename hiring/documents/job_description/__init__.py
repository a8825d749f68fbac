"""Job descriptions as Word, Markdown, HTML, JSON-LD and plain text: one outline, five writers."""
