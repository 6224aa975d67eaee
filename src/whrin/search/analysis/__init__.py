"""From what people write to the tokens that are matched: fold, segment, stem. Pure functions; no database."""
