"""What comes: sessions, deadlines, days and meetings in one list, as pages, feed, table and calendar."""
