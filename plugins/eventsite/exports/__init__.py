"""What other programs read of the site: sitemaps for search engines, feeds for readers. Text in, text out."""
