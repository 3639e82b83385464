"""From text to what it says: reading text, outline, figures, glossary terms."""
