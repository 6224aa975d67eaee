"""Pages of one body, one session, one occasion; and what countries did about decisions."""
