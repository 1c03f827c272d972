"""From the files that staff edit to typed documents: front matter, its models, Markdown, and every mistake found."""
