"""The report on paper: fonts, the document of an edition, and Typst's door."""
