"""What is given away: tables and data packages, translation memories, term bases."""
