"""What follows from what was read: pages, pairs, chart specs, translations, findings."""
