"""Pages for those who deliver a paper: who signed, the file to hand over, letters, what ends when."""
