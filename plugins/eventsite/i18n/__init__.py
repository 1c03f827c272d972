"""Everything that depends on the reader's language: names, dates, interface words, and which page is whose twin."""
