"""What the generator's speed is measured with: a corpus, the peers' sites and the stop-watch."""
